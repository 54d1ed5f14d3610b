'use client';

import { Button, DataList, Group, Stack, Text } from '@mantine/core';
import { buzWire } from '@smartstart/contract';
import { parseBuz, writeBuz } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useMe } from '../../lib/session';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useTakeProposal, type Proposal, type VoteChoice } from './queries';

/** Own weight at the snapshot, and the vote: once, for good, by name. */
export function VotePanel({ proposal }: { proposal: Proposal }) {
  const t = useTranslations('governance');
  const { mine, state } = proposal;
  if (!mine) return <Text size="sm">{state === 'VOTING' ? t('vote.noWeight') : t('vote.later')}</Text>;
  const own = parseBuz(mine.weight);
  const open = state === 'VOTING' && (mine.choice === null || mine.viaDelegate !== null);
  return (
    <Stack gap="md">
      <DataList orientation="horizontal" labelWidth="12rem">
        <DataList.Item>
          <DataList.ItemLabel>{t('vote.weight')}</DataList.ItemLabel>
          <DataList.ItemValue>
            <BuzAmount amount={mine.weight} />
          </DataList.ItemValue>
        </DataList.Item>
        <DataList.Item>
          <DataList.ItemLabel>{t('vote.delegated')}</DataList.ItemLabel>
          <DataList.ItemValue>
            <BuzAmount amount={mine.delegated} />
          </DataList.ItemValue>
        </DataList.Item>
      </DataList>
      <div role="status">
        {mine.choice && (
          <Text fw={600}>
            {mine.viaDelegate
              ? t(`delegateVote.${mine.choice}`, { name: mine.viaDelegate.name })
              : t(`yourVote.${mine.choice}`)}
          </Text>
        )}
      </div>
      {open &&
        (own + parseBuz(mine.delegated) > 0n ? (
          <Choices proposal={proposal} mine={mine} />
        ) : (
          <Text size="sm">{t('vote.noWeight')}</Text>
        ))}
      {!open && mine.choice === null && <Text size="sm">{t('vote.closed')}</Text>}
    </Stack>
  );
}

function Choices({ proposal, mine }: { proposal: Proposal; mine: NonNullable<Proposal['mine']> }) {
  const t = useTranslations('governance');
  const format = useBuzFormat();
  const take = useTakeProposal();
  const name = useMe().data?.name ?? '';
  const [chosen, setChosen] = useState<VoteChoice | null>(null);
  const weight = writeBuz(parseBuz(mine.weight) + parseBuz(mine.delegated));
  return (
    <>
      {mine.viaDelegate && <Text size="sm">{t('vote.override', { name: mine.viaDelegate.name })}</Text>}
      <Group gap="sm" role="group" aria-label={t('vote.title')}>
        {buzWire.voteChoice.options.map((choice) => (
          <Button key={choice} variant="default" size="md" onClick={() => setChosen(choice)}>
            {t(`vote.${choice}`)}
          </Button>
        ))}
      </Group>
      <Text size="sm" c="dimmed">
        {t('vote.final')}
      </Text>
      {chosen && (
        <ConfirmModal
          title={t(`vote.confirmTitle.${chosen}`)}
          text={t('vote.confirmText', { weight: format.short(weight), name })}
          confirm={t(`vote.${chosen}`)}
          run={async () =>
            take(await api.governance.vote({ params: { proposalId: proposal.id }, body: { choice: chosen } }))
          }
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}
