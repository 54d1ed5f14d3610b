'use client';

import { Badge, Button, Stack, Text } from '@mantine/core';
import { subscriptionsWire } from '@smartstart/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { ConfirmModal } from '../ventures/confirm-modal';
import { Filtered, PagedTable } from './paged-table';
import { hooksQuery, useRefreshSeats } from './queries';
import type { Hook, HookState } from './types';

const colours: Record<HookState, string> = {
  RECEIVED: 'yellow',
  DONE: 'green',
  IGNORED: 'gray',
  WAITING: 'yellow',
  ATTENTION: 'red',
};

/** What payment providers said, and what followed from it. */
export function HookList() {
  const t = useTranslations('seatsAdmin.messages');
  const format = useFormat();
  const [state, setState] = useState<HookState | 'ALL'>('ALL');
  const [again, setAgain] = useState<Hook | null>(null);
  const hooks = useInfiniteQuery(hooksQuery(state));
  return (
    <Filtered
      label={t('filter')}
      value={state}
      onChange={setState}
      options={[
        { value: 'ALL' as const, label: t('all') },
        ...subscriptionsWire.hookState.options.map((value) => ({ value, label: t(`state.${value}`) })),
      ]}
    >
      <PagedTable
        query={hooks}
        label={t('label')}
        empty={{ title: t('emptyTitle'), text: t('emptyText') }}
        keyOf={({ id }) => id}
        columns={[
          {
            head: t('type'),
            cell: ({ provider, type }) => (
              <Stack gap={0}>
                <Text size="sm">{type}</Text>
                <Text size="xs" c="dimmed">
                  {provider}
                </Text>
              </Stack>
            ),
          },
          { head: t('received'), cell: ({ receivedAt }) => format.dateTime(receivedAt) },
          {
            head: t('outcome'),
            cell: ({ state: at, note }) => (
              <Stack gap={2} align="flex-start">
                <Badge color={colours[at]} miw="max-content">
                  {t(`state.${at}`)}
                </Badge>
                {note && <Text size="sm">{note}</Text>}
              </Stack>
            ),
          },
          {
            head: t('acts'),
            end: true,
            cell: (hook) => (
              <Button
                size="xs"
                variant="default"
                aria-label={t('againOf', { type: hook.type, date: format.dateTime(hook.receivedAt) })}
                onClick={() => setAgain(hook)}
              >
                {t('again')}
              </Button>
            ),
          },
        ]}
      />
      {again && <Again hook={again} onClose={() => setAgain(null)} />}
    </Filtered>
  );
}

function Again({ hook, onClose }: { hook: Hook; onClose: () => void }) {
  const t = useTranslations('seatsAdmin.messages');
  const common = useTranslations('seatsAdmin');
  const refresh = useRefreshSeats();
  const stepUp = useStepUp();
  const intention = useIntention();
  return (
    <ConfirmModal
      title={t('again')}
      text={t('againText', { type: hook.type })}
      confirm={t('again')}
      reason={common('reason')}
      run={async (reason) => {
        const options = { idempotencyKey: intention.keyOf([hook.id, hook.replays, reason]) };
        const request = { params: { hookId: hook.id }, body: { reason } };
        await stepUp(() => api.subscriptionAdmin.replay(request, options));
        intention.done();
        await refresh();
      }}
      onClose={onClose}
    />
  );
}
