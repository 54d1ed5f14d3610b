'use client';

import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { api } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { useMoneyFormat } from '../../lib/use-money-format';
import { ConfirmModal } from '../ventures/confirm-modal';
import { useRefreshMoney } from './queries';
import { RoundBadge } from './round-badge';
import { RoundProgress } from './round-progress';
import type { Round, RoundEvent, Standing } from './types';

interface RoundCardProps {
  readonly round: Round;
  readonly standing: Standing;
  readonly onEdit: () => void;
  readonly onInvestors: () => void;
}

/** One round: how far it is, who is interested, and the steps the reader can take. */
export function RoundCard({ round, standing, onEdit, onInvestors }: RoundCardProps) {
  const t = useTranslations('money.rounds');
  const format = useFormat();
  const { figures } = useMoneyFormat();
  const refresh = useRefreshMoney(standing.venture.id);
  const [asking, setAsking] = useState<RoundEvent | null>(null);
  const { id, kind, name, state, investors, plannedOn, openedAt, closedAt, reason, steps } = round;
  const running = state === 'PLANNED' || state === 'ACTIVE';
  const dates = [
    plannedOn && running ? t('plannedOn', { date: figures.day(plannedOn) }) : null,
    openedAt ? t('openedOn', { date: format.date(openedAt) }) : null,
    closedAt ? t('closedOn', { date: format.date(closedAt) }) : null,
  ].filter((text) => text !== null);
  const withReason = asking === 'cancel' || asking === 'fail';
  return (
    <Card component="article" p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="sm">
        <Group gap="sm">
          <Title order={2} size="h3" style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {t(`kind.${kind}`)}
          </Text>
          <RoundBadge state={state} />
        </Group>
        <RoundProgress round={round} />
        <Text size="sm">
          {t('interests', { high: investors.HIGH, medium: investors.MEDIUM, low: investors.LOW })}
        </Text>
        {dates.length > 0 && (
          <Text size="sm" c="dimmed">
            {dates.join(' · ')}
          </Text>
        )}
        {reason && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t('reasonWas', { reason })}
          </Text>
        )}
        <Group gap="sm">
          {standing.acts &&
            steps.map((step) => (
              <Button
                key={step}
                size="xs"
                variant={step === 'open' || step === 'complete' ? 'filled' : 'default'}
                aria-label={t('stepOf', { step: t(`step.${step}.label`), name })}
                onClick={() => setAsking(step)}
              >
                {t(`step.${step}.label`)}
              </Button>
            ))}
          {standing.acts && running && (
            <Button size="xs" variant="default" aria-label={t('editOf', { name })} onClick={onEdit}>
              {t('edit')}
            </Button>
          )}
          <Button size="xs" variant="subtle" aria-label={t('investorsOf', { name })} onClick={onInvestors}>
            {t('showInvestors')}
          </Button>
        </Group>
      </Stack>
      {asking && (
        <ConfirmModal
          title={t(`step.${asking}.title`, { name })}
          text={t(`step.${asking}.text`)}
          confirm={t(`step.${asking}.label`)}
          danger={withReason}
          {...(withReason ? { reason: t('reason') } : {})}
          run={async (given) => {
            const params = { ventureId: standing.venture.id, roundId: id };
            await api.finances.stepRound({ params, body: { event: asking, reason: given } });
            await refresh();
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </Card>
  );
}
