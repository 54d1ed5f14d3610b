/** The records over one text in the order in which they were made: each names the one before, the first one the text. */
export function chainOver<T extends { readonly previous_hash: string; readonly record_hash: string }>(
  textHash: string,
  records: readonly T[],
): T[] {
  const after = new Map(records.map((record) => [record.previous_hash, record]));
  const chain: T[] = [];
  let next = after.get(textHash);
  // A forged ring would have no end.
  while (next && chain.length < records.length) {
    chain.push(next);
    next = after.get(next.record_hash);
  }
  return chain;
}
