'use client';

import { Alert, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconSignature } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { ProblemAlert } from '../../lib/problem';
import { signHref } from '../documents/links';
import { usePack } from '../documents/pack';
import { stepHref, usePlanState } from './progress';

/** What BUZ are, the two papers that open the wallet, and the welcome. */
export function BuzStep() {
  const t = useTranslations('onboarding.buz');
  const { member } = usePlanState();
  const pack = usePack('BUZ_USE');
  if (pack.error) return <ProblemAlert error={pack.error} onRetry={() => void pack.refetch()} />;
  if (!pack.data) return <Skeleton height={160} aria-hidden />;
  const own = pack.data.toSign.filter(({ code }) => code === 'BTS' || code === 'BPP');
  return (
    <Stack>
      <Text>{t('text')}</Text>
      <List spacing={4}>
        {(['use', 'fixed', 'earn'] as const).map((point) => (
          <List.Item key={point}>{t(point)}</List.Item>
        ))}
      </List>
      {!member && <Alert>{t('memberFirst')}</Alert>}
      {own.length > 0 ? (
        <Group>
          <Button
            component={Link}
            href={signHref({ pack: 'BUZ_USE', after: stepHref('buz') })}
            leftSection={<IconSignature size={18} aria-hidden />}
          >
            {t('sign', { count: own.length })}
          </Button>
        </Group>
      ) : (
        <>
          <Alert icon={<IconCircleCheck aria-hidden />}>{t('signed')}</Alert>
          <Group>
            <Button component={Link} href={stepHref('dashboard')}>
              {t('next')}
            </Button>
            {member && (
              <Button component={Link} href="/buz" variant="default">
                {t('wallet')}
              </Button>
            )}
          </Group>
        </>
      )}
    </Stack>
  );
}
