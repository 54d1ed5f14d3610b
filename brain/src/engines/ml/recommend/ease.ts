import { inverse } from '../dense.ts';
import { countsOf, interactionsOf, meetingsOf, type Interactions, type Recommender } from './interactions.ts';
import { coOccurrence, scoreByLinks, type ItemLinks } from './item-links.ts';

/** The matrix of EASE is dense and inverted: rarer items than the first this many are left to the other recommenders. */
const mostItems = 3000;

/**
 * EASE, the linear autoencoder without self-loops in closed form: B = I − P·diag(1 ÷ diag P) with P = (XᵀX + λI)⁻¹
 * (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", 2019, equation 8).
 *
 * @param ridge λ, in interactions
 */
export function fitEase(data: Interactions, ridge: number): Recommender {
  const counts = countsOf(data);
  const kept = Uint32Array.from(counts.keys())
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .subarray(0, mostItems)
    .filter((item) => counts[item]! > 0)
    .sort();
  const placeOf = new Int32Array(data.items).fill(-1);
  kept.forEach((item, place) => void (placeOf[item] = place));
  const links = linksOf(narrowed(data, placeOf, kept.length), ridge);
  const inner = new Float64Array(kept.length);
  return {
    score({ items, at }, scores) {
      scores.fill(0);
      const known = Array.from(items, (item) => placeOf[item]!).filter((place) => place >= 0);
      scoreByLinks(links, { items: known, at }, inner);
      kept.forEach((item, place) => void (scores[item] = inner[place]!));
    },
  };
}

function linksOf(data: Interactions, ridge: number): ItemLinks {
  const n = data.items;
  const gram = coOccurrence(data);
  for (let item = 0; item < n; item++) gram[item * n + item] = gram[item * n + item]! + ridge;
  const precision = inverse(gram, n);
  const values = new Float32Array(n * n);
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++)
      if (row !== column)
        values[row * n + column] = -precision[row * n + column]! / precision[column * n + column]!;
  return { items: n, values };
}

function narrowed(data: Interactions, placeOf: Int32Array, items: number): Interactions {
  const rows = Array.from({ length: data.people }, (_, person) =>
    meetingsOf(data, person).flatMap(({ item, at }) =>
      placeOf[item]! >= 0 ? [{ item: placeOf[item]!, at }] : [],
    ),
  );
  return interactionsOf(rows, items);
}
