'use client';

import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { ConfirmModal } from '../ventures/confirm-modal';
import { ApplicationText } from './application-text';
import { ApplicationBadge } from './looks';
import { NextStep } from './next-step';
import { useRefreshOpportunities } from './queries';
import type { Application } from './types';

/** How the own application stands, what it says, and the way to take it back. */
export function OwnApplication({ application }: { application: Application }) {
  const t = useTranslations('opportunities.own');
  const format = useFormat();
  const refresh = useRefreshOpportunities();
  const [asking, setAsking] = useState(false);
  const { id, kind, state, reason, createdAt, openedAt, decidedAt, actions } = application;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <ApplicationBadge state={state} />
        <Text size="sm" c="dimmed">
          {[
            t('sent', { date: format.dateTime(createdAt) }),
            openedAt && t('opened', { date: format.dateTime(openedAt) }),
            decidedAt && t('decided', { date: format.dateTime(decidedAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Group>
      <Text size="sm">{t(`means.${state}`)}</Text>
      {reason && <Text size="sm">{t('reason', { reason })}</Text>}
      <NextStep application={application} />
      <ApplicationText application={application} />
      {actions.includes('WITHDRAW') && (
        <Group>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('withdraw')}
          </Button>
        </Group>
      )}
      {asking && (
        <ConfirmModal
          title={t('withdrawTitle', { kind })}
          text={t('withdrawText', { kind })}
          confirm={t('withdraw')}
          danger
          run={() => api.applications.withdraw({ params: { applicationId: id }, body: {} })}
          onClose={() => setAsking(false)}
          onDone={() => void refresh()}
        />
      )}
    </Stack>
  );
}
