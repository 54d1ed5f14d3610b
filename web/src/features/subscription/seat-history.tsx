'use client';

import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';
import type { Subscription } from './types';

/** Every step of the seat, the latest first. */
export function SeatHistory({ history }: { history: Subscription['history'] }) {
  const t = useTranslations('subscription.history');
  const seat = useTranslations('subscription.seat.state');
  const format = useFormat();
  if (history.length === 0) return null;
  return (
    <Section title={t('title')}>
      <PlainList label={t('title')}>
        {history.toReversed().map(({ to, at }) => (
          <li key={`${at} ${to}`}>
            <Stack gap={0}>
              <Text size="sm">{seat(to as Subscription['state'])}</Text>
              <Text size="sm" c="dimmed">
                {format.dateTime(at)}
              </Text>
            </Stack>
          </li>
        ))}
      </PlainList>
    </Section>
  );
}
