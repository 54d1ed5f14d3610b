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
  /** A condition of the price, such as "refunded unless accepted". */
  readonly note: string | null;
  readonly available: string;
  /** What lacks for this action; null when there is enough. */
  readonly missing: string | null;
}

/** What an action costs now and whether the reader can pay it; null while unknown, and for what is free. */
export function useCost(action: CostAction): Cost | null {
  const member = useAccess().data?.held.includes(1) ?? false;
  const prices = useQuery({ ...pricesQuery(), enabled: member });
  const wallet = useQuery({ ...walletQuery(), enabled: member });
  const price = prices.data?.costs.find((cost) => cost.action === action);
  if (!price || !wallet.data || parseBuz(price.amount) === 0n) return null;
  const { available } = wallet.data;
  const lacks = parseBuz(price.amount) - parseBuz(available);
  return {
    amount: price.amount,
    note: price.note,
    available,
    missing: lacks > 0n ? writeBuz(lacks) : null,
  };
}

/** The price of an action beside its button. Whether it can be paid is decided by the server all the same. */
export function CostNote({ action }: { action: CostAction }) {
  const t = useTranslations('rewards.cost');
  const format = useBuzFormat();
  const cost = useCost(action);
  if (!cost) return null;
  return (
    <Text size="sm" component="p" m={0}>
      {t('line', { cost: format.short(cost.amount), available: format.short(cost.available) })}
      {cost.note && <> {t('note', { note: cost.note })}</>}
      {cost.missing && (
        <>
          {' '}
          <Text span inherit fw={600} c="red">
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
