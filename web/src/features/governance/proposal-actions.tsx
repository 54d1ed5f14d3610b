'use client';

import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useSession } from '../../lib/session';
import { ConfirmModal } from '../ventures/confirm-modal';
import { discussionDays, votingDays } from './next-step';
import { useTakeProposal, type Proposal } from './queries';

/** What the proposer may still do: edit and submit a draft, withdraw before voting opens. */
export function ProposalActions({ proposal }: { proposal: Proposal }) {
  const t = useTranslations('governance.actions');
  const { userId } = useSession();
  const take = useTakeProposal();
  const [asking, setAsking] = useState<'submit' | 'withdraw' | null>(null);
  const draft = proposal.state === 'DRAFT';
  if (proposal.proposer.userId !== userId || (!draft && proposal.state !== 'DISCUSSION')) return null;
  const request = { params: { proposalId: proposal.id }, body: {} };
  return (
    <>
      {draft && (
        <>
          <Button onClick={() => setAsking('submit')}>{t('submit')}</Button>
          <Button
            component={Link}
            href={`/buz/governance/${proposal.id}/edit`}
            variant="default"
            leftSection={<IconPencil size={18} aria-hidden />}
          >
            {t('edit')}
          </Button>
        </>
      )}
      <Button variant="default" onClick={() => setAsking('withdraw')}>
        {t('withdraw')}
      </Button>
      {asking && (
        <ConfirmModal
          key={asking}
          title={t(`${asking}Title`)}
          text={t(`${asking}Text`, { discussion: discussionDays, voting: votingDays })}
          confirm={t(asking)}
          danger={asking === 'withdraw'}
          run={async () => take(await api.governance[asking](request))}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
