'use client';

import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useStepUp } from '../../lib/step-up';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshEquity } from './queries';
import type { Proposal, ProposalState, Standing } from './types';
import { useEquityFormat } from './use-equity-format';

const colours: Record<ProposalState, string> = {
  WAITING: 'yellow',
  POSTED: 'green',
  REFUSED: 'red',
  EXPIRED: 'gray',
  WITHDRAWN: 'gray',
  FAILED: 'red',
};

/** One proposal: what it says, how it stands, its document, and taking it back. */
export function ProposalRow({ proposal, standing }: { proposal: Proposal; standing: Standing }) {
  const t = useTranslations('equity.proposals');
  const format = useFormat();
  const { day } = useEquityFormat();
  const stepUp = useStepUp();
  const refresh = useRefreshEquity(standing.venture.id);
  const [asking, setAsking] = useState(false);
  const waits = proposal.state === 'WAITING';
  return (
    <Card p="md">
      <Stack gap="xs">
        <Group gap="sm" align="flex-start">
          <Badge color={colours[proposal.state]}>{t(`states.${proposal.state}`)}</Badge>
          <Text size="sm" c="dimmed">
            {proposal.proposedBy === null
              ? t('proposedOn', { date: format.dateTime(proposal.createdAt) })
              : t('proposed', { name: proposal.proposedBy, date: format.dateTime(proposal.createdAt) })}
          </Text>
        </Group>
        <Text fw={600}>{proposal.summary}</Text>
        {proposal.effectiveOn && <Text size="sm">{t('effective', { date: day(proposal.effectiveOn) })}</Text>}
        {!waits && proposal.state !== 'POSTED' && (
          <Text size="sm">
            {proposal.decidedAt ? t('ended', { date: format.dateTime(proposal.decidedAt) }) : ''}
            {proposal.reason ? ` · ${t('because', { reason: proposal.reason })}` : ''}
          </Text>
        )}
        <Group gap="sm">
          <Button
            component={Link}
            href={`/documents/${proposal.documentId}`}
            variant="default"
            size="xs"
            leftSection={<IconFileText size={16} aria-hidden />}
          >
            {t(waits ? 'open' : 'read')}
          </Button>
          {waits && standing.acts && (
            <Button variant="subtle" color="red" size="xs" onClick={() => setAsking(true)}>
              {t('withdraw.label')}
            </Button>
          )}
        </Group>
      </Stack>
      {asking && (
        <ConfirmModal
          title={t('withdraw.title')}
          text={t('withdraw.text')}
          confirm={t('withdraw.label')}
          danger
          reason={t('withdraw.reason')}
          run={async (reason) => {
            const params = { ventureId: standing.venture.id, proposalId: proposal.id };
            await stepUp(() => api.equity.withdraw({ params, body: { reason } }));
            await refresh();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
