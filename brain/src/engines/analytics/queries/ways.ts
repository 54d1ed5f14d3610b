import type { Asked } from './duck.ts';
import { eachHistory, stopsOf, type Stop, type Visitor } from './histories.ts';
import type { PathAnswer, PathQuestion } from './questions.ts';
import { pauseMs } from './visits.ts';

/** The ways people take through their visits, most visits first. Histories are read once, person by person. */
export function paths(warehouse: Asked, question: PathQuestion): Promise<PathAnswer> {
  const { range, among: who, direction, limit } = question;
  return warehouse.reading(async (reader) => {
    const stops = await stopsOf(reader);
    const ways = createWays(stops.length);
    const before = { from: new Date(range.from.getTime() - pauseMs), to: range.to };
    await eachHistory(reader, before, who, warehouse.calendar, walker(question, stops, ways));
    const after = direction === 'AFTER';
    return {
      paths: ways.most(stops, limit).map(({ events, people, visits }) => ({
        events: after ? events : events.toReversed(),
        people,
        visits,
      })),
      visits: ways.visits(),
    };
  });
}

/** Takes a history apart into visits, and each visit into the stops of its way. */
function walker(
  { range, anchor, direction, depth }: PathQuestion,
  stops: readonly Stop[],
  ways: Ways,
): Visitor {
  const [from, to] = [range.from.getTime(), range.to.getTime()];
  const caused = Uint8Array.from(stops, (stop) => Number(stop?.caused));
  const anchors = Uint8Array.from(stops, (stop) => Number(anchor === null || stop?.type === anchor));
  const step = direction === 'AFTER' ? 1 : -1;
  /** The stops of the visit that is looked at, the same one several times in a row once. */
  let visit = new Int32Array(256);
  let length = 0;
  const take = (person: number) => {
    let first = step === 1 ? 0 : length - 1;
    while (first >= 0 && first < length && !anchors[visit[first]!]) first += step;
    if (first < 0 || first >= length) return;
    ways.begin();
    for (let index = first, left = depth; left > 0 && index >= 0 && index < length; index += step, left--)
      ways.go(visit[index]!);
    ways.end(person);
  };
  let person = 0;
  let begun = Number.NaN;
  let last = Number.NEGATIVE_INFINITY;
  const add = (stop: number) => {
    if (length === visit.length) {
      const larger = new Int32Array(2 * length);
      larger.set(visit);
      visit = larger;
    }
    visit[length++] = stop;
  };
  return {
    begin(next) {
      person = next;
      begun = Number.NaN;
      last = Number.NEGATIVE_INFINITY;
      length = 0;
    },
    day({ midnight, count, moments, from: first, stops: own, stopsFrom }) {
      for (let index = 0; index < count; index++) {
        const stop = own[stopsFrom + index]!;
        const moment = midnight + moments[first + index]!;
        if (caused[stop] === 0 || moment < from - pauseMs || moment >= to) continue;
        if (moment - last > pauseMs) {
          if (begun >= from) take(person);
          begun = moment;
          length = 0;
        }
        last = moment;
        if (length === 0 || visit[length - 1] !== stop) add(stop);
      }
    },
    end() {
      if (begun >= from) take(person);
    },
  };
}

interface Ways {
  begin(): void;
  go(stop: number): void;
  end(person: number): void;
  visits(): number;
  most(
    stops: readonly Stop[],
    limit: number,
  ): { readonly events: string[]; readonly people: number; readonly visits: number }[];
}

/** Ways with a common beginning share it: a tree, whose nodes count the ways that end there. Of a person all visits come in a row. */
function createWays(stopCount: number): Ways {
  const next = new Map<number, number>();
  const from: number[] = [-1];
  const stopAt: number[] = [-1];
  const visits: number[] = [0];
  const people: number[] = [0];
  const lastPerson: number[] = [Number.NaN];
  let node = 0;
  let all = 0;
  function stopsTo(end: number, stops: readonly Stop[]): string[] {
    const events: string[] = [];
    for (let at = end; at > 0; at = from[at]!) events.push(stops[stopAt[at]!]!.name);
    return events.toReversed();
  }
  return {
    begin() {
      node = 0;
    },
    go(stop) {
      const key = node * stopCount + stop;
      let to = next.get(key);
      if (to === undefined) {
        to = from.push(node) - 1;
        stopAt.push(stop);
        visits.push(0);
        people.push(0);
        lastPerson.push(Number.NaN);
        next.set(key, to);
      }
      node = to;
    },
    end(person) {
      all++;
      visits[node]!++;
      if (lastPerson[node] !== person) people[node]!++;
      lastPerson[node] = person;
    },
    visits: () => all,
    most: (stops, limit) =>
      visits
        .flatMap((count, end) => (count ? [{ end, visits: count, people: people[end]! }] : []))
        // Of as many, the one that somebody went first: the order in which people are read.
        .sort((a, b) => b.visits - a.visits || b.people - a.people || a.end - b.end)
        .slice(0, limit)
        .map(({ end, ...counts }) => ({ events: stopsTo(end, stops), ...counts })),
  };
}
