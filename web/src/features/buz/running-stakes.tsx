'use client';

import { Button, Card, Progress, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { parseBuz, writeBuz } from '@smartstart/units';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { useStepUp } from '../../lib/step-up';
import { ConfirmModal } from '../ventures/confirm-modal';
import { Figure, Figures } from './figures';
import { useIntention } from './intention';
import { stakesQuery, useRefreshBuz } from './queries';
import type { Stake } from './types';
import { useNow } from './use-now';

/** Stakes that run, each with how far it is. */
export function RunningStakes({ stakes }: { stakes: readonly Stake[] }) {
  const t = useTranslations('buz.staking');
  return (
    <Section title={t('runningTitle')} text={t('runningText')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {stakes.map((stake) => (
          <StakeCard key={stake.id} stake={stake} />
        ))}
      </SimpleGrid>
    </Section>
  );
}

function StakeCard({ stake }: { stake: Stake }) {
  const t = useTranslations('buz.staking');
  const format = useFormat();
  const { short } = useBuzFormat();
  const now = useNow();
  const [leaving, setLeaving] = useState(false);
  const [opened, matures] = [Date.parse(stake.openedAt), Date.parse(stake.maturesAt)];
  const percent = Math.min(100, Math.max(0, Math.round(((now - opened) / (matures - opened)) * 100)));
  return (
    <Card component="article" h="100%">
      <Stack gap="sm" h="100%">
        <Title order={3} size="h4">
          {t('stakeTitle', { tier: t(`tiers.${stake.tier}`), amount: short(stake.amount) })}
        </Title>
        <Stack gap={4}>
          <Progress value={percent} size="lg" aria-label={t('progress', { percent })} />
          <Text size="sm">
            {t('maturesIn', {
              when: format.relative(stake.maturesAt),
              date: format.dateTime(stake.maturesAt),
            })}
          </Text>
        </Stack>
        <Figures>
          <Figure label={t('accrued')} strong>
            <BuzAmount amount={stake.accrued} as="full" />
          </Figure>
          <Figure label={t('due')}>
            <BuzAmount amount={stake.interest} as="full" />
          </Figure>
          <Figure label={t('terms')}>
            {t('termsValue', {
              rate: new Intl.NumberFormat(format.locale, {
                style: 'percent',
                maximumFractionDigits: 2,
              }).format(stake.rateBps / 10_000),
              days: stake.days,
            })}
          </Figure>
        </Figures>
        <AutoRenew stake={stake} />
        <Button
          variant="default"
          size="sm"
          mt="auto"
          onClick={() => setLeaving(true)}
          style={{ alignSelf: 'start' }}
        >
          {t('exit')}
        </Button>
      </Stack>
      {leaving && <ExitStake stake={stake} onClose={() => setLeaving(false)} />}
    </Card>
  );
}

function AutoRenew({ stake }: { stake: Stake }) {
  const t = useTranslations('buz.staking');
  const client = useQueryClient();
  const set = useMutation({
    mutationFn: (autoRenew: boolean) =>
      api.buz.setStake({ params: { stakeId: stake.id }, body: { autoRenew } }),
    onSuccess: (changed) =>
      client.setQueryData<Awaited<ReturnType<typeof api.buz.stakes>>>(stakesQuery().queryKey, (known) =>
        known
          ? { ...known, items: known.items.map((one) => (one.id === changed.id ? changed : one)) }
          : known,
      ),
  });
  return (
    <Stack gap="xs">
      <Switch
        label={t('autoRenew')}
        checked={set.isPending ? set.variables : stake.autoRenew}
        disabled={set.isPending}
        onChange={(change) => set.mutate(change.currentTarget.checked)}
      />
      {set.error && <ProblemAlert error={set.error} />}
    </Stack>
  );
}

/** Leaving early says to the last decimal what it costs, before it is done. */
function ExitStake({ stake, onClose }: { stake: Stake; onClose: () => void }) {
  const t = useTranslations('buz.staking');
  const { full } = useBuzFormat();
  const stepUp = useStepUp();
  const refresh = useRefreshBuz();
  const intention = useIntention();
  const back = writeBuz(parseBuz(stake.amount) - parseBuz(stake.penalty));
  return (
    <ConfirmModal
      title={t('exitTitle')}
      text={t('exitText')}
      note={
        <Figures>
          <Figure label={t('exitStake')}>
            <BuzAmount amount={stake.amount} as="full" />
          </Figure>
          <Figure label={t('exitPenalty')} strong>
            <BuzAmount amount={stake.penalty} as="full" />
          </Figure>
          <Figure label={t('exitAccrued')}>
            <BuzAmount amount={stake.accrued} as="full" />
          </Figure>
          <Figure label={t('exitInterest')}>
            <BuzAmount amount={stake.interest} as="full" />
          </Figure>
          <Figure label={t('exitBack')} strong>
            <BuzAmount amount={back} as="full" />
          </Figure>
        </Figures>
      }
      confirm={t('exitConfirm')}
      danger
      run={async () => {
        const idempotencyKey = intention.keyOf({ exit: stake.id });
        await stepUp(() =>
          api.buz.exitStake({ params: { stakeId: stake.id }, body: {} }, { idempotencyKey }),
        );
      }}
      onClose={onClose}
      onDone={() => {
        void refresh();
        notifications.show({ message: t('exited', { amount: full(back) }), color: 'fir' });
      }}
    />
  );
}
