import type { workWire } from '@smartstart/contract';
import { addDays, utcDay } from '@smartstart/units';
import { violatedUnique, type Db, type Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, enter, membersWith, namesOf, type Ground, type Standing } from '../ground.ts';
import { record, tell } from '../record/journal.ts';
import { localDay, localHour } from '../rules/local-time.ts';
import { isFinal } from '../rules/phase-table.ts';
import * as store from './checkin-store.ts';

/** What somebody did, does next and is stopped by: once a day on their own calendar (domain rules, section 7.8). */

export interface CheckInInput {
  done?: string | undefined;
  next?: string | undefined;
  blockers?: string | undefined;
  mood?: number | undefined;
}

export interface SeenCheckIn {
  readonly standing: Standing;
  readonly row: store.CheckInRow;
}

type CheckInView = (typeof workWire.checkIn)['_zod']['input'];

/** From this hour on, on their own clock, people who have not checked in are reminded. */
const reminderHour = 16;
const reminderKeptDays = 7;
const batch = 100;

export async function listCheckIns(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: {
    userId?: string | undefined;
    blocked?: 'true' | 'false' | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const standing = await enter(ground, db, actor, ventureId);
  const before = readIdCursor(query.cursor);
  const blocked = query.blocked === 'true';
  return { standing, rows: await store.listCheckIns(db, { ...query, ventureId, blocked, before }) };
}

export async function checkIn(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  input: { done: string; next: string; blockers: string; mood: number },
): Promise<SeenCheckIn> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  const now = ground.kernel.clock.now();
  const day = await dayOfMember(ground, tx, actor.userId);
  const row = await store
    .insertCheckIn(tx, {
      venture_id: ventureId,
      id: newId(),
      user_id: actor.userId,
      day,
      ...input,
      blocked_at: input.blockers ? now : null,
      created_at: now,
      updated_at: now,
    })
    .catch((error: unknown) => {
      if (violatedUnique(error) === 'work_checkins_once_a_day')
        throw new Fail('ALREADY_EXISTS', `You have checked in on ${day} already. Edit that check-in.`);
      throw error;
    });
  await log(ground, tx, standing, row, 'check-in');
  return { standing, row };
}

export async function editCheckIn(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  checkInId: string,
  input: CheckInInput,
  requireVersion: (version: number) => void,
): Promise<SeenCheckIn> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  const before = found(await store.lockCheckIn(tx, ventureId, checkInId));
  allow(before.user_id === actor.userId);
  requireVersion(before.version);
  if (before.day !== (await dayOfMember(ground, tx, actor.userId)))
    throw new Fail('RULE_VIOLATED', 'A check-in is edited on its own day.');
  const now = ground.kernel.clock.now();
  const row = await store.updateCheckIn(tx, ventureId, checkInId, {
    ...(input.done === undefined ? {} : { done: input.done }),
    ...(input.next === undefined ? {} : { next: input.next }),
    ...(input.mood === undefined ? {} : { mood: input.mood }),
    ...(input.blockers === undefined ? {} : blockerColumns(before, input.blockers, now)),
    updated_at: now,
  });
  await log(ground, tx, standing, row, 'edit');
  return { standing, row };
}

/** A blocker that is written anew is reported now; one that is reworded keeps its time. */
function blockerColumns(before: store.CheckInRow, blockers: string, now: Date) {
  if (!blockers) return { blockers, blocked_at: null, cleared_at: null };
  if (before.blocked_at && !before.cleared_at) return { blockers };
  return blockers === before.blockers ? {} : { blockers, blocked_at: now, cleared_at: null };
}

export async function clearBlocker(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  checkInId: string,
): Promise<SeenCheckIn> {
  const standing = await enter(ground, tx, actor, ventureId, 'work');
  const before = found(await store.lockCheckIn(tx, ventureId, checkInId));
  allow(before.user_id === actor.userId || standing.rights.has('plan'));
  if (!before.blocked_at || before.cleared_at)
    throw new Fail('ILLEGAL_TRANSITION', 'There is no blocker to clear.');
  const now = ground.kernel.clock.now();
  const row = await store.updateCheckIn(tx, ventureId, checkInId, { cleared_at: now, updated_at: now });
  await log(ground, tx, standing, row, 'clear-blocker');
  return { standing, row };
}

async function dayOfMember({ people, kernel }: Ground, db: Db, userId: string): Promise<string> {
  const timeZone = (await people.byIds(db, [userId])).get(userId)?.timeZone ?? 'UTC';
  return localDay(kernel.clock.now(), timeZone);
}

/** Reminds those who work in a launch or a sprint and have not checked in on their day. Runs hourly, may run twice. */
export async function remindOfCheckIns(ground: Ground): Promise<void> {
  const { database, clock } = ground.kernel;
  for (let after: string | null = null; ;) {
    const ids: string[] = await store.busyVentures(database.db, after, batch);
    for (const ventureId of ids) await database.transact((tx) => remindTeam(ground, tx, ventureId));
    if (ids.length < batch) break;
    after = ids.at(-1)!;
  }
  await store.forgetReminders(database.db, utcDay(addDays(clock.now(), -reminderKeptDays)));
}

async function remindTeam(ground: Ground, tx: Tx, ventureId: string): Promise<void> {
  const { name: ventureName, status, phase } = await ground.ventures.phases.lock(tx, ventureId);
  if (status !== 'ACTIVE' || isFinal(phase)) return;
  const now = ground.kernel.clock.now();
  const people = await ground.people.byIds(tx, await membersWith(ground, tx, ventureId, 'work'));
  const members = [...people].flatMap(([userId, { timeZone }]) =>
    localHour(now, timeZone) >= reminderHour ? [{ userId, day: localDay(now, timeZone) }] : [],
  );
  await tell(ground, tx, {
    type: 'checkin.reminder',
    code: 'reminder',
    ventureId,
    ventureName,
    subject: '',
    actorId: null,
    recipientIds: await store.claimReminders(tx, ventureId, members),
  });
}

export async function checkInViews(
  ground: Ground,
  db: Db,
  { userId, rights }: Standing,
  rows: readonly store.CheckInRow[],
): Promise<Map<string, CheckInView>> {
  const name = await namesOf(
    ground,
    db,
    rows.map((row) => row.user_id),
  );
  const mayEdit = rows.some((row) => row.user_id === userId) && rights.has('work');
  const today = mayEdit ? await dayOfMember(ground, db, userId) : null;
  return new Map(
    rows.map((row): [string, CheckInView] => {
      const mine = row.user_id === userId && rights.has('work');
      const isBlocked = row.blocked_at !== null && row.cleared_at === null;
      return [
        row.id,
        {
          id: row.id,
          member: name(row.user_id),
          day: row.day,
          done: row.done,
          next: row.next,
          blockers: row.blockers,
          mood: row.mood,
          blockedAt: row.blocked_at?.toISOString() ?? null,
          clearedAt: row.cleared_at?.toISOString() ?? null,
          createdAt: row.created_at.toISOString(),
          version: row.version,
          rights: [
            ...(mine && row.day === today ? (['edit'] as const) : []),
            ...(isBlocked && (mine || rights.has('plan')) ? (['clear'] as const) : []),
          ],
        },
      ];
    }),
  );
}

function log(
  ground: Ground,
  tx: Tx,
  { ventureId, userId }: Standing,
  row: store.CheckInRow,
  event: string,
): Promise<void> {
  return record(ground, tx, {
    ventureId,
    entity: 'CHECK_IN',
    id: row.id,
    subject: row.day,
    event,
    actorId: userId,
  });
}
