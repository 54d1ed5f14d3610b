import { ratio, type MetricDefinition } from './definition.ts';
import { words } from './money-metrics.ts';

/** Metrics of ventures and of the market of opportunities. */

const common = { unit: 'COUNT', kind: 'COMPUTED', part: 'PLATFORM', past: 'RECORDS' } as const;

const decisions = (key: string, state: string, title: string, higherIsBetter: boolean): MetricDefinition => ({
  ...common,
  key,
  title,
  definition: `Launch plans decided ${title.split(' ')[0]!.toUpperCase()} ÷ launch plans decided, in the range; the parts are all decisions.`,
  unit: 'RATIO',
  nature: 'FLOW',
  higherIsBetter,
  async compute({ db, sources }, span) {
    const counts = await sources.work.countDecisions(db, span);
    const decided = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      ...ratio(counts.get(state) ?? 0, decided, 'No launch plan was decided in the range.'),
      split: [...counts].map(([name, count]) => ({ key: name, label: words(name), value: count })),
    };
  },
});

export const ventureMetrics: readonly MetricDefinition[] = [
  {
    ...common,
    key: 'ventures',
    title: 'Ventures by status',
    definition: 'Ventures that are not closed, at the end of the range; the parts are all states.',
    nature: 'LEVEL',
    higherIsBetter: true,
    async compute({ db, sources }, { to }) {
      const states = await sources.ventures.countByStatus(db, to);
      const open = [...states].filter(([status]) => status !== 'CLOSED');
      return {
        value: open.reduce((sum, [, count]) => sum + count, 0),
        split: [...states].map(([key, count]) => ({ key, label: words(key), value: count })),
      };
    },
  },
  {
    ...common,
    key: 'ventures-by-phase',
    title: 'Active ventures by phase',
    definition: 'Active ventures now, by the phase they are in.',
    nature: 'LEVEL',
    higherIsBetter: true,
    past: 'KEPT',
    async compute({ db, sources }) {
      const phases = await sources.ventures.countByPhase(db);
      return {
        value: [...phases.values()].reduce((sum, count) => sum + count, 0),
        split: [...phases].map(([key, count]) => ({ key, label: words(key), value: count })),
      };
    },
  },
  {
    ...common,
    key: 'time-in-phase',
    title: 'Time in phase',
    definition:
      'Median days between two changes of phase, of the changes in the range; the parts are by the phase that was left.',
    unit: 'DAYS',
    nature: 'FLOW',
    higherIsBetter: null,
    async compute({ db, sources }, span) {
      const { all, byPhase } = await sources.work.daysInPhase(db, span);
      return {
        value: all,
        ...(all === null ? { noData: 'No venture changed its phase for a second time in the range.' } : {}),
        split: byPhase.map(({ phase, days }) => ({ key: phase, label: words(phase), value: days })),
      };
    },
  },
  decisions('launch-rate', 'SCALED', 'Scale rate of launches', true),
  decisions('pivot-rate', 'PIVOTED', 'Pivot rate of launches', false),
  decisions('kill-rate', 'KILLED', 'Kill rate of launches', false),
  {
    ...common,
    key: 'opportunities-open',
    title: 'Open opportunities',
    definition: 'Opportunities that people could apply to at the end of the range.',
    nature: 'LEVEL',
    higherIsBetter: true,
    compute: async ({ db, sources }, { to }) => ({ value: await sources.market.countOpen(db, to) }),
  },
  {
    ...common,
    key: 'acceptance-rate',
    title: 'Acceptance rate',
    definition: 'Accepted ÷ decided applications, decided in the range.',
    unit: 'RATIO',
    nature: 'FLOW',
    higherIsBetter: true,
    async compute({ db, sources }, span) {
      const { accepted, decided } = await sources.market.countDecided(db, span);
      return ratio(accepted, decided, 'No application was decided in the range.');
    },
  },
  {
    ...common,
    key: 'time-to-fill',
    title: 'Time to fill',
    definition: 'Median days from the publication of an opportunity to FILLED, of those filled in the range.',
    unit: 'DAYS',
    nature: 'FLOW',
    higherIsBetter: false,
    async compute({ db, sources }, span) {
      const { days } = await sources.market.daysToFill(db, span);
      return days === null
        ? { value: null, noData: 'No opportunity was filled in the range.' }
        : { value: days };
    },
  },
  {
    ...common,
    key: 'match-conversion',
    title: 'Match conversion',
    definition:
      'Of the matches viewed in the range, the share that was accepted since; the parts are what put them in order, the rule or a learnt ranker.',
    unit: 'RATIO',
    nature: 'FLOW',
    higherIsBetter: true,
    async compute({ db, sources }, span) {
      const rows = await sources.market.countMatches(db, span);
      const sum = (pick: (row: (typeof rows)[number]) => number) =>
        rows.reduce((total, row) => total + pick(row), 0);
      return {
        ...ratio(
          sum((row) => row.accepted),
          sum((row) => row.viewed),
          'No match was viewed in the range.',
        ),
        split: rows.map((row) => ({
          key: row.ranking,
          label: row.ranking,
          value: row.accepted / row.viewed,
          people: row.people,
        })),
      };
    },
  },
];
