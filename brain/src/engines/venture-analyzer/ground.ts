import type { Db, Tx } from '../../kernel/db.ts';
import { callerOf, type Call } from '../../kernel/call.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Actor, Ground } from './deps.ts';
import { openStatuses, rightsIn, type Right } from './policy.ts';

export type { Actor, Ground } from './deps.ts';

/** A venture as one person finds it. */
export interface Standing {
  readonly ventureId: string;
  readonly name: string;
  readonly status: string;
  readonly phase: string | null;
  readonly ownerId: string;
  readonly rights: ReadonlySet<Right>;
}

export function actorOf(call: Call): Actor {
  const { userId, held } = callerOf(call);
  return { userId, held };
}

/** Lets in who may read something of it: NOT_FOUND for strangers, FORBIDDEN for members without the right. */
export async function enter(
  { ventures }: Pick<Ground, 'ventures'>,
  db: Db,
  actor: Actor,
  ventureId: string,
  right?: Right,
): Promise<Standing> {
  const { role, name, status, phase, ownerId } = await ventures.standingIn(db, ventureId, actor);
  const rights = rightsIn(role, actor.held);
  if (!rights.size) throw new Fail('NOT_FOUND');
  if (right && !rights.has(right))
    throw new Fail('FORBIDDEN', 'Your role in this venture does not include that.');
  return { ventureId, name, status, phase, ownerId, rights };
}

/** Everybody in the venture follows its topic: that something changed, and nothing of what. */
export async function publishChange(
  { kernel }: Pick<Ground, 'kernel'>,
  tx: Tx,
  actor: Actor,
  ventureId: string,
): Promise<void> {
  await kernel.outbox.publish(tx, {
    type: 'analysis.changed',
    actorId: actor.userId,
    at: kernel.clock.now().toISOString(),
    topics: [`venture:${ventureId}`],
    data: { ventureId },
  });
}

/** The same for a change: something is saved while the venture is open. */
export async function writer(
  ground: Pick<Ground, 'ventures'>,
  db: Db,
  actor: Actor,
  ventureId: string,
): Promise<Standing> {
  const standing = await enter(ground, db, actor, ventureId, 'SAVE');
  if (!openStatuses.has(standing.status))
    throw new Fail('RULE_VIOLATED', `A venture in the state ${standing.status} does not allow this.`);
  return standing;
}
