export interface SignTarget {
  code?: string | undefined;
  ventureId?: string | null | undefined;
  tier?: number | null | undefined;
  /** A gate (`BECOME_MEMBER`) or a rung (`RUNG_3`) whose papers are signed one after the other. */
  pack?: string | undefined;
  /** Where to go when nothing is left to sign. */
  after?: string | undefined;
}

/** Address of the signing room for a paper, or for the next missing paper of a pack. */
export function signHref(target: SignTarget): string {
  const query = new URLSearchParams();
  if (target.code) query.set('code', target.code);
  if (target.ventureId) query.set('venture', target.ventureId);
  if (target.tier !== undefined && target.tier !== null) query.set('tier', String(target.tier));
  if (target.pack) query.set('pack', target.pack);
  if (target.after) query.set('then', target.after);
  return `/documents/sign?${query.toString()}`;
}

/** Address of the signing room of a document that exists already, such as a countersignature. */
export function signDocumentHref(documentId: string, after?: string): string {
  return `/documents/${documentId}/sign${after ? `?then=${encodeURIComponent(after)}` : ''}`;
}
