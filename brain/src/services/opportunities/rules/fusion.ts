/**
 * Several rankings as one (reciprocal rank fusion, Cormack and others, 2009): the sum of 1 ÷ (60 + place), in whole
 * millionths, so that a cursor holds exactly what is compared.
 */
export function fused(rankings: readonly (readonly string[])[]): Map<string, number> {
  const keys = new Map<string, number>();
  for (const ranking of rankings)
    ranking.forEach((id, place) =>
      keys.set(id, (keys.get(id) ?? 0) + Math.round(1_000_000 / (60 + place + 1))),
    );
  return keys;
}
