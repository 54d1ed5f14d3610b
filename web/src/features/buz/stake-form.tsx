'use client';

import { Button, Group, Radio, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { addDays, interestMicro, parseBuz, writeBuz } from '@smartstart/units';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { useStepUp } from '../../lib/step-up';
import { ConfirmModal } from '../ventures/confirm-modal';
import { AmountField, useAmountFault } from './amount-field';
import { Figure, Figures } from './figures';
import { useIntention } from './intention';
import { useRefreshBuz, walletQuery } from './queries';
import { TierCard } from './tier-card';
import type { Stake, StakeTier, Tier } from './types';

interface StakeFormProps {
  readonly tiers: readonly Tier[];
  readonly running: readonly Stake[];
}

/** Choose a tier and an amount; interest and date of maturity follow while one types. */
export function StakeForm({ tiers, running }: StakeFormProps) {
  const t = useTranslations('buz.staking');
  const format = useFormat();
  const { read, brief, full, short } = useBuzFormat();
  const faultOf = useAmountFault();
  const stepUp = useStepUp();
  const refresh = useRefreshBuz();
  const intention = useIntention();
  const wallet = useQuery(walletQuery()).data;
  const [chosen, setChosen] = useState<StakeTier>(tiers[0]?.tier ?? 'BRONZE');
  const [amount, setAmount] = useState('');
  const [autoRenew, setAutoRenew] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const tier = tiers.find((one) => one.tier === chosen) ?? tiers[0];
  if (!tier) return null;
  const room = roomIn(tier, running);
  const micro = read(amount);
  const interest = typeof micro === 'bigint' ? interestMicro(micro, tier.rateBps, tier.days) : null;
  const maturesAt = addDays(new Date(), tier.days).toISOString();
  const check = (): string | null => {
    const wrong = faultOf(amount);
    if (wrong !== null || typeof micro !== 'bigint') return wrong;
    if (micro < parseBuz(tier.minimum)) return t('tooLittle', { minimum: brief(tier.minimum) });
    if (micro > room) return t('tooMuch', { room: brief(writeBuz(room)) });
    if (wallet && micro > parseBuz(wallet.available))
      return t('notThere', { available: short(wallet.available) });
    return null;
  };
  return (
    <Section title={t('formTitle')} text={t('formText')}>
      <form
        noValidate
        onSubmit={(submit) => {
          submit.preventDefault();
          const wrong = check();
          setFault(wrong);
          if (wrong) field.current?.focus();
          else setAsking(true);
        }}
      >
        <Stack gap="md">
          <Radio.Group
            label={t('tier')}
            value={chosen}
            onChange={(next) => {
              setChosen(next as StakeTier);
              setFault(null);
            }}
          >
            <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} mt="xs">
              {tiers.map((one) => (
                <TierCard key={one.tier} tier={one} room={roomIn(one, running)} />
              ))}
            </SimpleGrid>
          </Radio.Group>
          <Stack gap="md" maw={560}>
            <AmountField
              ref={field}
              label={t('amount')}
              description={wallet ? t('amountHint', { available: full(wallet.available) }) : undefined}
              required
              value={amount}
              error={fault}
              onChange={(change) => {
                setAmount(change.currentTarget.value);
                setFault(null);
              }}
            />
            <Switch
              label={t('autoRenew')}
              description={t('autoRenewHint')}
              checked={autoRenew}
              onChange={(change) => setAutoRenew(change.currentTarget.checked)}
            />
            <div aria-live="polite">
              {interest !== null && typeof micro === 'bigint' ? (
                <Figures>
                  <Figure label={t('interest')} strong>
                    <BuzAmount amount={writeBuz(interest)} as="full" />
                  </Figure>
                  <Figure label={t('matures')}>{format.dateTime(maturesAt)}</Figure>
                  <Figure label={t('paidOut')}>
                    <BuzAmount amount={writeBuz(micro + interest)} as="full" />
                  </Figure>
                </Figures>
              ) : (
                <Text size="sm" c="dimmed">
                  {t('preview')}
                </Text>
              )}
            </div>
            <Group>
              <Button type="submit">{t('review')}</Button>
            </Group>
          </Stack>
        </Stack>
      </form>
      {asking && typeof micro === 'bigint' && interest !== null && (
        <ConfirmModal
          title={t('confirmTitle')}
          text={t('confirmText', {
            amount: full(writeBuz(micro)),
            tier: t(`tiers.${tier.tier}`),
            date: format.dateTime(maturesAt),
            interest: full(writeBuz(interest)),
          })}
          confirm={t('stake')}
          run={async () => {
            const body = { tier: tier.tier, amount: writeBuz(micro), autoRenew };
            const idempotencyKey = intention.keyOf(body);
            await stepUp(() => api.buz.openStake({ body }, { idempotencyKey }));
          }}
          onClose={() => setAsking(false)}
          onDone={() => {
            intention.done();
            setAmount('');
            void refresh();
            notifications.show({ message: t('staked', { amount: short(writeBuz(micro)) }), color: 'fir' });
          }}
        />
      )}
    </Section>
  );
}

/** What still fits into a tier beside the own stakes that run in it. */
function roomIn(tier: Tier, running: readonly Stake[]): bigint {
  const used = running
    .filter((stake) => stake.tier === tier.tier)
    .reduce((sum, stake) => sum + parseBuz(stake.amount), 0n);
  const room = parseBuz(tier.maximum) - used;
  return room > 0n ? room : 0n;
}
