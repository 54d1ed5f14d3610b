'use client';

import { Text, Timeline } from '@mantine/core';
import { useMessages, useTranslations } from 'next-intl';
import { useFormat } from '../../lib/format';
import type { Step } from './types';

/** What happened in a case: given oldest first, shown newest first. */
export function StepHistory({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations('compliance');
  const known = useMessages().compliance.event;
  const format = useFormat();
  if (steps.length === 0) return <Text size="sm">{t('history.none')}</Text>;
  const nameOf = ({ event, to }: Step) =>
    event in known ? t(`event.${event as keyof typeof known}`) : t(`state.${to}`);
  return (
    <Timeline bulletSize={16} lineWidth={2} active={steps.length}>
      {steps.toReversed().map((step) => (
        <Timeline.Item key={`${step.at} ${step.event}`} title={nameOf(step)}>
          <Text size="sm">{t('history.to', { state: t(`state.${step.to}`) })}</Text>
          <Text size="sm" c="dimmed">
            {step.actorName
              ? t('history.by', { name: step.actorName, date: format.dateTime(step.at) })
              : t('history.itself', { date: format.dateTime(step.at) })}
          </Text>
          {step.reason && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t('history.reason', { reason: step.reason })}
            </Text>
          )}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
