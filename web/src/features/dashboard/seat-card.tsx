'use client';

import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useFormat } from '../../lib/format';
import { useAccess } from '../../lib/session';
import { subscriptionQuery } from '../onboarding/progress';
import { Loaded, Panel } from './panel';

const dayMs = 86_400_000;
const trialDays = 14;

/** Seat or trial, with the days that are left. Guests have none, so they see nothing. */
export function SeatCard() {
  const t = useTranslations('dashboard.seat');
  const format = useFormat();
  const access = useAccess();
  const member = access.data?.held.includes(1) ?? false;
  const subscription = useQuery({ ...subscriptionQuery(), enabled: member });
  if (!member) return null;
  return (
    <Panel title={t('title')}>
      <Loaded query={subscription}>
        {({ state, trialEndsAt, trialUsed }) => {
          const left = trialEndsAt
            ? Math.max(0, Math.ceil((Date.parse(trialEndsAt) - Date.now()) / dayMs))
            : 0;
          return (
            <Stack gap="sm">
              <Text fw={600}>{t(`state.${state}`)}</Text>
              {state === 'TRIALING' && trialEndsAt && (
                <>
                  <Text size="sm">{t('left', { days: left, date: format.date(trialEndsAt) })}</Text>
                  <Progress
                    value={(Math.min(left, trialDays) / trialDays) * 100}
                    aria-label={t('leftShort', { days: left })}
                  />
                </>
              )}
              <Group>
                {!trialUsed && state === 'INACTIVE' && (
                  <Button component={Link} href="/onboarding?step=plan" size="xs">
                    {t('start')}
                  </Button>
                )}
                <Button component={Link} href="/subscription" size="xs" variant="default">
                  {t('open')}
                </Button>
              </Group>
            </Stack>
          );
        }}
      </Loaded>
    </Panel>
  );
}
