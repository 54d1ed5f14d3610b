'use client';

import { Anchor, Text } from '@mantine/core';
import { parseBuz, writeBuz } from '@smartstart/units';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useBuzFormat } from '../../lib/buz';
import { useAccess } from '../../lib/session';
import { walletQuery } from '../buz/queries';
import { pricesQuery } from './queries';

/** Actions with a price, by the code the price list uses (domain rules, section 5.3). */
export type CostAction =
  | 'venture-submit'
  | 'venture-card-change'
  | 'venture-close'
  | 'venture-publish'
  | 'member-invite'
  | 'member-remove'
  | 'post-opportunity'
  | 'apply'
  | 'publish-service-offer'
  | 'apply-priced-bid'
  | 'accept-offer'
  | 'sign-custom-document'
  | 'generate-contract'
  | 'legal-review'
  | 'open-dispute'
  | 'priority-support'
  | 'advanced-analytics'
  | 'api-access'
  | 'custom-branding'
  | 'white-label';

export interface Cost {
  readonly amount: string;
  /** Conditions of the price in sentences, such as "Refunded unless accepted." */
  readonly notes: readonly string[];
  readonly available: string;
  /** What lacks for this action; null when there is enough. */
  readonly missing: string | null;
}

/** What actions cost together now and whether the reader can pay it; null while unknown, and for what is free. */
export function useCost(...actions: readonly CostAction[]): Cost | null {
  const member = useAccess().data?.held.includes(1) ?? false;
  const prices = useQuery({ ...pricesQuery(), enabled: member });
  const wallet = useQuery({ ...walletQuery(), enabled: member });
  const lines = prices.data?.costs.filter(({ action }) => actions.some((asked) => asked === action)) ?? [];
  const sum = lines.reduce((total, { amount }) => total + parseBuz(amount), 0n);
  if (!wallet.data || sum === 0n) return null;
  const { available } = wallet.data;
  const lacks = sum - parseBuz(available);
  return {
    amount: writeBuz(sum),
    notes: lines.flatMap(({ note }) => note ?? []),
    available,
    missing: lacks > 0n ? writeBuz(lacks) : null,
  };
}

/** The price of an action, or of several at once, beside its button. Whether it can be paid the server decides all the same. */
export function CostNote({ action, also = [] }: { action: CostAction; also?: readonly CostAction[] }) {
  const t = useTranslations('rewards.cost');
  const format = useBuzFormat();
  const cost = useCost(action, ...also);
  if (!cost) return null;
  return (
    <Text size="sm" component="p" m={0}>
      {t('line', { cost: format.short(cost.amount), available: format.short(cost.available) })}
      {cost.notes.map((note) => ` ${note}`)}
      {cost.missing && (
        <>
          {' '}
          <Text span inherit fw={600} c="var(--mantine-color-error)">
            {t('missing', { missing: format.short(cost.missing) })}
          </Text>{' '}
          <Anchor component={Link} href="/buz/earn" inherit>
            {t('earn')}
          </Anchor>
        </>
      )}
    </Text>
  );
}
