'use client';

import { Alert, Button, Card, Group, List, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconSignature } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { api, newKey } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { signHref } from '../documents/links';
import { usePack } from '../documents/pack';
import { stepHref, usePlanState, type Stage } from './progress';

/** Trial or free. The trial's two papers come first, then one press starts it. */
export function PlanStep({ stage }: { stage: Stage }) {
  const t = useTranslations('onboarding.plan');
  const format = useFormat();
  const router = useRouter();
  const client = useQueryClient();
  const state = usePlanState();
  const staying = useMutation({
    mutationFn: async () => {
      if (stage.canSkip)
        client.setQueryData(
          ['journey'],
          await api.journey.skip({ params: { number: stage.number }, body: {} }),
        );
    },
    onSuccess: () => router.replace(stepHref('tour'), { scroll: false }),
  });
  const plans = useQuery({ queryKey: ['plans'], queryFn: () => api.subscriptions.plans({}) });
  if (!state.member) {
    return (
      <Stack>
        <Text>{t('memberFirst')}</Text>
        <Group>
          <Button component={Link} href="/onboarding?step=papers">
            {t('toPapers')}
          </Button>
        </Group>
      </Stack>
    );
  }
  if (plans.isLoadingError) return <ProblemAlert error={plans.error} onRetry={() => void plans.refetch()} />;
  if (!plans.data) return <Skeleton height={260} aria-hidden />;
  const free = plans.data.items.find((plan) => plan.code === 'FREE');
  const seat = plans.data.items.find((plan) => plan.code === 'FOUNDER_SEAT');
  return (
    <Stack>
      <Text>{t('text')}</Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {seat && (
          <Card component="section" aria-labelledby="plan-seat">
            <Stack h="100%">
              <div>
                <Title order={3} id="plan-seat">
                  {seat.name}
                </Title>
                <Text fw={600}>{t('trialDays', { days: plans.data.trialDays })}</Text>
                <Text size="sm" c="dimmed">
                  {t('after', { price: format.money(seat.priceMinor, seat.currency) })}
                </Text>
              </div>
              <Features features={seat.features} />
              <TrialButton state={state} />
            </Stack>
          </Card>
        )}
        {free && (
          <Card component="section" aria-labelledby="plan-free">
            <Stack h="100%">
              <div>
                <Title order={3} id="plan-free">
                  {free.name}
                </Title>
                <Text fw={600}>{t('freePrice')}</Text>
                <Text size="sm" c="dimmed">
                  {t('freeText')}
                </Text>
              </div>
              <Features features={free.features} />
              {staying.isError && <ProblemAlert error={staying.error} />}
              {!state.seated && (
                <Button variant="default" loading={staying.isPending} onClick={() => staying.mutate()}>
                  {t('stayFree')}
                </Button>
              )}
            </Stack>
          </Card>
        )}
      </SimpleGrid>
    </Stack>
  );
}

function Features({ features }: { features: readonly string[] }) {
  return (
    <List size="sm" spacing={4} style={{ flex: 1 }}>
      {features.map((feature) => (
        <List.Item key={feature}>{feature}</List.Item>
      ))}
    </List>
  );
}

function TrialButton({ state }: { state: ReturnType<typeof usePlanState> }) {
  const t = useTranslations('onboarding.plan');
  const format = useFormat();
  const router = useRouter();
  const client = useQueryClient();
  const key = useRef(newKey());
  const used = state.subscription?.trialUsed ?? false;
  const pack = usePack(state.seated || used ? null : 'START_TRIAL');
  const start = useMutation({
    mutationFn: () => api.subscriptions.startTrial({ body: {} }, { idempotencyKey: key.current }),
    onSuccess: async (subscription) => {
      client.setQueryData(['subscription'], subscription);
      await Promise.all([
        client.invalidateQueries({ queryKey: ['access'] }),
        client.invalidateQueries({ queryKey: ['papers'] }),
      ]);
      router.replace(stepHref('tour'), { scroll: false });
    },
    onError: (error) => {
      if (hasCode(error, 'GATE_BLOCKED')) key.current = newKey();
    },
  });
  if (state.seated) {
    const ends = state.subscription?.trialEndsAt;
    return (
      <>
        <Alert icon={<IconCircleCheck aria-hidden />}>
          {state.subscription?.state === 'TRIALING' && ends
            ? t('trialing', { date: format.date(ends) })
            : t('seated')}
        </Alert>
        <Button component={Link} href={stepHref('tour')}>
          {t('next')}
        </Button>
      </>
    );
  }
  if (used)
    return (
      <>
        <Alert>{t('trialUsed')}</Alert>
        <Button component={Link} href="/subscription">
          {t('takeSeat')}
        </Button>
      </>
    );
  if (pack.error) return <ProblemAlert error={pack.error} onRetry={() => void pack.refetch()} />;
  if (!pack.data) return <Skeleton height={36} aria-hidden />;
  const { toSign, conditions } = pack.data;
  if (toSign.length > 0) {
    return (
      <Stack gap="xs">
        <Text size="sm">
          {t('papersFirst', { names: toSign.map((paper) => `${paper.name} (${paper.code})`).join(', ') })}
        </Text>
        <Button
          component={Link}
          href={signHref({ pack: 'START_TRIAL', after: '/onboarding?step=plan' })}
          leftSection={<IconSignature size={18} aria-hidden />}
        >
          {t('signFirst', { count: toSign.length })}
        </Button>
      </Stack>
    );
  }
  return (
    <Stack gap="xs">
      {conditions.map((condition) => (
        <Text key={condition} size="sm">
          {condition}
        </Text>
      ))}
      {start.isError && <ProblemAlert error={start.error} />}
      <Button loading={start.isPending} onClick={() => start.mutate()}>
        {t('start')}
      </Button>
    </Stack>
  );
}
