'use client';

import { Alert, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ProblemAlert } from '../../lib/problem';
import { signDocumentHref } from '../documents/links';
import { membersQuery } from '../ventures/queries';
import type { Member } from '../ventures/types';
import { EquityFrame, equityHref } from './equity-frame';
import { FrameworkForm } from './framework-form';
import { tableQuery } from './queries';
import type { Proposal, Standing } from './types';

/** `/ventures/[id]/equity/framework`: agree who owns what at the start. */
export function FrameworkPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('equity.framework');
  return (
    <EquityFrame ventureId={ventureId} title={t('title')} lead={t('lead')} only="owner">
      {(standing) => <Content standing={standing} />}
    </EquityFrame>
  );
}

function Content({ standing }: { standing: Standing }) {
  const t = useTranslations('equity.framework');
  const ventureId = standing.venture.id;
  const [sent, setSent] = useState<{ proposal: Proposal; signers: readonly string[] } | null>(null);
  const table = useQuery(tableQuery(ventureId));
  const members = useQuery(membersQuery(ventureId));
  if (sent) return <Sent ventureId={ventureId} {...sent} />;
  const error = table.error ?? members.error;
  if (error)
    return <ProblemAlert error={error} onRetry={() => void (table.error ? table : members).refetch()} />;
  if (table.data === undefined || !members.data) return <Skeleton height={320} aria-hidden />;
  if (table.data !== null)
    return (
      <Alert color="gray" title={t('thereTitle')}>
        <Stack gap="sm">
          <Text size="sm">{t('thereText')}</Text>
          <Group>
            <Button component={Link} href={equityHref(ventureId)} variant="default" size="xs">
              {t('toTable')}
            </Button>
          </Group>
        </Stack>
      </Alert>
    );
  return (
    <FrameworkForm
      standing={standing}
      owners={ownersOf(members.data.items)}
      onSent={(proposal, signers) => setSent({ proposal, signers })}
    />
  );
}

/** Owner and co-owners whose papers are in force, the owner first. */
function ownersOf(members: readonly Member[]): Member[] {
  return members
    .filter(({ role, state }) => state === 'ACTIVE' && (role === 'OWNER' || role === 'CO_OWNER'))
    .toSorted(
      (a, b) => Number(b.role === 'OWNER') - Number(a.role === 'OWNER') || (a.name < b.name ? -1 : 1),
    );
}

interface SentProps {
  readonly ventureId: string;
  readonly proposal: Proposal;
  readonly signers: readonly string[];
}

function Sent({ ventureId, proposal, signers }: SentProps) {
  const t = useTranslations('equity.framework.sent');
  return (
    <Alert color="green" role="status" title={t('title')}>
      <Stack gap="sm">
        <Text size="sm">{t('text')}</Text>
        <List size="sm">
          {signers.map((name) => (
            <List.Item key={name}>{name}</List.Item>
          ))}
        </List>
        <Group>
          <Button component={Link} href={signDocumentHref(proposal.documentId, equityHref(ventureId))}>
            {t('sign')}
          </Button>
          <Button component={Link} href={equityHref(ventureId)} variant="default">
            {t('later')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
