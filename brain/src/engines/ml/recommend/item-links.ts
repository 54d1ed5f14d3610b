import type { History, Interactions } from './interactions.ts';

/** How strongly each item speaks for each other: row by row, what having met the row's item adds to the column's. */
export interface ItemLinks {
  readonly items: number;
  readonly values: Float32Array;
}

/** Sums the rows of what a person has met. */
export function scoreByLinks(links: ItemLinks, history: History, scores: Float64Array): void {
  scores.fill(0);
  const { items, values } = links;
  for (let k = 0; k < history.items.length; k++) {
    const row = history.items[k]! * items;
    for (let item = 0; item < items; item++) scores[item] = scores[item]! + values[row + item]!;
  }
}

/** How many people met both items, for each pair: a symmetric items × items matrix. */
export function coOccurrence(data: Interactions): Float64Array {
  const { items, starts, item } = data;
  const sums = new Float64Array(items * items);
  for (let person = 0; person < data.people; person++) {
    const [from, to] = [starts[person]!, starts[person + 1]!];
    for (let a = from; a < to; a++) {
      const row = item[a]! * items;
      for (let b = from; b < to; b++) sums[row + item[b]!] = sums[row + item[b]!]! + 1;
    }
  }
  return sums;
}
