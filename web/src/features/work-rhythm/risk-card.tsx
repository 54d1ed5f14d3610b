'use client';

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshWork } from '../work/queries';
import { LevelBadge, RiskStateBadge } from './risk-badges';
import { useScale } from './scales';
import type { Risk } from './types';

interface RiskCardProps {
  readonly ventureId: string;
  readonly risk: Risk;
  readonly onEdit: () => void;
  /** After a step; with the way back where there is one. */
  readonly onStep: (text: string, undo?: () => Promise<unknown>) => void;
}

export function RiskCard({ ventureId, risk, onEdit, onStep }: RiskCardProps) {
  const t = useTranslations('workRhythm.risks');
  const impact = useScale('impact');
  const probability = useScale('probability');
  const refresh = useRefreshWork(ventureId);
  const [closing, setClosing] = useState(false);
  const take = async (event: Risk['steps'][number], reason = '') => {
    await api.work.stepRisk({ params: { ventureId, riskId: risk.id }, body: { event, reason } });
    await refresh();
  };
  const act = useMutation({
    mutationFn: (event: 'mitigate' | 'reopen') => take(event),
    onSuccess: (_, event) => {
      const back = event === 'mitigate' ? 'reopen' : 'mitigate';
      onStep(t(`did.${event}`, { title: risk.title }), () => take(back));
    },
  });
  return (
    <Card p="md" component="article" aria-label={risk.title}>
      <Stack gap="xs">
        <Group gap="sm">
          <LevelBadge level={risk.level} score={risk.score} />
          <RiskStateBadge state={risk.state} />
          <Text size="sm" c="dimmed">
            {t(`category.${risk.category}`)}
          </Text>
        </Group>
        <Title order={3} style={{ overflowWrap: 'anywhere' }}>
          {risk.title}
        </Title>
        <Text size="sm">
          {t('facts', {
            impact: impact.word(risk.impact),
            probability: probability.word(risk.probability),
            owner: risk.owner.name,
          })}
        </Text>
        {risk.description && (
          <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {risk.description}
          </Text>
        )}
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          <Text span fw={600} inherit>
            {t('plan')}
          </Text>{' '}
          {risk.mitigation || t('noPlan')}
        </Text>
        <ProblemAlert error={act.error} />
        {(risk.rights.length > 0 || risk.steps.length > 0) && (
          <Group gap="xs">
            {risk.rights.includes('edit') && (
              <Button size="xs" variant="default" onClick={onEdit}>
                {t('edit')}
              </Button>
            )}
            {risk.steps.map((event) => (
              <Button
                key={event}
                size="xs"
                variant={event === 'close' ? 'subtle' : 'default'}
                loading={act.isPending && act.variables === event}
                onClick={() => (event === 'close' ? setClosing(true) : act.mutate(event))}
              >
                {t(`step.${event}`)}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
      {closing && (
        <ConfirmModal
          title={t('close.title')}
          text={t('close.text', { title: risk.title })}
          confirm={t('step.close')}
          reason={t('close.reason')}
          run={(reason) => take('close', reason)}
          onClose={() => setClosing(false)}
          onDone={() => onStep(t('did.close', { title: risk.title }))}
        />
      )}
    </Card>
  );
}
