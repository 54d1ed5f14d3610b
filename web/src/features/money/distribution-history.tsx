'use client';

import { Stack, Text, Timeline, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { PlainList } from '../documents/plain-list';
import type { DistributionDetail } from './types';

/** Events as the service logs them. */
const events = [
  'opened',
  'calculate',
  'object',
  'approve',
  'pay',
  'retry',
  'all-paid',
  'some-failed',
] as const;

/** Objections and everything that happened, the newest first. */
export function DistributionHistory({ distribution }: { distribution: DistributionDetail }) {
  const t = useTranslations('money.distribution');
  const { dateTime } = useFormat();
  const { objections, history } = distribution;
  return (
    <Section title={t('history')}>
      {objections.length > 0 && (
        <Stack gap="xs">
          <Title order={3}>{t('objections')}</Title>
          <PlainList label={t('objections')}>
            {objections.map(({ name, reason, at }) => (
              <li key={at}>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {t('objection', { name: name ?? t('platformName'), date: dateTime(at), reason })}
                </Text>
              </li>
            ))}
          </PlainList>
        </Stack>
      )}
      <Timeline bulletSize={16} lineWidth={2}>
        {history.map(({ event, actorName, reason, at }) => {
          const known = events.find((one) => one === event);
          return (
            <Timeline.Item key={`${event} ${at}`} title={known ? t(`event.${known}`) : event}>
              <Text size="sm" c="dimmed">
                {actorName ? t('by', { name: actorName, date: dateTime(at) }) : dateTime(at)}
              </Text>
              {reason && (
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {reason}
                </Text>
              )}
            </Timeline.Item>
          );
        })}
      </Timeline>
    </Section>
  );
}
