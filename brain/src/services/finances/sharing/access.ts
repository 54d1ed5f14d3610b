import type { Db } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Ground } from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import { isBilling, openStatuses, rightsIn, type Right } from '../rules/policy.ts';
import { findDistribution, lineOfPerson, type DistributionRow } from './distribution-store.ts';

/** Who may see and step a distribution: its id alone opens nothing. */

export interface Access {
  readonly row: DistributionRow;
  readonly ventureName: string;
  readonly ownerId: string;
  readonly rights: ReadonlySet<Right>;
  readonly billing: boolean;
  readonly isRecipient: boolean;
}

export type Reader = Pick<Actor, 'userId' | 'held'>;

/** What somebody is to a distribution; NOT_FOUND for those it does not concern. */
export async function accessTo(
  ground: Ground,
  db: Db,
  actor: Actor,
  distributionId: string,
): Promise<Access> {
  const row = found(await findDistribution(db, distributionId));
  const venture = found(await ground.ventures.teamOf(db, row.venture_id));
  const { rights } = await rightsOf(ground, db, row.venture_id, actor);
  const isRecipient = Boolean(await lineOfPerson(db, row.id, actor.userId));
  const billing = isBilling(actor.held);
  if (!rights.size && !isRecipient && !billing) throw new Fail('NOT_FOUND');
  return { row, ventureName: venture.name, ownerId: venture.ownerId, rights, billing, isRecipient };
}

/** Lets the owner step it, while the venture is open. */
export async function ownerOf(ground: Ground, db: Db, actor: Actor, distributionId: string): Promise<Access> {
  const access = await accessTo(ground, db, actor, distributionId);
  if (!access.rights.has('share-revenue')) refuse(access);
  const { status } = await rightsOf(ground, db, access.row.venture_id, actor);
  if (!openStatuses.has(status ?? ''))
    throw new Fail('ILLEGAL_TRANSITION', `A venture in the state ${status} does not allow this.`);
  return access;
}

/** Lets the owner and billing administrators pay. What was approved is paid in any state of the venture. */
export async function payerOf(ground: Ground, db: Db, actor: Actor, distributionId: string): Promise<Access> {
  const access = await accessTo(ground, db, actor, distributionId);
  if (!access.rights.has('share-revenue') && !access.billing) refuse(access);
  return access;
}

/** Those who are only a recipient, or have no part in revenue, learn no more than their own line tells. */
export function requireOverview(access: Access): void {
  if (!access.rights.has('see-money') && !access.billing) refuse(access);
}

function refuse({ rights, isRecipient }: Access): never {
  if (!rights.size && !isRecipient) throw new Fail('NOT_FOUND');
  throw new Fail('FORBIDDEN', 'Your role in this venture does not include that.');
}

/** A venture that the person cannot see gives no rights, and a recipient who left is still one. */
export async function rightsOf(
  { ventures }: Ground,
  db: Db,
  ventureId: string,
  actor: Reader,
): Promise<{ rights: ReadonlySet<Right>; status: string | null }> {
  try {
    const { role, status } = await ventures.standingIn(db, ventureId, actor);
    return { rights: rightsIn(role, actor.held), status };
  } catch (error) {
    if (error instanceof Fail && error.code === 'NOT_FOUND') return { rights: new Set(), status: null };
    throw error;
  }
}
