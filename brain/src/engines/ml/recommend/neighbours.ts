import { countsOf, type Interactions, type Recommender } from './interactions.ts';

/**
 * People like this one: everybody counts with their cosine to the person, raised to `sharpness` so that close ones
 * outweigh the many, and items are discounted by count^`discount` inside the cosine: that two people met what everybody
 * meets says little (cf. Verstrepen and Goethals, "Unifying nearest neighbours", 2014).
 */
export function fitNeighbours(
  data: Interactions,
  { sharpness, discount }: { sharpness: number; discount: number },
): Recommender {
  const weights = countsOf(data).map((count) => (count > 0 ? 1 / count ** discount : 0));
  const lengths = new Float64Array(data.people);
  for (let person = 0; person < data.people; person++) {
    let sum = 0;
    for (let k = data.starts[person]!; k < data.starts[person + 1]!; k++) sum += weights[data.item[k]!]!;
    lengths[person] = Math.sqrt(sum);
  }
  const met = new Uint8Array(data.items);
  return {
    score({ items }, scores) {
      scores.fill(0);
      let own = 0;
      for (let k = 0; k < items.length; k++) {
        met[items[k]!] = 1;
        own += weights[items[k]!]!;
      }
      for (let person = 0; person < data.people; person++) {
        const [from, to] = [data.starts[person]!, data.starts[person + 1]!];
        let shared = 0;
        for (let k = from; k < to; k++) if (met[data.item[k]!]) shared += weights[data.item[k]!]!;
        if (shared === 0) continue;
        const closeness = (shared / (lengths[person]! * Math.sqrt(own))) ** sharpness;
        for (let k = from; k < to; k++) scores[data.item[k]!] = scores[data.item[k]!]! + closeness;
      }
      for (let k = 0; k < items.length; k++) met[items[k]!] = 0;
    },
  };
}
