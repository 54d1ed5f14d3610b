import { hourMs, minuteMs } from '@smartstart/units';
import type { Events } from '../events/events.ts';
import type { Queries } from '../queries/queries.ts';
import { pauseMs } from '../queries/visits.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import type { Span } from './range.ts';
import type { EventFigures } from './sources.ts';

/** As long as a figure is remembered. */
const freshMs = 60_000;
const mostKnown = 500;

export interface EventParts {
  readonly queries: Queries;
  readonly events: Pick<Events, 'peopleOf'>;
  readonly warehouse: Pick<Warehouse, 'rows'>;
}

/** What metrics ask of the events, put as questions. */
export function eventFigures({ queries, events, warehouse }: EventParts): EventFigures {
  const isWholeHour = (at: Date) => at.getTime() % hourMs === 0;
  const known = new Map<string, { readonly at: number; readonly answer: Promise<unknown> }>();

  /** Several metrics of a range rest on one answer, and neighbouring days on one week: it is asked for once. */
  function once<T>(what: string, { from, to }: Span, ask: () => Promise<T>): Promise<T> {
    const key = `${what} ${from.getTime()} ${to.getTime()}`;
    const before = known.get(key);
    if (before && performance.now() - before.at < freshMs) return before.answer as Promise<T>;
    if (known.size >= mostKnown) known.clear();
    const answer = ask();
    known.set(key, { at: performance.now(), answer });
    answer.catch(() => known.delete(key));
    return answer;
  }

  return {
    activeUsers: (span) => once('active', span, () => queries.activeUsers(span)),
    async visits(span) {
      const { visits, medianSeconds } = await once('visits', span, () => queries.visits({ range: span }));
      return { visits, medianSeconds };
    },
    async weeklyRetention(span, weeks) {
      const start = { event: 'email.verified' };
      const question = { start, back: null, period: 'WEEK', periods: weeks, range: span } as const;
      return (await once(`retention ${weeks}`, span, () => queries.retention(question))).cohorts;
    },
    async activity(span) {
      const days = Map.groupBy(
        await queries.personDays({ range: span, consentedOnly: false }),
        ({ person }) => person,
      );
      return [...days.values()].map((own) => ({
        activeDays: own.length,
        featureUses: own.reduce((sum, { uses }) => sum + uses, 0),
        contentItems: own.reduce((sum, { content }) => sum + content, 0),
        lastDay: own.at(-1)!.day,
      }));
    },
    async activeMinutes(db, spans) {
      const people = await events.peopleOf(
        db,
        spans.map(({ userId }) => userId),
      );
      const values = spans.flatMap(({ userId, from, to }) => {
        const person = people.get(userId)?.person;
        return person === undefined
          ? []
          : [`(${person}, timestamp '${stamp(from)}', timestamp '${stamp(to)}')`];
      });
      if (!values.length) return [];
      const rows =
        await warehouse.rows(`with spans (person, begun, ended) as (values ${values.join(', ')}), gaps as (
          select person, epoch_ms(moment) - lag(epoch_ms(moment)) over (partition by person order by moment, seq) as gap
          from events join spans using (person) where caused and moment >= begun and moment <= ended
        )
        select coalesce(sum(gap) filter (where gap <= ${pauseMs}), 0)::double / ${minuteMs} as minutes from gaps group by person`);
      return rows.map((row) => Number(row['minutes']));
    },
    async count(event, span) {
      // Hours are in the rollup; what does not begin and end with one is counted.
      if (isWholeHour(span.from) && isWholeHour(span.to)) {
        const hours = await queries.hourCounts(span, [event]);
        return { events: hours.reduce((sum, { events }) => sum + events, 0) };
      }
      const { lines } = await queries.trend({ match: { event }, count: 'EVENTS', grain: 'DAY', range: span });
      return { events: lines.reduce((sum, { total }) => sum + total, 0) };
    },
  };
}

/** As DuckDB reads a moment in UTC. */
const stamp = (at: Date) => at.toISOString().replace('T', ' ').replace('Z', '');
