import { addDays } from '@smartstart/units';
import { ratio, type Ground, type MetricDefinition } from './definition.ts';
import { words } from './money-metrics.ts';
import type { Span } from './range.ts';

/** Metrics of BUZ, in whole BUZ. */

const common = { unit: 'BUZ', kind: 'COMPUTED', part: 'FINANCE', past: 'RECORDS' } as const;
const micro = 1_000_000;
const supply = 1_000_000_000;

/** Everything that lies in no account of the hub belongs to people. */
export async function circulatingAt(
  { db, sources }: Pick<Ground, 'db' | 'sources'>,
  at: Date,
): Promise<number> {
  const seq = await sources.ledger.seqBefore(db, at);
  if (seq === 0n) return 0;
  const balances = await sources.ledger.hubBalances(db, seq);
  return supply - [...balances.values()].reduce((sum, one) => sum + one, 0) / micro;
}

export async function volumeIn(
  { db, sources }: Pick<Ground, 'db' | 'sources'>,
  { from, to }: Span,
): Promise<number> {
  const after = await sources.ledger.seqBefore(db, from);
  const upTo = await sources.ledger.seqBefore(db, to);
  return upTo > after ? (await sources.ledger.volumeBetween(db, after, upTo)) / micro : 0;
}

export const buzMetrics: readonly MetricDefinition[] = [
  {
    ...common,
    key: 'buz-circulating',
    title: 'Circulating BUZ',
    definition: 'Sum of all accounts of people, at the end of the range.',
    nature: 'LEVEL',
    higherIsBetter: true,
    compute: async (ground, { to }) => ({ value: await circulatingAt(ground, to) }),
  },
  {
    ...common,
    key: 'buz-staked-ratio',
    title: 'Staked share',
    definition: 'Staked ÷ circulating BUZ, at the end of the range.',
    unit: 'RATIO',
    nature: 'LEVEL',
    higherIsBetter: true,
    async compute(ground, { to }) {
      const staked = (await ground.sources.buz.stakedAt(ground.db, to)) / micro;
      return ratio(staked, await circulatingAt(ground, to), 'No BUZ circulate.');
    },
  },
  {
    ...common,
    key: 'buz-volume',
    hourly: true,
    title: 'BUZ volume',
    definition: 'Sum of TRANSFER and CHARGE in the range.',
    nature: 'FLOW',
    higherIsBetter: true,
    compute: async (ground, span) => ({ value: await volumeIn(ground, span) }),
  },
  {
    ...common,
    key: 'buz-velocity',
    title: 'BUZ velocity',
    definition: 'Volume of the 30 days before the end of the range ÷ mean circulating BUZ of their days.',
    unit: 'RATIO',
    nature: 'LEVEL',
    higherIsBetter: true,
    async compute(ground, { to }) {
      const span = { from: addDays(to, -30), to };
      const days = Array.from({ length: 30 }, (_, day) => addDays(to, -day));
      let sum = 0;
      for (const day of days) sum += await circulatingAt(ground, day);
      return ratio(await volumeIn(ground, span), sum / days.length, 'No BUZ circulated in the 30 days.');
    },
  },
  {
    ...common,
    key: 'buz-holders',
    title: 'BUZ holders',
    definition: 'People with more than 0 BUZ, now.',
    unit: 'COUNT',
    nature: 'LEVEL',
    higherIsBetter: true,
    past: 'KEPT',
    compute: async ({ db, sources }) => ({ value: await sources.ledger.countHolders(db) }),
  },
  {
    ...common,
    key: 'buz-pools',
    title: 'BUZ in pools',
    definition:
      'What the pools and the other accounts of the hub hold at the end of the range; the parts are the accounts.',
    nature: 'LEVEL',
    higherIsBetter: null,
    async compute({ db, sources }, { to }) {
      const balances = await sources.ledger.hubBalances(db, await sources.ledger.seqBefore(db, to));
      const split = [...balances].map(([key, value]) => ({ key, label: words(key), value: value / micro }));
      return { value: split.reduce((sum, { value }) => sum + value, 0), split };
    },
  },
  {
    ...common,
    key: 'governance-turnout',
    title: 'Turnout of votes',
    definition:
      'Mean share of the circulating BUZ that took part, over the proposals whose vote ended in the range.',
    unit: 'RATIO',
    nature: 'FLOW',
    higherIsBetter: true,
    async compute({ db, sources }, span) {
      const { share } = await sources.buz.turnout(db, span);
      return share === null ? { value: null, noData: 'No vote ended in the range.' } : { value: share };
    },
  },
];
