import type { Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { nextState } from '../../../kernel/machine.ts';
import type { Actor, Ground } from '../deps.ts';
import * as applicationStore from '../record/application-store.ts';
import { end, moveApplication, today } from '../record/changes.ts';
import * as days from '../record/day-store.ts';
import * as store from '../record/store.ts';
import { applications } from '../rules/machines.ts';
import { collaborate, kindOf } from './collaboration.ts';
import { lockParty, type Party } from './party.ts';

/** The creator side: opening, accepting and rejecting. The opportunity is locked, so answers come one after the other. */

type Row = applicationStore.ApplicationRow;

async function lockToDecide(ground: Ground, tx: Tx, actor: Actor, applicationId: string): Promise<Party> {
  const party = await lockParty(ground, tx, actor, applicationId);
  if (!party.isDecider) throw new Fail('FORBIDDEN', 'Those who posted this decide about it.');
  return party;
}

export async function open(ground: Ground, tx: Tx, actor: Actor, applicationId: string): Promise<Row> {
  const { row, application } = await lockToDecide(ground, tx, actor, applicationId);
  return moveApplication(ground, tx, row, application, 'open', { actorId: actor.userId });
}

export async function reject(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  applicationId: string,
  reason: string,
): Promise<Row> {
  const { row, application } = await lockToDecide(ground, tx, actor, applicationId);
  return moveApplication(ground, tx, row, application, 'reject', { actorId: actor.userId, reason });
}

/** One transaction: the place, what the collaboration begins with, and, with the last place, the end of all others. */
export async function accept(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  applicationId: string,
  message: string,
): Promise<Row> {
  const { row, application } = await lockToDecide(ground, tx, actor, applicationId);
  nextState(applications, application.state, 'accept');
  requireOpen(ground, row);
  const applicant = (await ground.people.byIds(tx, [application.applicant_id])).get(application.applicant_id);
  if (applicant?.status !== 'ACTIVE')
    throw new Fail('RULE_VIOLATED', 'The account of this person rests at the moment.');
  const collaboration = await kindOf(ground, tx, row, application.applicant_id);
  const taken = await store.takePlace(tx, row.id, ground.kernel.clock.now());
  await days.add(tx, row.id, today(ground), 'acceptances');
  const accepted = await moveApplication(
    ground,
    tx,
    taken,
    application,
    'accept',
    { actorId: actor.userId },
    { collaboration },
  );
  if (taken.taken >= taken.places) await end(ground, tx, taken, 'fill', { actorId: actor.userId });
  // An invitation is charged, which locks the ledger.
  const begun = await collaborate(ground, tx, actor, {
    row: taken,
    application: accepted,
    applicant,
    message,
  });
  return Object.keys(begun).length ? applicationStore.update(tx, application.id, begun) : accepted;
}

function requireOpen({ kernel }: Ground, row: store.OpportunityRow): void {
  if (row.state === 'PAUSED') throw new Fail('ILLEGAL_TRANSITION', 'It is paused. Resume it, then accept.');
  if (row.state !== 'ACTIVE' || row.expires_at! <= kernel.clock.now())
    throw new Fail('ILLEGAL_TRANSITION', 'It has ended, so nobody can be accepted any more.');
}
