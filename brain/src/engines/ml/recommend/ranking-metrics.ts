/** Quality of the first `depth` of a ranking. Items are either relevant or not. */
export interface RankingQuality {
  /** Σ 1 ÷ log₂(rank + 1) of the relevant ones, over the best possible sum (Järvelin and Kekäläinen 2002). */
  readonly ndcg: number;
  /** Precision at each relevant one, summed and divided by min(relevant, depth). */
  readonly averagePrecision: number;
  readonly recall: number;
}

export function rankingQuality(
  top: ArrayLike<number>,
  relevant: ReadonlySet<number>,
  depth: number,
): RankingQuality {
  const possible = Math.min(relevant.size, depth);
  if (possible === 0) throw new RangeError('Without a relevant item a ranking has no quality.');
  let [gain, ideal, hits, precision] = [0, 0, 0, 0];
  for (let rank = 0; rank < depth; rank++) {
    const worth = 1 / Math.log2(rank + 2);
    if (rank < possible) ideal += worth;
    if (rank >= top.length || !relevant.has(top[rank]!)) continue;
    gain += worth;
    precision += ++hits / (rank + 1);
  }
  return { ndcg: gain / ideal, averagePrecision: precision / possible, recall: hits / relevant.size };
}

/** The `depth` items of the highest score, best first, equal ones by number; those `excluded` marks 1 are passed over. */
export function topItems(scores: ArrayLike<number>, depth: number, excluded?: Uint8Array): number[] {
  const top: number[] = [];
  for (let item = 0; item < scores.length; item++) {
    if (excluded?.[item]) continue;
    const score = scores[item]!;
    if (top.length === depth && !(score > scores[top[depth - 1]!]!)) continue;
    let place = top.length;
    while (place > 0 && scores[top[place - 1]!]! < score) place--;
    top.splice(place, 0, item);
    if (top.length > depth) top.pop();
  }
  return top;
}
