/**
 * Who had to do with what, and when. The items of person p are `item[starts[p]] … item[starts[p + 1]]`, earliest first,
 * each once; people and items are numbered from 0.
 */
export interface Interactions {
  readonly people: number;
  readonly items: number;
  /** Length `people + 1`. */
  readonly starts: Uint32Array;
  readonly item: Uint32Array;
  /** Instant of each interaction, in any unit used throughout. */
  readonly at: Float64Array;
}

/** What is known of the person asked for. */
export interface History {
  /** Items already met, each once. They are never suggested again. */
  readonly items: ArrayLike<number>;
  /** About when: the middle of the person's interactions; null when there are none. */
  readonly at: number | null;
}

/** One way to tell how much an item suits a person. Scores of two recommenders are not comparable as they are. */
export interface Recommender {
  /** Writes the score of every item; `scores` has one place an item. */
  score(history: History, scores: Float64Array): void;
}

export interface Meeting {
  readonly item: number;
  readonly at: number;
}

/** Builds the table from each person's meetings, in any order; of an item met twice the first meeting counts. */
export function interactionsOf(meetings: readonly (readonly Meeting[])[], items: number): Interactions {
  const rows = meetings.map((own) => {
    const seen = new Set<number>();
    return own
      .toSorted((a, b) => a.at - b.at || a.item - b.item)
      .filter(({ item }) => {
        if (!(item >= 0 && item < items)) throw new RangeError(`There is no item ${item}.`);
        return !seen.has(item) && Boolean(seen.add(item));
      });
  });
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, person) => void (starts[person + 1] = starts[person]! + row.length));
  const flat = rows.flat();
  return {
    people: rows.length,
    items,
    starts,
    item: Uint32Array.from(flat, (meeting) => meeting.item),
    at: Float64Array.from(flat, (meeting) => meeting.at),
  };
}

/** The person's meetings, earliest first. */
export function meetingsOf(data: Interactions, person: number): Meeting[] {
  const meetings: Meeting[] = [];
  for (let k = data.starts[person]!; k < data.starts[person + 1]!; k++)
    meetings.push({ item: data.item[k]!, at: data.at[k]! });
  return meetings;
}

export function historyOf(meetings: readonly Meeting[]): History {
  const instants = meetings.map(({ at }) => at).toSorted((a, b) => a - b);
  return {
    items: Uint32Array.from(meetings, ({ item }) => item),
    at: instants[instants.length >> 1] ?? null,
  };
}

export function historyOfPerson(data: Interactions, person: number): History {
  return historyOf(meetingsOf(data, person));
}

/** How many people met each item. */
export function countsOf({ items, item }: Interactions): Float64Array {
  const counts = new Float64Array(items);
  for (const one of item) counts[one] = counts[one]! + 1;
  return counts;
}
