'use client';

import { Anchor, Button, Group, List, Skeleton, Stack, Text } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { signHref } from '../documents/links';
import { usePack } from '../documents/pack';
import { seatQuery, useRefreshSeat } from './queries';
import { QuoteTable } from './quote-table';
import type { Subscription } from './types';

/** The way to the seat: the trial at one press, or papers, address, method and the first month. */
export function TakeSeat({ subscription }: { subscription: Subscription }) {
  const t = useTranslations('subscription.take');
  const pack = usePack('SUBSCRIBE');
  const trial = subscription.steps.includes('start-trial');
  return (
    <Section title={t('title')} text={t(trial ? 'textTrial' : 'text')}>
      {pack.error ? (
        <ProblemAlert error={pack.error} onRetry={() => void pack.refetch()} />
      ) : !pack.data ? (
        <Skeleton height={80} aria-hidden />
      ) : pack.data.toSign.length > 0 ? (
        <Stack gap="sm">
          <Text size="sm">
            {t('papers', {
              names: pack.data.toSign.map(({ name, code }) => (name ? `${name} (${code})` : code)).join(', '),
            })}
          </Text>
          <Group>
            <Button
              component={Link}
              href={signHref({ pack: 'SUBSCRIBE', after: '/subscription' })}
              leftSection={<IconSignature size={18} aria-hidden />}
            >
              {t('sign', { count: pack.data.toSign.length })}
            </Button>
          </Group>
        </Stack>
      ) : (
        <>
          {pack.data.conditions.length > 0 && (
            <List size="sm">
              {pack.data.conditions.map((condition) => (
                <List.Item key={condition}>{condition}</List.Item>
              ))}
            </List>
          )}
          {trial && <TrialButton />}
          <Order subscription={subscription} second={trial} />
        </>
      )}
    </Section>
  );
}

function TrialButton() {
  const t = useTranslations('subscription.take');
  const client = useQueryClient();
  const refresh = useRefreshSeat();
  const intention = useIntention();
  const start = useMutation({
    mutationFn: () =>
      api.subscriptions.startTrial({ body: {} }, { idempotencyKey: intention.keyOf('trial') }),
    onSuccess: async (next) => {
      intention.done();
      client.setQueryData(seatQuery().queryKey, next);
      await refresh();
    },
  });
  return (
    <Stack gap="xs">
      {start.error && <ProblemAlert error={start.error} />}
      <Group>
        <Button loading={start.isPending} onClick={() => start.mutate()}>
          {t('trial')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('trialNote')}
        </Text>
      </Group>
    </Stack>
  );
}

type Choice = 'STORED' | 'CARD' | 'TRANSFER';

/** What is ordered and what it costs stands beside the button that orders it. */
function Order({ subscription, second }: { subscription: Subscription; second: boolean }) {
  const t = useTranslations('subscription.take');
  const money = useMoneyFormat();
  const client = useQueryClient();
  const refresh = useRefreshSeat();
  const intention = useIntention();
  const [leaving, setLeaving] = useState(false);
  const { next, address, method, ways } = subscription;
  const order = useMutation({
    mutationFn: async (choice: Choice) => {
      const options = { idempotencyKey: intention.keyOf([choice, next?.totalMinor, method?.id]) };
      if (choice === 'STORED') {
        client.setQueryData(seatQuery().queryKey, await api.subscriptions.subscribe({ body: {} }, options));
        return null;
      }
      return api.subscriptions.addMethod({ body: { kind: choice, subscribe: true } }, options);
    },
    onSuccess: async (answer) => {
      intention.done();
      const url = answer?.visit?.url;
      if (url) {
        setLeaving(true);
        location.assign(url);
      } else await refresh();
    },
    // What stood in the way may be gone at the next press.
    onError: () => intention.done(),
  });
  if (!address || !next)
    return (
      <Text size="sm">
        {t.rich('address', { link: (text) => <Anchor href="#billing-address">{text}</Anchor> })}
      </Text>
    );
  const price = money.money(next.totalMinor, next.currency);
  const busy = (choice: Choice) =>
    (order.isPending && order.variables === choice) || (leaving && choice === 'CARD');
  const button = (choice: Choice, label: string, main: boolean) => (
    <Button
      variant={main && !second ? 'filled' : 'default'}
      loading={busy(choice)}
      disabled={order.isPending && order.variables !== choice}
      onClick={() => order.mutate(choice)}
    >
      {label}
    </Button>
  );
  return (
    <Stack gap="md">
      <QuoteTable quote={next} label={t('cost')} />
      <Text size="sm">
        {t('terms')} {subscription.state === 'TRIALING' && t('endsTrial')}
      </Text>
      {order.error && <ProblemAlert error={order.error} />}
      <Group gap="sm">
        {method &&
          button(
            'STORED',
            t(method.provider === 'manual' ? 'orderTransfer' : 'order', { price, method: method.label }),
            true,
          )}
        {!method && ways.includes('CARD') && button('CARD', t('orderCard', { price }), true)}
        {!method && button('TRANSFER', t('orderTransfer', { price }), !ways.includes('CARD'))}
      </Group>
    </Stack>
  );
}
