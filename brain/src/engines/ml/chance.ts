import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of whole numbers below `limit` (1 … 2^31). */
export function createDraw(seed: number): (limit: number) => number {
  const source = xoroshiro128plus(seed);
  return (limit) => uniformInt(source, 0, limit - 1);
}

/** Puts the first `count` members into an order by chance, in place (Fisher and Yates). */
export function shuffle<T extends Uint32Array | Int32Array | unknown[]>(
  list: T,
  draw: (limit: number) => number,
  count = list.length,
): T {
  for (let last = count - 1; last > 0; last--) {
    const other = draw(last + 1);
    const kept = list[last];
    list[last] = list[other];
    list[other] = kept;
  }
  return list;
}
