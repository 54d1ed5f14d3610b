import type { analyticsWire } from '@smartstart/contract';
import { hourMs } from '@smartstart/units';
import { smallestGroup } from '../metrics/definition.ts';
import type { ChosenRange } from '../metrics/range.ts';
import type { Queries } from '../queries/queries.ts';
import type { FunnelQuestion, RetentionQuestion } from '../queries/questions.ts';

type FunnelQuery = (typeof analyticsWire.funnelQuery)['_zod']['output'];
type RetentionQuery = (typeof analyticsWire.retentionQuery)['_zod']['output'];

/** A saved question as the store of events takes it. */
export function funnelQuestion(query: FunnelQuery, range: ChosenRange): FunnelQuestion {
  return {
    steps: query.steps,
    range: { from: range.from, to: range.to },
    windowMs: query.windowHours * hourMs,
    order: query.order,
    by: query.by,
  };
}

export function retentionQuestion(query: RetentionQuery, range: ChosenRange): RetentionQuestion {
  const { start, back, period, periods } = query;
  return { start, back, period, periods, range: { from: range.from, to: range.to } };
}

export async function funnelTable(queries: Queries, query: FunnelQuery, range: ChosenRange) {
  const { steps, open } = await queries.funnel(funnelQuestion(query, range));
  return {
    tables: [
      {
        title: 'Funnel',
        columns: [
          { key: 'step', title: 'Step', unit: null, numeric: false },
          { key: 'people', title: 'People', unit: 'COUNT' as const, numeric: true },
          { key: 'share', title: 'Of step one', unit: 'RATIO' as const, numeric: true },
          { key: 'stepShare', title: 'Of the step before', unit: 'RATIO' as const, numeric: true },
          {
            key: 'medianMinutes',
            title: 'Median minutes from step one',
            unit: 'MINUTES' as const,
            numeric: true,
          },
        ],
        rows: steps.map((step, at) => [
          `${at + 1}. ${titleOf(query.steps[at]!.event)}`,
          step.people,
          step.share,
          step.stepShare,
          step.medianSeconds === null ? null : step.medianSeconds / 60,
        ]),
      },
    ],
    notes: open ? [`${open} people are not through, and their window has not run out.`] : [],
  };
}

export async function retentionTable(queries: Queries, query: RetentionQuery, range: ChosenRange) {
  const { cohorts } = await queries.retention(retentionQuestion(query, range));
  const periods = Array.from({ length: query.periods + 1 }, (_, period) => period);
  const hidden = cohorts.filter(({ size }) => size < smallestGroup).length;
  return {
    tables: [
      {
        title: 'Retention',
        columns: [
          { key: 'start', title: 'Cohort from', unit: null, numeric: false },
          { key: 'size', title: 'People', unit: 'COUNT' as const, numeric: true },
          ...periods.map((period) => ({
            key: `p${period}`,
            title: `${query.period.toLowerCase()} ${period}`,
            unit: 'RATIO' as const,
            numeric: true,
          })),
        ],
        rows: cohorts.map(({ start, size, people }) =>
          size < smallestGroup
            ? [start, null, ...periods.map(() => null)]
            : [start, size, ...periods.map((period) => shareOf(people[period], size))],
        ),
      },
    ],
    notes: hidden ? [`${hidden} cohorts of fewer than ${smallestGroup} people are not shown.`] : [],
  };
}

export const shareOf = (people: number | null | undefined, size: number): number | null =>
  people === null || people === undefined || !size ? null : people / size;

/** “Account created” of `account.created`. */
const titleOf = (event: string) => event.charAt(0).toUpperCase() + event.slice(1).replaceAll(/[.-]/g, ' ');
