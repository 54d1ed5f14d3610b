import { createDraw, shuffle } from '../chance.ts';
import { interactionsOf, meetingsOf, type Interactions, type Meeting } from './interactions.ts';

/** What may be learnt from, and what is asked about: person by person. */
export interface Split {
  readonly train: Interactions;
  /** Hidden items of each person; empty for those who are not asked about. */
  readonly hidden: readonly ReadonlySet<number>[];
}

/** Hides this share of everybody's items, drawn by chance; who has fewer than four items keeps all. */
export function hideShare(data: Interactions, share: number, seed: number): Split {
  const draw = createDraw(seed);
  const hidden: Set<number>[] = [];
  const rows = Array.from({ length: data.people }, (_, person) => {
    const order = shuffle(meetingsOf(data, person), draw);
    const count = order.length < 4 ? 0 : Math.round(order.length * share);
    hidden.push(new Set(order.slice(0, count).map(({ item }) => item)));
    return order.slice(count);
  });
  return { train: interactionsOf(rows, data.items), hidden };
}

export interface Newcomers {
  /** Everybody else, newcomers without any interaction. */
  readonly train: Interactions;
  /** The newcomers' meetings, earliest first. */
  readonly rows: readonly (readonly Meeting[])[];
}

/** Takes this share of the people out: they are newcomers, of whom their first items will be shown. */
export function takeNewcomers(data: Interactions, share: number, seed: number): Newcomers {
  const order = shuffle([...Array.from({ length: data.people }).keys()], createDraw(seed));
  const taken = new Set(order.slice(0, Math.round(order.length * share)));
  const rows = Array.from({ length: data.people }, (_, person) => meetingsOf(data, person));
  return {
    train: interactionsOf(
      rows.filter((_, person) => !taken.has(person)),
      data.items,
    ),
    rows: rows.filter((_, person) => taken.has(person)),
  };
}
