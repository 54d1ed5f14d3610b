'use client';

import { Button, Group, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode } from '../../lib/problem';
import { useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import { ConfirmModal } from '../ventures/confirm-modal';
import { etagOf, type Distribution } from './types';

const steps = ['calculate', 'object', 'approve', 'pay'] as const;
type Step = (typeof steps)[number];

interface DistributionStepsProps {
  readonly distribution: Pick<Distribution, 'id' | 'state' | 'steps' | 'version' | 'objectionsUntil'>;
  readonly onDone: () => Promise<unknown>;
}

/** What the reader can do with a distribution now, each asked about before it is done. */
export function DistributionSteps({ distribution, onDone }: DistributionStepsProps) {
  const t = useTranslations('money.distribution');
  const { dateTime } = useFormat();
  const [asking, setAsking] = useState<Step | null>(null);
  const take = useSteps(distribution);
  const open = steps.filter((step) => distribution.steps.includes(step));
  const waits = distribution.state === 'CALCULATED' && !distribution.steps.includes('approve');
  if (open.length === 0 && !waits && !distribution.steps.includes('settle')) return null;
  const retry = distribution.state === 'PARTIALLY_FAILED';
  const words = (step: Step) => (step === 'pay' && retry ? 'retry' : step);
  return (
    <Section title={t('next')}>
      {waits && distribution.objectionsUntil && (
        <Text size="sm">{t('waits', { until: dateTime(distribution.objectionsUntil) })}</Text>
      )}
      {distribution.steps.includes('settle') && <Text size="sm">{t('settleHint')}</Text>}
      {open.length > 0 && (
        <Group gap="sm">
          {open.map((step) => (
            <Button
              key={step}
              variant={step === 'object' ? 'default' : 'filled'}
              onClick={() => setAsking(step)}
            >
              {t(`step.${words(step)}.label`)}
            </Button>
          ))}
        </Group>
      )}
      {asking && (
        <ConfirmModal
          title={t(`step.${words(asking)}.title`)}
          text={t(`step.${words(asking)}.text`)}
          confirm={t(`step.${words(asking)}.label`)}
          danger={asking === 'object'}
          {...(asking === 'object' ? { reason: t('objectReason') } : {})}
          run={async (reason) => {
            try {
              await take(asking, reason);
            } catch (error) {
              // The page behind then shows what is different now.
              if (hasCode(error, 'EDIT_CONFLICT', 'ILLEGAL_TRANSITION')) void onDone();
              throw error;
            }
            await onDone();
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </Section>
  );
}

function useSteps(distribution: DistributionStepsProps['distribution']) {
  const stepUp = useStepUp();
  const intention = useIntention();
  const { id: distributionId, version } = distribution;
  const params = { distributionId };
  return async (step: Step, reason: string): Promise<void> => {
    const idempotencyKey = intention.keyOf([distributionId, step, version, reason]);
    const options = { idempotencyKey };
    const request = { params, body: {} };
    if (step === 'calculate') await api.finances.calculate(request, options);
    else if (step === 'object') await api.finances.object({ params, body: { reason } }, options);
    else if (step === 'approve')
      await stepUp(() => api.finances.approve(request, { ...options, ifMatch: etagOf(distribution) }));
    else await stepUp(() => api.finances.pay(request, options));
    intention.done();
  };
}
