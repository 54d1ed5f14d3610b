import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import type { Actor, Ground } from '../deps.ts';
import * as invitationStore from '../record/invitation-store.ts';
import { lockDecided, seeDecided } from '../record/standing.ts';
import * as store from '../record/store.ts';
import { viewerOf } from '../record/viewer.ts';

/** People asked to apply. What is PRIVATE is seen by them and nobody else. */

const invitedAtOnce = 200;

export async function invite(
  ground: Ground,
  tx: Tx,
  actor: Pick<Actor, 'userId' | 'held'>,
  opportunityId: string,
  { userId, message }: { userId: string; message: string },
) {
  const { row } = await lockDecided(ground, tx, actor, opportunityId);
  const now = ground.kernel.clock.now();
  if (row.kind !== 'OPPORTUNITY') throw new Fail('RULE_VIOLATED', 'Nobody is invited to ask for a service.');
  if (row.state !== 'ACTIVE' || row.expires_at! <= now)
    throw new Fail('ILLEGAL_TRANSITION', 'People are invited while it is open.');
  const person = (await ground.people.byIds(tx, [userId])).get(userId);
  if (person?.status !== 'ACTIVE') throw new Fail('NOT_FOUND', 'There is no such member.');
  if (userId === actor.userId) throw new Fail('RULE_VIOLATED', 'You cannot invite yourself.');
  if ((await invitationStore.countOf(tx, opportunityId)) >= invitedAtOnce)
    throw new Fail('RULE_VIOLATED', `At most ${invitedAtOnce} people can be invited.`);
  const invitation = {
    opportunity_id: opportunityId,
    user_id: userId,
    invited_by: actor.userId,
    message,
    invited_at: now,
  };
  if (!(await invitationStore.insert(tx, invitation)))
    throw new Fail('ALREADY_EXISTS', 'This person is invited already.');
  await requireSight(ground, tx, row, userId);
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'opportunity.invited',
    entity: 'opportunity',
    entityId: opportunityId,
    after: { userId },
  });
  const inviter = (await ground.people.byIds(tx, [actor.userId])).get(actor.userId);
  await ground.kernel.outbox.publish(tx, {
    type: 'opportunity.invited',
    actorId: actor.userId,
    at: now.toISOString(),
    topics: [`user:${userId}`],
    data: {
      opportunityId,
      title: row.title,
      userId,
      inviterName: inviter?.name ?? 'Somebody',
      message,
    },
  });
  return view(invitation, person);
}

/** An invitation opens what is PRIVATE; it does not lift what another visibility asks for. */
async function requireSight(
  ground: Ground,
  tx: Tx,
  row: store.OpportunityRow,
  userId: string,
): Promise<void> {
  const held = await ground.security.held(tx, userId);
  const viewer = await viewerOf(ground, tx, { userId, held });
  const sees = held.has(1) && (await store.isVisible(tx, row.id, viewer, ground.kernel.clock.now()));
  if (!sees)
    throw new Fail(
      'RULE_VIOLATED',
      'This person cannot see it, so they could not apply. Widen who may see it, or make it private.',
    );
}

export async function uninvite(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  opportunityId: string,
  userId: string,
): Promise<void> {
  await lockDecided(ground, tx, actor, opportunityId);
  if (!(await invitationStore.remove(tx, opportunityId, userId)))
    throw new Fail('NOT_FOUND', 'This person is not invited.');
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'opportunity.uninvited',
    entity: 'opportunity',
    entityId: opportunityId,
    before: { userId },
  });
  // Who keeps an index of what whom is shown reads it again.
  await ground.kernel.outbox.publish(tx, {
    type: 'opportunity.uninvited',
    actorId: actor.userId,
    at: ground.kernel.clock.now().toISOString(),
    topics: [],
    data: { opportunityId, userId },
  });
}

export async function invitations(
  ground: Ground,
  db: Db,
  actor: Actor,
  opportunityId: string,
  query: { cursor?: string | undefined; limit: number },
) {
  await seeDecided(ground, db, actor, opportunityId);
  const rows = await invitationStore.list(db, {
    opportunityId,
    after: readIdCursor(query.cursor),
    limit: query.limit,
  });
  const people = await ground.people.byIds(
    db,
    rows.map((row) => row.user_id),
  );
  return toPage(
    rows,
    query.limit,
    (row) => [row.user_id],
    (row) => view(row, people.get(row.user_id)),
  );
}

function view(
  row: { user_id: string; message: string; invited_at: Date },
  person: { name: string; slug: string } | undefined,
) {
  return {
    userId: row.user_id,
    name: person?.name ?? 'a former member',
    slug: person?.slug ?? null,
    message: row.message,
    invitedAt: row.invited_at.toISOString(),
  };
}
