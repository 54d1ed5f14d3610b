import type { Reader } from '../warehouse/warehouse.ts';
import type { HubCalendar } from '../events/hub-calendar.ts';
import { eachHistory, stopsOf, type Stop, type Visitor } from './histories.ts';
import type { FunnelQuestion } from './questions.ts';

/** What became of everybody's attempts. */
export interface Walked {
  /** How many people came to each step. */
  readonly people: readonly number[];
  /** Of everybody who came to a step, the seconds of the shortest way there. */
  readonly seconds: readonly (readonly number[])[];
  readonly open: number;
}

/** Histories tell kinds of events apart, and nothing of their properties but pages and features. */
export const isWalkable = ({ steps, by }: FunnelQuestion) =>
  !by && steps.every(({ where }) => !where?.length);

/** A funnel in one pass over the histories, person by person. */
export async function walkFunnel(
  reader: Reader,
  question: FunnelQuestion,
  calendar: HubCalendar,
): Promise<Walked> {
  const { range, windowMs, among: who } = question;
  const stops = await stopsOf(reader);
  const [row] = await reader.rows(
    'select epoch_ms(max(moment)) as known from events where day = (select max(day) from day_counts)',
  );
  const walked = {
    people: question.steps.map(() => 0),
    seconds: question.steps.map((): number[] => []),
    open: 0,
  };
  const until = { from: range.from, to: new Date(range.to.getTime() + windowMs) };
  await eachHistory(reader, until, who, calendar, walker(question, stops, Number(row?.['known']), walked));
  return walked;
}

/**
 * Of the attempts that stand at a step the latest is kept: it has the most time left, and for the steps to come nothing
 * else matters. So each event is looked at once, whatever the number of attempts.
 */
function walker(
  { steps, range, windowMs, order }: FunnelQuestion,
  stops: readonly Stop[],
  known: number,
  walked: { people: number[]; seconds: number[][]; open: number },
): Visitor {
  const [from, to, until] = [range.from.getTime(), range.to.getTime(), range.to.getTime() + windowMs];
  const last = steps.length - 1;
  const strict = order === 'STRICT';
  /** Of each stop, a bit for every step it can be. */
  const fits = Uint16Array.from(stops, (stop) =>
    steps.reduce(
      (bits, { event }, step) => bits | (Number(event === '*' ? stop?.caused : stop?.type === event) << step),
      0,
    ),
  );
  /** When the attempt began that stands there now, the last one that came there, and how long the shortest way took. */
  const [standing, came, shortest] = [0, 1, 2].map(() => new Float64Array(steps.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return {
    begin() {
      standing.fill(Number.NaN);
      came.fill(Number.NaN);
      shortest.fill(Number.POSITIVE_INFINITY);
    },
    day({ midnight, count, moments, from: first, stops: own, stopsFrom }) {
      for (let index = 0; index < count; index++) {
        const bits = fits[own[stopsFrom + index]!]!;
        const moment = midnight + moments[first + index]!;
        if (bits === 0 || moment < from || moment >= until) continue;
        // From the last step back: one event is one step of an attempt.
        for (let step = strict || bits > 1 ? last : 0; step > 0; step--) {
          const begun = standing[step - 1]!;
          if (bits & (1 << step) && moment - begun <= windowMs) {
            standing[step] = begun;
            came[step] = begun;
            if (moment - begun < shortest[step]!) shortest[step] = moment - begun;
          } else if (strict) standing[step] = Number.NaN;
        }
        if (bits & 1 && moment < to) {
          standing[0] = moment;
          came[0] = moment;
        } else if (strict) standing[0] = Number.NaN;
      }
    },
    end() {
      for (let step = 0; step <= last && !Number.isNaN(came[step]!); step++) {
        walked.people[step]!++;
        if (step) walked.seconds[step]!.push(shortest[step]! / 1000);
      }
      if (Number.isNaN(came[last]!) && came[0]! + windowMs > known) walked.open++;
    },
  };
}
