import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Actor, Ground } from '../deps.ts';
import { end, move } from '../record/changes.ts';
import { forgetViews } from '../record/day-store.ts';
import { lockDecided } from '../record/standing.ts';
import * as store from '../record/store.ts';
import { gaps } from '../rules/completeness.ts';
import { nextState } from '../../../kernel/machine.ts';
import { opportunities, unfinished, type OpportunityState } from '../rules/machines.ts';

/** From draft to its end (domain rules, section 20.11). */

type Row = store.OpportunityRow;

const expiryBatch = 50;
/** Everywhere on earth the day is over by then. */
const viewsKeptDays = 2;

export async function publish(ground: Ground, tx: Tx, actor: Actor, opportunityId: string): Promise<Row> {
  const { row } = await lockDecided(ground, tx, actor, opportunityId);
  nextState(opportunities, row.state, 'publish');
  const fields = gaps(row);
  if (fields.length)
    throw new Fail('RULE_VIOLATED', 'It is not complete yet. Fill in what is marked, then publish it.', {
      fields,
    });
  await requireActiveVenture(ground, tx, row);
  const now = ground.kernel.clock.now();
  const saved = await move(
    ground,
    tx,
    row,
    'publish',
    { actorId: actor.userId },
    { published_at: now, expires_at: addDays(now, row.open_days) },
  );
  const action = row.kind === 'SERVICE' ? 'publish-service-offer' : 'post-opportunity';
  await ground.charges.charge(tx, { userId: actor.userId, action, causeId: row.id });
  return saved;
}

export async function pause(ground: Ground, tx: Tx, actor: Actor, opportunityId: string): Promise<Row> {
  const { row } = await lockDecided(ground, tx, actor, opportunityId);
  return move(ground, tx, row, 'pause', { actorId: actor.userId });
}

export async function resume(ground: Ground, tx: Tx, actor: Actor, opportunityId: string): Promise<Row> {
  const { row } = await lockDecided(ground, tx, actor, opportunityId);
  nextState(opportunities, row.state, 'resume');
  if (row.expires_at! <= ground.kernel.clock.now())
    throw new Fail('ILLEGAL_TRANSITION', 'Its time has run out. Post a new one.');
  await requireActiveVenture(ground, tx, row);
  return move(ground, tx, row, 'resume', { actorId: actor.userId });
}

export async function cancel(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  opportunityId: string,
  reason: string,
): Promise<Row> {
  const { row } = await lockDecided(ground, tx, actor, opportunityId);
  return end(ground, tx, row, 'cancel', { actorId: actor.userId, reason });
}

/** The hub ends what breaks the rules. Drafts are nobody's business. */
export async function moderate(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  opportunityId: string,
  reason: string,
): Promise<Row> {
  const row = found(await store.lock(tx, opportunityId));
  if (row.state === 'DRAFT') throw new Fail('NOT_FOUND');
  return end(ground, tx, row, 'cancel', { actorId: actor.userId, reason });
}

/** The status of the venture cannot change until this is committed; whoever changes it then finds what is open. */
async function requireActiveVenture(ground: Ground, tx: Tx, row: Row): Promise<void> {
  if (row.venture_id === null) return;
  if ((await ground.ventures.hold(tx, row.venture_id)) !== 'ACTIVE')
    throw new Fail('RULE_VIOLATED', 'Only an active venture looks for people. Activate or resume it first.');
}

/** What happened to the venture, or to the person, happens to what they posted. */
export async function follow(
  ground: Ground,
  tx: Tx,
  whose: { ventureId: string } | { creatorId: string },
  event: 'pause' | 'cancel',
  reason: string,
): Promise<void> {
  const from: readonly OpportunityState[] = event === 'pause' ? ['ACTIVE'] : unfinished;
  for (const id of await store.idsIn(tx, whose, from)) {
    const row = found(await store.lock(tx, id));
    if (!from.some((state) => state === row.state)) continue;
    if (event === 'pause') await move(ground, tx, row, 'pause', { actorId: null, reason });
    else await end(ground, tx, row, 'cancel', { actorId: null, reason });
  }
}

export function defineJobs(ground: Ground): void {
  const { jobs, database, clock } = ground.kernel;
  jobs.define({
    name: 'expire-opportunities',
    cron: '*/5 * * * *',
    async run() {
      while ((await database.transact((tx) => expire(ground, tx))) === expiryBatch);
      await forgetViews(database.db, addDays(clock.now(), -viewsKeptDays).toISOString().slice(0, 10));
    },
  });
}

async function expire(ground: Ground, tx: Tx): Promise<number> {
  const due = await store.lockDue(tx, ground.kernel.clock.now(), expiryBatch);
  for (const row of due) await end(ground, tx, row, 'expire', { actorId: null });
  return due.length;
}
