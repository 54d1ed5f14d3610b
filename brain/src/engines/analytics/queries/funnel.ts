import { Fail } from '../../../kernel/errors.ts';
import type { HubCalendar } from '../events/hub-calendar.ts';
import { duck, joined, matching, plain, property, render, type Fragment, type Asked } from './duck.ts';
import { among } from './people.ts';
import type { FunnelAnswer, FunnelQuestion, FunnelStep } from './questions.ts';
import { isWalkable, walkFunnel } from './walk.ts';

const mostSteps = 12;
const mostParts = 200;

export async function funnel(warehouse: Asked, question: FunnelQuestion): Promise<FunnelAnswer> {
  requireSteps(question);
  return isWalkable(question) ? walked(warehouse, question) : searched(warehouse, question);
}

function requireSteps({ steps }: FunnelQuestion): void {
  if (steps.length < 1 || steps.length > mostSteps)
    throw new Fail('INVALID_INPUT', `A funnel has 1 to ${mostSteps} steps.`);
}

/** Where the kinds of events are all that is asked for. */
async function walked(warehouse: Asked, question: FunnelQuestion): Promise<FunnelAnswer> {
  const { people, seconds, open } = await warehouse.reading((reader) =>
    walkFunnel(reader, question, warehouse.calendar),
  );
  const row = Object.fromEntries(
    people.flatMap((count, index) => [
      [`people${index + 1}`, count],
      [`median${index + 1}`, median(seconds[index]!)],
    ]),
  );
  return { steps: stepsOf(row, people.length), parts: [], open };
}

function median(values: readonly number[]): number | null {
  if (!values.length) return null;
  const sorted = new Float64Array(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Where properties count, in the events themselves. */
async function searched(warehouse: Asked, question: FunnelQuestion): Promise<FunnelAnswer> {
  const { text, parameters } = render(summary(question, warehouse.calendar));
  const rows = await warehouse.rows(text, parameters, { rows: mostParts + 1 });
  const total = rows.find((row) => row['whole'] === true);
  return {
    steps: stepsOf(total ?? {}, question.steps.length),
    parts: rows
      .filter((row) => row['whole'] === false)
      .map((row) => ({
        value: row['part'] === null ? null : String(row['part']),
        steps: stepsOf(row, question.steps.length),
      })),
    open: Number(total?.['open'] ?? 0),
  };
}

function stepsOf(row: Record<string, unknown>, count: number): FunnelStep[] {
  const people = Array.from({ length: count }, (_, index) => Number(row[`people${index + 1}`] ?? 0));
  const share = (part: number, of: number | undefined) => (of ? part / of : null);
  return people.map((number, index) => ({
    people: number,
    share: share(number, people[0]),
    stepShare: share(number, index === 0 ? number : people[index - 1]),
    medianSeconds:
      index === 0 || typeof row[`median${index + 1}`] !== 'number'
        ? null
        : (row[`median${index + 1}`] as number),
  }));
}

function summary(question: FunnelQuestion, calendar: HubCalendar): Fragment {
  const last = question.steps.length;
  const numbers = Array.from({ length: last }, (_, index) => index + 1);
  const counts = numbers.map((step) => plain(`count(start${step}) as people${step}`));
  const medians = numbers.slice(1).map((step) => plain(`median(fastest${step}) / 1e6 as median${step}`));
  const open = duck`count(*) filter (${plain(`start${last}`)} is null
    and start1 + ${Math.round(question.windowMs * 1000)} > (select epoch_us(max(moment)) from events)) as open`;
  const groups = question.by ? 'grouping sets ((), (part))' : '()';
  return duck`${attempts(question, calendar)}
    select ${plain(question.by ? 'part' : 'null as part')}, ${plain(question.by ? 'grouping(part) = 1' : 'true')} as whole,
      ${joined([...counts, ...medians, open], ', ')}
    from furthest group by ${plain(groups)}
    order by whole desc, people1 desc, part limit ${mostParts + 1}`;
}

/**
 * One row a person in `furthest`: when the attempt began that came to each step (the latest such), and how long the shortest
 * one took.
 */
export function attempts(question: FunnelQuestion, calendar: HubCalendar): Fragment {
  requireSteps(question);
  const { steps, order, by } = question;
  const reached = order === 'LOOSE' ? looseSteps(question, calendar) : strictSteps(question, calendar);
  const numbers = steps.map((_, index) => index + 1);
  const summed = numbers.map((step) =>
    plain(`sum${step} as (
      select person, max(began) as start${step}${step > 1 ? `, min(t - began) as fastest${step}` : ''} from step${step} group by person
    )`),
  );
  const joins = numbers.slice(1).map((step) => plain(` left join sum${step} using (person)`));
  const deepest = numbers.toReversed().map((step) => plain(`start${step}`));
  const part = by
    ? duck`, (select max_by(struct_pack(part := step1.part), seq) from step1
        where step1.person = reached.person and step1.t = coalesce(${joined(deepest, ', ')})).part as part`
    : plain('');
  return duck`with ${joined([...reached, ...summed], ', ')},
    reached as (select * from sum1${joined(joins, '')}),
    furthest as (select *${part} from reached)`;
}

/**
 * `step3` holds the events that are step three of some attempt, with the latest beginning from which that holds: of the events of step
 * two before it, the last has the latest beginning, for beginnings never go back. So each step is one join with the one before, and
 * every attempt is looked at.
 */
function looseSteps(question: FunnelQuestion, calendar: HubCalendar): Fragment[] {
  const windowUs = Math.round(question.windowMs * 1000);
  return question.steps.map((step, index) => {
    const own = events(question, calendar, matching(step), index === 0 ? question.range.to : null);
    return index === 0
      ? duck`step1 as (select *, t as began from (${own}))`
      : duck`${plain(`step${index + 1}`)} as (
          select own.*, before.began from (${own}) as own asof join ${plain(`step${index}`)} as before
            on own.person = before.person and own.place > before.place
          where own.t - before.began <= ${windowUs}
        )`;
  });
}

/** Of the events of all steps, those with the right ones right before them. */
function strictSteps(question: FunnelQuestion, calendar: HubCalendar): Fragment[] {
  const { steps, windowMs } = question;
  const matches = steps.map((step) => matching(step));
  const flags = matches.map((match, index) => duck`${match} as is${index + 1}`);
  const found = duck`found as (
    select person, seq, t, place, part, begins, ${joined(
      steps.map((_, index) => plain(`is${index + 1}`)),
      ', ',
    )},
      ${joined(
        steps.flatMap((_, back) => [
          ...steps.map((__, index) =>
            plain(`lag(is${index + 1}, ${back}) over before as is${index + 1}at${back}`),
          ),
          plain(`lag(t, ${back}) over before as t${back}`),
          plain(`lag(begins, ${back}) over before as begins${back}`),
        ]),
        ', ',
      )}
    from (${events(question, calendar, duck`(${joined(matches, ' or ')})`, null, flags)})
    window before as (partition by person order by place)
  )`;
  return [
    found,
    ...steps.map((_, index) => {
      const right = steps.slice(0, index + 1).map((__, step) => plain(`is${step + 1}at${index - step}`));
      return duck`${plain(`step${index + 1}`)} as (
        select person, seq, t, part, ${plain(`t${index}`)} as began from found
        where ${joined(right, ' and ')} and ${plain(`begins${index}`)} and t - ${plain(`t${index}`)} <= ${Math.round(windowMs * 1000)}
      )`;
    }),
  ];
}

/** Events that may be part of an attempt. `place` orders those of a person: by time, then by arrival. */
function events(
  { range, windowMs, by, among: who }: FunnelQuestion,
  calendar: HubCalendar,
  match: Fragment,
  to: Date | null,
  more: readonly Fragment[] = [],
): Fragment {
  const until = to ?? new Date(range.to.getTime() + windowMs);
  const columns = [
    plain('person, seq, epoch_us(moment) as t, epoch_us(moment)::hugeint * 1099511627776 + seq as place'),
    duck`moment < ${range.to} as begins`,
    duck`${by ? property(by) : plain('null')} as part`,
    ...more,
  ];
  return duck`select ${joined(columns, ', ')} from events
    where moment >= ${range.from} and moment < ${until} and ${match} ${among(who, calendar)}`;
}
