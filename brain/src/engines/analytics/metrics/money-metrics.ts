import { addDays } from '@smartstart/units';
import { ratio, type MetricDefinition } from './definition.ts';
import { revenueByCurrency } from './figure-rules.ts';
import type { Span } from './range.ts';

/** Metrics of seats, revenue and the umbrella. */

const common = { unit: 'COUNT', kind: 'COMPUTED', part: 'FINANCE', past: 'RECORDS' } as const;
const trialDays = 30;
const hubCurrency = 'CAD';

/** Amounts of several currencies are never added up: the figure is in CAD, the others stand beside it. */
const byCurrency = (sums: ReadonlyMap<string, number>) => ({
  value: sums.get(hubCurrency) ?? 0,
  split: [...sums].map(([key, value]) => ({ key, label: key, value })),
});

export const moneyMetrics: readonly MetricDefinition[] = [
  {
    ...common,
    key: 'mrr',
    title: 'Monthly recurring revenue',
    definition:
      'Monthly price without tax of the seats in ACTIVE, PAYMENT_PENDING, GRACE and CANCELLING, at the end of the range.',
    unit: 'MONEY',
    nature: 'LEVEL',
    higherIsBetter: true,
    compute: async ({ db, sources, without }, { to }) => ({
      value: (await sources.seats.recurring(db, to, without)).minor,
    }),
  },
  {
    ...common,
    key: 'paying-seats',
    title: 'Paying seats',
    definition:
      'Seats in ACTIVE, PAYMENT_PENDING, GRACE and CANCELLING, at the end of the range; the parts are all states.',
    nature: 'LEVEL',
    higherIsBetter: true,
    async compute({ db, sources, without }, { to }) {
      const states = await sources.seats.countSeats(db, to, without);
      return {
        value: (await sources.seats.recurring(db, to, without)).seats,
        split: [...states].map(([key, count]) => ({
          key,
          label: words(key),
          value: count,
          people: count,
        })),
      };
    },
  },
  {
    ...common,
    key: 'arpu',
    title: 'Revenue per paying seat',
    definition: 'MRR ÷ paying seats.',
    unit: 'MONEY',
    nature: 'LEVEL',
    higherIsBetter: true,
    async compute({ db, sources, without }, { to }) {
      const { minor, seats } = await sources.seats.recurring(db, to, without);
      return ratio(minor, seats, 'No seat is paid for.');
    },
  },
  {
    ...common,
    key: 'subscription-churn',
    title: 'Subscription churn',
    definition:
      'Of the seats that paid on day 1 of the last month that ended before the end of the range, the share that did not on its last day.',
    unit: 'RATIO',
    nature: 'LEVEL',
    higherIsBetter: false,
    async compute({ db, sources, calendar, without }, { to }) {
      const end = calendar.floor(calendar.dayOf(to), 'MONTH');
      const month = { from: calendar.startOf(calendar.add(end, 'MONTH', -1)), to: calendar.startOf(end) };
      const { paying, lost } = await sources.seats.countLost(db, month, without);
      return ratio(lost, paying, 'No seat was paid for at the beginning of that month.');
    },
  },
  {
    ...common,
    key: 'trial-conversion',
    title: 'Trial conversion',
    definition: 'Of the trials whose 30th day lies in the range, the share that turned ACTIVE by then.',
    unit: 'RATIO',
    nature: 'FLOW',
    higherIsBetter: true,
    async compute({ db, sources, without }, { from, to }) {
      const begun: Span = { from: addDays(from, -trialDays), to: addDays(to, -trialDays) };
      const { started, converted } = await sources.seats.countTrials(db, begun, trialDays, without);
      return ratio(converted, started, 'No trial’s 30th day lies in the range.');
    },
  },
  {
    ...common,
    key: 'platform-revenue',
    title: 'Platform revenue',
    definition:
      'Completed payments − refunds + 5 % fees on distributed revenue in the range. The figure is in CAD, the parts are by currency.',
    unit: 'MONEY',
    nature: 'FLOW',
    higherIsBetter: true,
    compute: async (ground, span) => byCurrency(await revenueByCurrency(ground, span)),
  },
  {
    ...common,
    key: 'payment-failures',
    title: 'Failed payments',
    definition: 'Of the payments that were answered in the range, the share that failed.',
    unit: 'RATIO',
    nature: 'FLOW',
    higherIsBetter: false,
    async compute({ db, sources }, span) {
      const { answered, failed } = await sources.seats.countPayments(db, span);
      return ratio(failed, answered, 'No payment was answered in the range.');
    },
  },
  {
    ...common,
    key: 'open-invoices',
    title: 'Open invoices',
    definition: 'Invoices that were issued and neither paid nor ended, at the end of the range.',
    nature: 'LEVEL',
    higherIsBetter: false,
    compute: async ({ db, sources }, span) => ({
      value: (await sources.seats.countPayments(db, span)).openInvoices,
    }),
  },
  {
    ...common,
    key: 'revenue-fees',
    title: 'Fees on venture revenue',
    definition:
      'The platform’s 5 % of distributions that were completed in the range. In CAD; the parts are by currency.',
    unit: 'MONEY',
    nature: 'FLOW',
    higherIsBetter: true,
    compute: async ({ db, sources }, span) =>
      byCurrency(new Map((await sources.fees.sumFees(db, span)).map((row) => [row.currency, row.minor]))),
  },
  {
    ...common,
    key: 'umbrella-active',
    title: 'Umbrella relationships',
    definition: 'Relationships that were active at the end of the range.',
    nature: 'LEVEL',
    higherIsBetter: true,
    compute: async ({ db, sources }, { to }) => ({ value: await sources.umbrella.countActive(db, to) }),
  },
  {
    ...common,
    key: 'referrals',
    title: 'Referrals',
    definition:
      'Members who were brought by a sponsor: relationships that became active for the first time in the range.',
    nature: 'FLOW',
    higherIsBetter: true,
    compute: async ({ db, sources }, span) => ({ value: await sources.umbrella.countBegun(db, span) }),
  },
  {
    ...common,
    key: 'umbrella-base',
    title: 'Umbrella base',
    definition:
      'Recognised revenue that shares were calculated from in the range. In CAD; the parts are by currency.',
    unit: 'MONEY',
    nature: 'FLOW',
    higherIsBetter: true,
    compute: async ({ db, sources }, span) =>
      byCurrency(
        new Map((await sources.umbrella.sumLines(db, span)).map((row) => [row.currency, row.baseMinor])),
      ),
  },
  {
    ...common,
    key: 'umbrella-amount',
    title: 'Umbrella amounts',
    definition: 'Shares of sponsors that were calculated in the range. In CAD; the parts are by currency.',
    unit: 'MONEY',
    nature: 'FLOW',
    higherIsBetter: null,
    compute: async ({ db, sources }, span) =>
      byCurrency(
        new Map((await sources.umbrella.sumLines(db, span)).map((row) => [row.currency, row.amountMinor])),
      ),
  },
  {
    ...common,
    key: 'umbrella-on-time',
    title: 'Umbrella paid on time',
    definition:
      'Of the umbrella payments that fell due in the range, on the 15th after their month, the share paid by then.',
    unit: 'RATIO',
    nature: 'FLOW',
    higherIsBetter: true,
    async compute({ db, sources }, span) {
      const { due, onTime } = await sources.umbrella.countOnTime(db, span);
      return ratio(onTime, due, 'No umbrella payment fell due in the range.');
    },
  },
  {
    ...common,
    key: 'umbrella-payable',
    title: 'Umbrella payable',
    definition: 'Calculated or approved and not paid yet. In CAD; the parts are by currency.',
    unit: 'MONEY',
    nature: 'LEVEL',
    higherIsBetter: null,
    past: 'KEPT',
    compute: async ({ db, sources }) =>
      byCurrency(new Map((await sources.umbrella.sumPayable(db)).map((row) => [row.currency, row.minor]))),
  },
];

/** `PAYMENT_PENDING` as `Payment pending`. */
export function words(name: string): string {
  const text = name.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
