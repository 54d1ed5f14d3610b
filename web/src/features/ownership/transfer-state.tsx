'use client';

import { Alert, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconFileText, IconSignature } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { figureFormat } from '../../lib/numbers';
import { useSession } from '../../lib/session';
import { signDocumentHref } from '../documents/links';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshVentures } from '../ventures/queries';
import { ownershipQuery, transferHref, type Transfer } from './queries';
import { WhatHappens } from './what-happens';

const colours: Record<Transfer['state'], string> = {
  WAITING: 'yellow',
  PASSED: 'green',
  REFUSED: 'red',
  EXPIRED: 'gray',
  WITHDRAWN: 'gray',
  FAILED: 'red',
};

/** The latest transfer as its two sides see it: what it waits for, or what came of it. */
export function TransferState({ transfer }: { transfer: Transfer }) {
  const t = useTranslations('ownership');
  const format = useFormat();
  const { userId } = useSession();
  const gives = transfer.fromId === userId;
  const waits = transfer.state === 'WAITING';
  const who = { from: transfer.fromName, to: transfer.toName };
  return (
    <Section title={t(waits ? 'waits.title' : 'last')}>
      <Stack gap="sm">
        <Group gap="sm">
          <Badge color={colours[transfer.state]}>{t(`states.${transfer.state}`)}</Badge>
          <Text size="sm" c="dimmed">
            {t('started', { date: format.dateTime(transfer.startedAt) })}
          </Text>
        </Group>
        <Text maw="68ch">{t(`sentences.${transfer.state}`, who)}</Text>
        {transfer.reason && <Text size="sm">{t('reason', { reason: transfer.reason })}</Text>}
        {transfer.decidedAt && (
          <Text size="sm" c="dimmed">
            {t('decided', { date: format.dateTime(transfer.decidedAt) })}
          </Text>
        )}
        {waits && <Waiting transfer={transfer} gives={gives} />}
        {transfer.state === 'PASSED' && gives && (
          <Alert color="blue" title={t('former.title')}>
            <Stack gap="sm">
              <Text size="sm">{t('former.text', who)}</Text>
              <Group>
                <Button component={Link} href={`/ventures/${transfer.ventureId}`} size="xs" variant="default">
                  {t('toVenture')}
                </Button>
              </Group>
            </Stack>
          </Alert>
        )}
      </Stack>
    </Section>
  );
}

function Waiting({ transfer, gives }: { transfer: Transfer; gives: boolean }) {
  const t = useTranslations('ownership.waits');
  const { locale } = useFormat();
  const signed = { owner: transfer.signedByOwner, member: transfer.signedByMember };
  const mine = gives ? signed.owner : signed.member;
  const [asking, setAsking] = useState(false);
  return (
    <>
      {transfer.message && (
        <Text size="sm" maw="68ch" style={{ whiteSpace: 'pre-wrap' }}>
          {t('message', { name: transfer.fromName, message: transfer.message })}
        </Text>
      )}
      <Text size="sm">{t('signBy', { date: figureFormat(locale).day(transfer.signBy) })}</Text>
      <Text size="sm">
        {t('signed', {
          from: transfer.fromName,
          to: transfer.toName,
          owner: String(signed.owner),
          member: String(signed.member),
        })}
      </Text>
      <WhatHappens />
      <Group gap="sm">
        {!mine && (
          <Button
            component={Link}
            href={signDocumentHref(transfer.documentId, transferHref(transfer.ventureId))}
            leftSection={<IconSignature size={18} aria-hidden />}
          >
            {t('sign')}
          </Button>
        )}
        <Button
          component={Link}
          href={`/documents/${transfer.documentId}`}
          variant="default"
          leftSection={<IconFileText size={18} aria-hidden />}
        >
          {t(gives || mine ? 'open' : 'openOrDecline')}
        </Button>
        {transfer.mayWithdraw && (
          <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
            {t('withdraw.label')}
          </Button>
        )}
      </Group>
      {asking && <Withdraw transfer={transfer} onClose={() => setAsking(false)} />}
    </>
  );
}

function Withdraw({ transfer, onClose }: { transfer: Transfer; onClose: () => void }) {
  const t = useTranslations('ownership.waits.withdraw');
  const client = useQueryClient();
  const refresh = useRefreshVentures();
  return (
    <ConfirmModal
      title={t('title')}
      text={t('text', { name: transfer.toName })}
      confirm={t('label')}
      danger
      reason={t('reason')}
      run={async (reason) => {
        const params = { ventureId: transfer.ventureId, transferId: transfer.id };
        await api.ownership.withdraw({ params, body: { reason } });
        await client.invalidateQueries({ queryKey: ownershipQuery(transfer.ventureId).queryKey });
        void refresh();
      }}
      onClose={onClose}
    />
  );
}
