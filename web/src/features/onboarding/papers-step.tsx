'use client';

import { Alert, Badge, Button, Group, Skeleton, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconCircleCheck, IconFileText, IconSignature } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { ProblemAlert } from '../../lib/problem';
import { signHref } from '../documents/links';
import { usePack } from '../documents/pack';
import { PackProgress } from '../documents/pack-progress';
import { papersQuery } from '../documents/queries';
import type { Paper } from '../documents/types';
import { PlainList } from '../documents/plain-list';
import { usePlanState } from './progress';

/** The five papers of membership, ESCA first: without it no electronic signature counts. */
export function PapersStep() {
  const t = useTranslations('onboarding.papers');
  const { member } = usePlanState();
  const papers = useQuery(papersQuery());
  const pack = usePack('BECOME_MEMBER');
  const failed = (papers.isLoadingError ? papers.error : null) ?? pack.error;
  if (failed)
    return (
      <ProblemAlert error={failed} onRetry={() => void Promise.all([papers.refetch(), pack.refetch()])} />
    );
  if (!papers.data || !pack.data) return <Skeleton height={260} aria-hidden />;
  const five = papers.data.items
    .filter((paper) => paper.rungs.includes(1))
    .toSorted((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
  const minutes = five
    .filter((paper) => paper.status !== 'SIGNED')
    .reduce((sum, paper) => sum + paper.readingMinutes, 0);
  const next = pack.data.toSign[0];
  return (
    <Stack>
      <Text>{t('text')}</Text>
      <PackProgress pack={pack.data} name="BECOME_MEMBER" signing={false} />
      <PlainList>
        {five.map((paper) => (
          <PaperLine key={paper.code} paper={paper} next={paper.code === next?.code} />
        ))}
      </PlainList>
      {next && (
        <Group>
          <Button
            component={Link}
            href={signHref({ code: next.code, pack: 'BECOME_MEMBER', after: '/onboarding' })}
            leftSection={<IconSignature size={18} aria-hidden />}
          >
            {t('signNext')}
          </Button>
          {minutes > 0 && (
            <Text size="sm" c="dimmed">
              {t('minutes', { minutes })}
            </Text>
          )}
        </Group>
      )}
      {member && (
        <>
          <Alert icon={<IconCircleCheck aria-hidden />}>{t('member')}</Alert>
          <Group>
            <Button component={Link} href="/onboarding?step=plan">
              {t('next')}
            </Button>
          </Group>
        </>
      )}
      {!member && !next && pack.data.conditions.length > 0 && (
        <Alert color="orange">{pack.data.conditions.join(' ')}</Alert>
      )}
    </Stack>
  );
}

const order = ['ESCA', 'PPA', 'PNA', 'MNDA', 'STA'];

function PaperLine({ paper, next }: { paper: Paper; next: boolean }) {
  const t = useTranslations('onboarding.papers');
  const signed = paper.status === 'SIGNED';
  return (
    <Group component="li" wrap="nowrap" align="flex-start" gap="sm">
      <ThemeIcon
        size={28}
        radius="xl"
        variant={signed ? 'filled' : 'default'}
        color={signed ? 'green' : 'gray'}
        aria-hidden
      >
        {signed ? <IconCheck size={16} /> : <IconFileText size={16} />}
      </ThemeIcon>
      <div>
        <Group gap="xs">
          <Text fw={600} size="sm">
            {paper.name}
          </Text>
          <Badge variant="default">{signed ? t('signed') : next ? t('isNext') : t('open')}</Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {paper.purpose}
        </Text>
      </div>
    </Group>
  );
}
