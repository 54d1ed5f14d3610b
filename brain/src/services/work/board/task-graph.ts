export interface Link {
  readonly blockerId: string;
  readonly blockedId: string;
}

/** Whether a further link would close a circle: then none of its tasks could ever be done. Pure. */
export function closesCircle(links: Iterable<Link>, { blockerId, blockedId }: Link): boolean {
  const below = new Map<string, string[]>();
  for (const link of links) below.set(link.blockerId, [...(below.get(link.blockerId) ?? []), link.blockedId]);
  const open = [blockedId];
  const seen = new Set(open);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === blockerId) return true;
    for (const next of below.get(at) ?? []) if (!seen.has(next)) open.push((seen.add(next), next));
  }
  return false;
}
