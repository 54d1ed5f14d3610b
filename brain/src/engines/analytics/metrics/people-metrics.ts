import { addDays, dayMs, isoDay } from '@smartstart/units';
import { ratio, type Ground, type MetricDefinition } from './definition.ts';
import { availabilityIn, growthOf, healthOf, influences, median, revenueIn } from './figure-rules.ts';
import { words } from './money-metrics.ts';
import { rangeBefore, type Span } from './range.ts';

/** Metrics of people: activity, joining, retention, the network. */

const common = { unit: 'COUNT', kind: 'COMPUTED', part: 'PLATFORM', past: 'RECORDS' } as const;
const memberPapers = ['ESCA', 'PPA', 'PNA', 'MNDA', 'STA'] as const;
const activationDays = 7;
const onboardingDays = 30;
const stages = [
  'Account',
  'Profile',
  'Legal pack',
  'Subscription',
  'Orientation',
  'BUZ introduction',
  'Dashboard',
] as const;
const keyScore = 50;

/** The day that holds the last moment before the end of the span. */
const lastDay = async (ground: Ground, { to }: Span) => {
  const day = ground.calendar.dayOf(new Date(to.getTime() - 1));
  const span = { from: ground.calendar.startOf(day), to: ground.calendar.startOf(day + 1) };
  return (await ground.events.activeUsers(span)).at(-1) ?? null;
};

/** The span, so many days earlier: for what is decided only so many days after it began. */
const earlier = ({ from, to }: Span, days: number): Span => ({
  from: addDays(from, -days),
  to: addDays(to, -days),
});

const active = (key: 'dau' | 'wau' | 'mau', title: string, days: string): MetricDefinition => ({
  ...common,
  key,
  title,
  definition: `Distinct people with an active day in ${days}. An active day has at least one event that the person caused; token refresh and deliveries do not count.`,
  nature: 'LEVEL',
  higherIsBetter: true,
  async compute(ground, span) {
    const day = await lastDay(ground, span);
    return day ? { value: day[key] } : { value: null, noData: 'No event is known for that day.' };
  },
});

const retention = (week: 1 | 4 | 12): MetricDefinition => ({
  ...common,
  key: `retention-w${week}`,
  title: `Retention in week ${week}`,
  definition: `Share of the weekly sign-up cohorts whose week ${week} ended in the range that had an active day in that week.`,
  unit: 'RATIO',
  nature: 'FLOW',
  higherIsBetter: true,
  async compute({ events, calendar }, { from, to }) {
    // Cohorts of full weeks whose week `week` was over within the range; short ranges look at the last one that was.
    const lastEnd = calendar.floor(calendar.dayOf(to), 'WEEK');
    const firstEnd = Math.min(lastEnd, calendar.floor(calendar.dayOf(from), 'WEEK') + 7);
    const start = (end: number) => calendar.startOf(end - 7 * (week + 1));
    const cohorts = await events.weeklyRetention({ from: start(firstEnd), to: start(lastEnd + 7) }, week);
    let [size, back] = [0, 0];
    for (const cohort of cohorts) {
      const people = cohort.people[week];
      if (people === null || people === undefined) continue;
      size += cohort.size;
      back += people;
    }
    return ratio(back, size, `Nobody signed up in a week whose week ${week} ended in the range.`);
  },
});

export const peopleMetrics: readonly MetricDefinition[] = [
  active('dau', 'Daily active users', 'one day'),
  { ...active('wau', 'Weekly active users', '7 days'), title: 'Active users' },
  active('mau', 'Monthly active users', '30 days'),
  {
    ...common,
    key: 'stickiness',
    title: 'Stickiness',
    definition: 'Mean of the daily active users of 30 days ÷ monthly active users.',
    unit: 'RATIO',
    nature: 'LEVEL',
    higherIsBetter: true,
    async compute(ground, { to }) {
      const end = ground.calendar.dayOf(new Date(to.getTime() - 1)) + 1;
      const days = await ground.events.activeUsers({
        from: ground.calendar.startOf(end - 30),
        to: ground.calendar.startOf(end),
      });
      const sum = days.reduce((total, { dau }) => total + dau, 0);
      return ratio(sum / 30, days.at(-1)?.mau ?? 0, 'Nobody was active in the 30 days.');
    },
  },
  {
    ...common,
    key: 'new-users',
    hourly: true,
    title: 'New users',
    definition: 'Accounts that verified their e-mail address in the range.',
    nature: 'FLOW',
    higherIsBetter: true,
    compute: async ({ db, sources, without }, span) => ({
      value: (await sources.accounts.verifiedIn(db, span, without)).length,
    }),
  },
  {
    ...common,
    key: 'accounts',
    title: 'Accounts',
    definition: 'Verified accounts that are neither banned nor erased, at the end of the range.',
    nature: 'LEVEL',
    higherIsBetter: true,
    compute: async ({ db, sources, without }, { to }) => ({
      value: await sources.accounts.countAccounts(db, to, without),
    }),
  },
  {
    ...common,
    key: 'activation-rate',
    title: 'Activation rate',
    definition:
      'Share of the accounts whose seventh day after verifying their address lies in the range that held MEMBER by then: all five member papers in force.',
    unit: 'RATIO',
    nature: 'FLOW',
    higherIsBetter: true,
    async compute({ db, sources, without }, span) {
      const people = await sources.accounts.verifiedIn(db, earlier(span, activationDays), without);
      const members = await sources.papers.completedOn(
        db,
        people.map(({ userId }) => userId),
        memberPapers,
      );
      const inTime = people.filter(({ userId, at }) => {
        const since = members.get(userId);
        return since !== undefined && since.getTime() <= at.getTime() + activationDays * dayMs;
      });
      return ratio(inTime.length, people.length, 'No account’s seventh day lies in the range.');
    },
  },
  {
    ...common,
    key: 'onboarding-completion',
    title: 'Onboarding completion',
    definition:
      'Share of the accounts whose 30th day lies in the range that finished stage 7 by then. The parts say at which stage the others stand.',
    unit: 'RATIO',
    nature: 'FLOW',
    higherIsBetter: true,
    async compute({ db, sources, without }, span) {
      const people = await sources.accounts.verifiedIn(db, earlier(span, onboardingDays), without);
      const journeys = new Map(
        (
          await sources.journey.progressOf(
            db,
            people.map(({ userId }) => userId),
          )
        ).map((journey) => [journey.userId, journey]),
      );
      const left = stages.map(() => 0);
      let finished = 0;
      for (const { userId, at } of people) {
        const journey = journeys.get(userId);
        const end = journey?.finishedAt;
        if (end && end.getTime() <= at.getTime() + onboardingDays * dayMs) finished++;
        else left[Math.min(journey?.stage ?? 0, stages.length - 1)]!++;
      }
      return {
        ...ratio(finished, people.length, 'No account’s 30th day lies in the range.'),
        split: people.length
          ? stages.map((label, index) => ({
              key: `stage-${index + 1}`,
              label: `Stopped before stage ${index + 1}, ${label}`,
              value: left[index]! / people.length,
              people: left[index]!,
            }))
          : [],
      };
    },
  },
  {
    ...common,
    key: 'onboarding-time',
    title: 'Time through the journey',
    definition:
      'Median active minutes from the first step of the journey to stage 7, of the accounts whose 30th day lies in the range and that finished by then. Pauses over 30 minutes do not count.',
    unit: 'MINUTES',
    nature: 'FLOW',
    higherIsBetter: false,
    async compute({ db, sources, events, without }, span) {
      const people = await sources.accounts.verifiedIn(db, earlier(span, onboardingDays), without);
      const verifiedAt = new Map(people.map(({ userId, at }) => [userId, at.getTime()]));
      const journeys = await sources.journey.progressOf(db, [...verifiedAt.keys()]);
      const finished = journeys.flatMap(({ userId, startedAt: from, finishedAt: to }) =>
        to && to.getTime() <= verifiedAt.get(userId)! + onboardingDays * dayMs ? [{ userId, from, to }] : [],
      );
      const minutes = await events.activeMinutes(db, finished);
      return minutes.length
        ? { value: median(minutes) }
        : { value: null, noData: 'Nobody whose 30th day lies in the range finished the journey.' };
    },
  },
  {
    ...common,
    key: 'consent-rate',
    title: 'Consent to behaviour analytics',
    definition:
      'Accounts that had agreed to behaviour analytics ÷ accounts, at the end of the range; the parts are the shares of every consent.',
    unit: 'RATIO',
    nature: 'LEVEL',
    higherIsBetter: null,
    async compute({ db, sources, without }, { to }) {
      const accounts = await sources.accounts.countAccounts(db, to, without);
      const consents = await sources.accounts.countConsents(db, to, without);
      const agreed = consents.find(({ kind }) => kind === 'BEHAVIOUR_ANALYTICS')?.people ?? 0;
      return {
        ...ratio(agreed, accounts, 'There are no accounts yet.'),
        split: accounts
          ? consents.map(({ kind, people }) => ({
              key: kind,
              label: words(kind),
              value: people / accounts,
              people,
            }))
          : [],
      };
    },
  },
  retention(1),
  retention(4),
  retention(12),
  {
    ...common,
    key: 'events',
    hourly: true,
    title: 'Events',
    definition: 'Events that people caused in the range.',
    nature: 'FLOW',
    higherIsBetter: true,
    compute: async ({ events }, span) => ({ value: (await events.count('*', span)).events }),
  },
  {
    ...common,
    key: 'visits',
    title: 'Visits',
    definition: 'Visits that began in the range; a pause over 30 minutes begins a new one.',
    nature: 'FLOW',
    higherIsBetter: true,
    compute: async ({ events }, span) => ({ value: (await events.visits(span)).visits }),
  },
  {
    ...common,
    key: 'visit-length',
    title: 'Visit length',
    definition:
      'Median minutes from the first to the last event of a visit; a pause over 30 minutes begins a new one.',
    unit: 'MINUTES',
    nature: 'FLOW',
    higherIsBetter: null,
    async compute({ events }, span) {
      const { visits, medianSeconds } = await events.visits(span);
      return visits && medianSeconds !== null
        ? { value: medianSeconds / 60 }
        : { value: null, noData: 'Nobody visited in the range.' };
    },
  },
  {
    ...common,
    key: 'network-density',
    title: 'Network density',
    definition:
      '2 × accepted connections ÷ (n × (n − 1)), n = accounts. Below 0.3 more introductions are advised.',
    unit: 'RATIO',
    nature: 'LEVEL',
    higherIsBetter: true,
    alarm: (value) =>
      value < 0.3
        ? 'Below 0.3: introduce people to each other, for instance by a meeting of newcomers.'
        : null,
    async compute({ db, sources, without }, { to }) {
      const people = await sources.accounts.countAccounts(db, to, without);
      if (people < 2) return { value: null, noData: 'There are fewer than two accounts.' };
      return { value: (2 * (await sources.network.countLinks(db, to))) / (people * (people - 1)) };
    },
  },
  {
    ...common,
    key: 'key-people',
    title: 'Key people',
    definition:
      'People whose influence, 0.7 × links + 0.3 × reputation, is above 50; at most the ten highest.',
    nature: 'LEVEL',
    higherIsBetter: true,
    kind: 'RULE',
    past: 'KEPT',
    async compute({ db, sources }) {
      const scores = await influences({ db, sources });
      return { value: scores.filter(({ score }) => score > keyScore).length };
    },
  },
  {
    ...common,
    key: 'growth-rate',
    title: 'Growth rate',
    definition:
      '0.6 × growth of new users + 0.4 × growth of platform revenue in CAD, the range against the range before.',
    unit: 'RATIO',
    nature: 'FLOW',
    higherIsBetter: true,
    alarm: (value) => (value < -0.5 ? 'Below −50 %.' : null),
    async compute(ground, span) {
      const before = rangeBefore(span);
      const users = await growthOf(
        span,
        before,
        async (one) => (await ground.sources.accounts.verifiedIn(ground.db, one, ground.without)).length,
      );
      const revenue = await growthOf(span, before, (one) => revenueIn(ground, one, 'CAD'));
      if (users === null) return { value: null, noData: 'Nobody joined in the range before.' };
      if (revenue === null)
        return { value: null, noData: 'There was no revenue in CAD in the range before.' };
      return { value: 0.6 * users + 0.4 * revenue };
    },
  },
  {
    ...common,
    key: 'platform-health',
    title: 'Platform health',
    definition:
      'min(40, 0.1 × new users of 30 days) + 0.4 × mean engagement of the active users + 0.2 × availability in percent; 0 to 100.',
    unit: 'SCORE',
    kind: 'RULE',
    nature: 'LEVEL',
    higherIsBetter: true,
    past: 'KEPT',
    async compute(ground, { to }) {
      const span = { from: addDays(to, -30), to };
      const joined = (await ground.sources.accounts.verifiedIn(ground.db, span, ground.without)).length;
      const running = await availabilityIn(ground, span);
      if (running === null) return { value: null, noData: 'The platform has not been measured yet.' };
      // Active users are those of the last seven days.
      const since = isoDay(ground.calendar.dayOf(addDays(to, -7)));
      const active = (await ground.events.activity(span)).filter(({ lastDay }) => lastDay >= since);
      if (!active.length) return { value: null, noData: 'Nobody was active in the last seven days.' };
      const sum = active.reduce((total, one) => total + ground.sources.engagementOf(one), 0);
      return { value: healthOf(joined, sum / active.length, running) };
    },
  },
  {
    ...common,
    key: 'support-open',
    title: 'Open support requests',
    definition: 'Support requests that were open at the end of the range.',
    nature: 'LEVEL',
    higherIsBetter: false,
    compute: async ({ db, sources }, { to }) => ({ value: await sources.network.countSupport(db, to) }),
  },
];
