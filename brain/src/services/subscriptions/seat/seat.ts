import { addDays } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { tell, type Actor, type Ground } from '../deps.ts';
import { nextSeat, seatFact, seats, type Origin, type SeatEvent, type SeatState } from '../rules/machines.ts';
import { suspensionDays, trialDays } from '../rules/plans.ts';
import { eventsFrom } from '../../../kernel/machine.ts';
import * as store from './seat-store.ts';

/** The seat of one person: its state, and everything that follows from a change of it. */

export type SeatChange = Parameters<typeof store.save>[2];

export function stateOf(row: Pick<store.SeatRow, 'state'> | undefined): SeatState {
  return (row?.state ?? seats.start) as SeatState;
}

export function cameFrom(row: Pick<store.SeatRow, 'came_from'> | undefined): Origin | null {
  return (row?.came_from ?? null) as Origin | null;
}

/** A step of a row that is locked: state, history, access fact, audit and events in the caller's transaction. */
export async function step(
  ground: Ground,
  tx: Tx,
  row: store.SeatRow,
  event: SeatEvent,
  actor: Actor,
  change: SeatChange = {},
): Promise<store.SeatRow> {
  const { kernel, security } = ground;
  const now = kernel.clock.now();
  const userId = row.user_id;
  const from = stateOf(row);
  const to = nextSeat(from, event, cameFrom(row));
  const saved = await store.save(tx, userId, {
    came_from: null,
    grace_since: null,
    suspended_at: null,
    ...change,
    state: to,
    changed_at: now,
  });
  await store.addHistory(tx, {
    id: newId(),
    user_id: userId,
    from_state: from,
    to_state: to,
    event,
    actor_id: actor.userId,
    at: now,
  });
  await security.replace(tx, userId, 'SEAT', seatFact(to, cameFrom(saved)));
  await security.audit(tx, {
    actorId: actor.userId,
    action: 'subscription.changed',
    entity: 'subscription',
    entityId: userId,
    before: { state: from },
    after: { state: to, event },
    ...(actor.call ? { call: actor.call } : {}),
  });
  await announce(ground, tx, saved, from, event, actor);
  return saved;
}

export async function startTrial(
  ground: Ground,
  tx: Tx,
  userId: string,
  actor: Actor,
): Promise<store.SeatRow> {
  const now = ground.kernel.clock.now();
  await ground.security.require(tx, userId, 'START_TRIAL');
  const row = await store.lock(tx, userId, now);
  nextSeat(stateOf(row), 'start-trial', null);
  if (row.trial_started_at)
    throw new Fail('RULE_VIOLATED', 'The trial is for once per person, and you have had yours.');
  return step(ground, tx, row, 'start-trial', actor, {
    trial_started_at: now,
    trial_ends_at: addDays(now, trialDays),
  });
}

export async function cancel(ground: Ground, tx: Tx, userId: string, actor: Actor): Promise<store.SeatRow> {
  const row = await store.lock(tx, userId, ground.kernel.clock.now());
  return step(ground, tx, row, 'cancel', actor);
}

export async function undo(ground: Ground, tx: Tx, userId: string, actor: Actor): Promise<store.SeatRow> {
  const now = ground.kernel.clock.now();
  const row = await store.lock(tx, userId, now);
  nextSeat(stateOf(row), 'undo', null);
  // The sweep that ends it may be a few minutes late; the month is over all the same.
  if (row.period_end! <= now)
    throw new Fail('ILLEGAL_TRANSITION', 'The paid month is over, and the seat with it. Subscribe anew.');
  return step(ground, tx, row, 'undo', actor);
}

/** Somebody who leaves is not charged again. */
export async function leave(ground: Ground, tx: Tx, userId: string): Promise<void> {
  const row = await store.find(tx, userId);
  if (!row || !eventsFrom(seats, row.state).includes('cancel')) return;
  await cancel(ground, tx, userId, { userId: null });
}

async function announce(
  ground: Ground,
  tx: Tx,
  row: store.SeatRow,
  from: SeatState,
  event: SeatEvent,
  actor: Actor,
): Promise<void> {
  const state = stateOf(row);
  const userId = row.user_id;
  const say = (type: string, data: Record<string, unknown> = {}) =>
    tell(ground, tx, type, userId, { state, from, event, ...data }, actor.userId);
  await say('subscription.changed');
  if (event === 'start-trial' || (event === 'payment-succeeds' && from === 'SUBSCRIBING'))
    await say('subscription.started', { until: (row.period_end ?? row.trial_ends_at)?.toISOString() });
  if (event === 'undo') await say('subscription.kept', { until: row.period_end?.toISOString() });
  if (event === 'cancel' && state === 'CANCELLING')
    await say('subscription.cancelled', { until: row.period_end?.toISOString() });
  else if (event === 'grace-over')
    await say('subscription.suspended', { until: addDays(row.suspended_at!, suspensionDays).toISOString() });
  else if (['cancel', 'trial-over', 'period-over', 'suspension-over'].includes(event))
    await say('subscription.cancelled');
  await tell(ground, tx, 'access.changed', userId, { reason: 'subscription' }, actor.userId);
}
