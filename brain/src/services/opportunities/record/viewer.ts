import { standAt, type GateStanding } from '../../../engines/security/index.ts';
import type { Db } from '../../../kernel/db.ts';
import type { Actor, Ground, Role } from '../deps.ts';
import type { Viewer } from './visibility-store.ts';

export const detailsGate = 'VIEW_OPPORTUNITY_DETAILS';
/** Who posts for a venture and decides about applications (domain rules, section 7.3). */
export const managing: readonly Role[] = ['OWNER', 'CO_OWNER', 'LEAD'];

/** Everything visibility asks about a person, read once. */
export async function viewerOf(
  { kernel, security, ventures }: Pick<Ground, 'kernel' | 'security' | 'ventures'>,
  db: Db,
  actor: Pick<Actor, 'userId' | 'held'>,
): Promise<Viewer> {
  const { userId, held } = actor;
  const now = kernel.clock.now();
  const facts = await security.facts(db, userId);
  const acting = await ventures.actingIn(db, actor);
  const signedFor = facts.flatMap(({ kind, value, ref }) =>
    kind === 'PAPER' && value === 'PPNA' && isId(ref) ? [ref] : [],
  );
  return {
    userId,
    member: held.has(1),
    subscriber: held.has(2),
    ventureIds: acting.map(({ ventureId }) => ventureId),
    managedIds: acting.flatMap(({ ventureId, role }) => (managing.includes(role) ? [ventureId] : [])),
    papersOpen: standAt(detailsGate, facts, now).open,
    openVentureIds: [...new Set(signedFor)].filter((id) => standAt(detailsGate, facts, now, id).open),
  };
}

/** Posts it or decides about it. */
export function decides(
  { userId, managedIds }: Viewer,
  row: { readonly creator_id: string; readonly venture_id: string | null },
): boolean {
  return row.venture_id === null ? row.creator_id === userId : managedIds.includes(row.venture_id);
}

/** Whether the details are open to somebody with an account, and what is missing. */
export async function gateFor(
  ground: Ground,
  db: Db,
  viewer: Viewer,
  row: { creator_id: string; venture_id: string | null; nda_required: boolean },
): Promise<Pick<GateStanding, 'open' | 'missingPapers' | 'missingConditions'>> {
  if (!row.nda_required || decides(viewer, row))
    return { open: true, missingPapers: [], missingConditions: [] };
  return ground.security.stand(db, viewer.userId!, detailsGate, row.venture_id ?? undefined);
}

/** What `openTo` says in the database, for a row that is at hand. */
export function isOpen(
  viewer: Viewer,
  row: { creator_id: string; venture_id: string | null; nda_required: boolean },
): boolean {
  if (!row.nda_required || decides(viewer, row)) return true;
  return viewer.papersOpen && (row.venture_id === null || viewer.openVentureIds.includes(row.venture_id));
}

function isId(ref: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(ref);
}
