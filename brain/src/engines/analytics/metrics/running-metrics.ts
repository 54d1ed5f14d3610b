import { addDays } from '@smartstart/units';
import { ratio, type MetricDefinition } from './definition.ts';
import { availabilityIn } from './figure-rules.ts';
import * as store from './store.ts';

/** Metrics of signing in, of the installation itself, and of papers. */

const common = { unit: 'COUNT', kind: 'COMPUTED', part: 'SECURITY', past: 'RECORDS' } as const;
/** As long as authentication keeps them (domain rules, section 16.7). */
const failuresKeptDays = 90;
const unmeasured = 'No minute of the range was measured.';

const latency = (share: number, key: string, title: string): MetricDefinition => ({
  ...common,
  key,
  hourly: true,
  title,
  definition: `The time within which ${share * 100} % of the requests of the range were answered, read from the histogram of answer times.`,
  unit: 'MILLISECONDS',
  nature: 'FLOW',
  higherIsBetter: false,
  ...(share === 0.95 ? { alarm: (value: number) => (value > 2000 ? 'Above 2 seconds.' : null) } : {}),
  async compute({ db }, span) {
    const { buckets } = await store.systemTotals(db, span);
    const seconds = quantileOf(buckets, share);
    return seconds === null
      ? { value: null, noData: 'No request was measured in the range.' }
      : { value: seconds * 1000 };
  },
});

export const runningMetrics: readonly MetricDefinition[] = [
  {
    ...common,
    key: 'sign-ins',
    hourly: true,
    title: 'Sign-ins',
    definition: 'Sessions that began in the range.',
    nature: 'FLOW',
    higherIsBetter: true,
    // Of the events: sessions that ended are deleted after 30 days, and ranges are longer.
    compute: async ({ events }, span) => ({ value: (await events.count('login.succeeded', span)).events }),
  },
  {
    ...common,
    key: 'sign-in-failures',
    hourly: true,
    title: 'Failed sign-ins',
    definition: `Attempts to sign in that failed in the range; they are kept for ${failuresKeptDays} days.`,
    nature: 'FLOW',
    higherIsBetter: false,
    async compute({ db, sources, now }, span) {
      if (span.from.getTime() < addDays(now, -failuresKeptDays).getTime())
        return { value: null, noData: `Failed sign-ins are kept for ${failuresKeptDays} days.` };
      return { value: (await sources.signIns.countSignIns(db, span)).failed };
    },
  },
  {
    ...common,
    key: 'availability',
    title: 'Availability',
    definition:
      'Share of the minutes of the range, since measuring began, in which the platform measured itself.',
    unit: 'RATIO',
    nature: 'FLOW',
    higherIsBetter: true,
    async compute(ground, span) {
      const value = await availabilityIn(ground, span);
      return value === null ? { value: null, noData: unmeasured } : { value };
    },
  },
  {
    ...common,
    key: 'requests',
    hourly: true,
    title: 'Requests',
    definition: 'Requests that were answered in the range.',
    nature: 'FLOW',
    higherIsBetter: null,
    async compute({ db }, span) {
      const { minutes, requests } = await store.systemTotals(db, span);
      return minutes ? { value: requests } : { value: null, noData: unmeasured };
    },
  },
  {
    ...common,
    key: 'error-share',
    hourly: true,
    title: 'Share of errors',
    definition: 'Answers with a status of 500 or above ÷ all answers of the range.',
    unit: 'RATIO',
    nature: 'FLOW',
    higherIsBetter: false,
    alarm: (value) => (value > 0.05 ? 'Above 5 %.' : null),
    async compute({ db }, span) {
      const { requests, errors } = await store.systemTotals(db, span);
      return ratio(errors, requests, 'No request was answered in the range.');
    },
  },
  latency(0.5, 'latency-p50', 'Median answer time'),
  latency(0.95, 'latency-p95', 'Answer time of 95 %'),
  {
    ...common,
    key: 'queue-depth',
    title: 'Queue depth',
    definition: 'Reactions that waited in the outbox in the last minute measured.',
    nature: 'LEVEL',
    higherIsBetter: false,
    async compute({ db }, span) {
      const { queueDepth } = await store.systemTotals(db, span);
      return queueDepth === null ? { value: null, noData: unmeasured } : { value: queueDepth };
    },
  },
  {
    ...common,
    key: 'dead-letters',
    title: 'Dead letters',
    definition: 'Reactions that failed for good, in the last minute measured.',
    nature: 'LEVEL',
    higherIsBetter: false,
    async compute({ db }, span) {
      const { deadLetters } = await store.systemTotals(db, span);
      return deadLetters === null ? { value: null, noData: unmeasured } : { value: deadLetters };
    },
  },
  {
    ...common,
    key: 'job-failures',
    title: 'Failed jobs',
    definition: 'Runs of background jobs that failed in the range.',
    nature: 'FLOW',
    higherIsBetter: false,
    async compute({ db }, span) {
      const { minutes, jobsFailed } = await store.systemTotals(db, span);
      return minutes ? { value: jobsFailed } : { value: null, noData: unmeasured };
    },
  },
  {
    ...common,
    key: 'audit-check',
    title: 'Audit chain',
    definition: '1 when the last check of the audit chain found it whole, 0 when it was broken.',
    nature: 'LEVEL',
    higherIsBetter: true,
    alarm: (value) => (value < 1 ? 'The audit chain is broken.' : null),
    async compute({ db }, span) {
      const { minutes, auditBroken } = await store.systemTotals(db, span);
      return minutes ? { value: auditBroken ? 0 : 1 } : { value: null, noData: unmeasured };
    },
  },
  {
    ...common,
    key: 'compliance-rate',
    title: 'Compliance rate',
    definition: 'Members with all required papers in force ÷ members, now. Alarm below 80 %.',
    unit: 'RATIO',
    part: 'LEGAL',
    nature: 'LEVEL',
    higherIsBetter: true,
    past: 'KEPT',
    alarm: (value) => (value < 0.8 ? 'Below 80 %.' : null),
    async compute({ db, sources }) {
      const { compliant, members } = await sources.paperTotals(db);
      return ratio(compliant, members, 'There are no members yet.');
    },
  },
  {
    ...common,
    key: 'validity-rate',
    title: 'Validity rate',
    definition: 'Required copies in force ÷ required copies, now. Alarm below 95 %.',
    unit: 'RATIO',
    part: 'LEGAL',
    nature: 'LEVEL',
    higherIsBetter: true,
    past: 'KEPT',
    alarm: (value) => (value < 0.95 ? 'Below 95 %.' : null),
    async compute({ db, sources }) {
      const { inForce, required } = await sources.paperTotals(db);
      return ratio(inForce, required, 'No paper is required of anybody yet.');
    },
  },
];

/**
 * A quantile of a histogram by upper bounds, in the unit of the bounds, straight within a bucket. What lies beyond the
 * last bound reads as that bound: more is not known.
 */
export function quantileOf(buckets: Readonly<Record<string, number>>, share: number): number | null {
  const sorted = Object.entries(buckets)
    .map(([bound, count]) => ({ bound: bound === '+Inf' ? Infinity : Number(bound), count }))
    .sort((a, b) => a.bound - b.bound);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  if (!total) return null;
  let [below, floor] = [0, 0];
  for (const { bound, count } of sorted) {
    if (below + count >= share * total && count > 0)
      return bound === Infinity ? floor : floor + ((share * total - below) / count) * (bound - floor);
    below += count;
    if (bound !== Infinity) floor = bound;
  }
  return floor;
}
