import type { workWire } from '@smartstart/contract';
import { dayOf, isoDay, utcDay } from '@smartstart/units';
import { violatedUnique, type Db, type Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { enter, membersWith, todayOf, type Ground, type Standing } from '../ground.ts';
import { record, tell } from '../record/journal.ts';
import { eventsFrom, nextState } from '../../../kernel/machine.ts';
import { sprintMachine, type SprintEvent } from '../rules/machines.ts';
import { burndownOf, type Burndown } from './burndown.ts';
import * as store from './sprint-store.ts';
import type { Seen } from './tasks.ts';

type SprintView = (typeof workWire.sprint)['_zod']['input'];

export interface SprintInput {
  name?: string | undefined;
  goal?: string | undefined;
  startsOn?: string | undefined;
  days?: number | undefined;
  capacityHours?: number | undefined;
}

const usualDays = 7;
const usualCapacityHours = 40;
const over: readonly string[] = ['COMPLETED', 'CANCELLED'];

export async function listSprints(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const standing = await enter(ground, db, actor, ventureId);
  const before = readIdCursor(query.cursor);
  return { standing, rows: await store.listSprints(db, { ...query, ventureId, before }) };
}

export async function findSprint(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  sprintId: string,
): Promise<Seen<store.SprintRow>> {
  const standing = await enter(ground, db, actor, ventureId);
  return { standing, row: found(await store.findSprint(db, ventureId, sprintId)) };
}

export async function createSprint(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  input: SprintInput & { name: string },
): Promise<Seen<store.SprintRow>> {
  const standing = await enter(ground, tx, actor, ventureId, 'plan');
  const now = ground.kernel.clock.now();
  const row = await store.insertSprint(tx, {
    venture_id: ventureId,
    id: newId(),
    name: input.name,
    goal: input.goal ?? '',
    state: sprintMachine.start,
    starts_on: input.startsOn ?? todayOf(ground),
    days: input.days ?? usualDays,
    capacity_hours: input.capacityHours ?? usualCapacityHours,
    created_at: now,
    updated_at: now,
  });
  await log(ground, tx, standing, row, 'create', { to: row.state });
  return { standing, row };
}

export async function editSprint(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  sprintId: string,
  input: SprintInput,
  requireVersion: (version: number) => void,
): Promise<Seen<store.SprintRow>> {
  const standing = await enter(ground, tx, actor, ventureId, 'plan');
  const before = found(await store.lockSprint(tx, ventureId, sprintId));
  requireVersion(before.version);
  if (over.includes(before.state)) throw new Fail('ILLEGAL_TRANSITION', 'This sprint is over.');
  if (before.state === 'ACTIVE' && input.startsOn !== undefined && input.startsOn !== before.starts_on)
    throw new Fail('RULE_VIOLATED', 'A sprint that runs has begun on its day.');
  const row = await store.updateSprint(tx, ventureId, sprintId, {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.goal === undefined ? {} : { goal: input.goal }),
    ...(input.startsOn === undefined ? {} : { starts_on: input.startsOn }),
    ...(input.days === undefined ? {} : { days: input.days }),
    ...(input.capacityHours === undefined ? {} : { capacity_hours: input.capacityHours }),
    updated_at: ground.kernel.clock.now(),
  });
  await log(ground, tx, standing, row, 'edit');
  return { standing, row };
}

export async function stepSprint(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  sprintId: string,
  event: SprintEvent,
  reason: string,
): Promise<Seen<store.SprintRow>> {
  const standing = await enter(ground, tx, actor, ventureId, 'plan');
  const before = found(await store.lockSprint(tx, ventureId, sprintId));
  const to = nextState(sprintMachine, before.state, event);
  const now = ground.kernel.clock.now();
  const row = await store
    .updateSprint(tx, ventureId, sprintId, {
      state: to,
      updated_at: now,
      ...(event === 'start' ? await beginning(tx, before, now) : { ended_at: now }),
    })
    .catch(oneActive);
  if (event !== 'start') await store.releaseOpenTasks(tx, ventureId, sprintId, now);
  await log(ground, tx, standing, row, event, { from: before.state, to, reason });
  await tell(ground, tx, {
    type: 'sprint.changed',
    code: event,
    ventureId,
    ventureName: standing.ventureName,
    subject: row.name,
    actorId: actor.userId,
    recipientIds: await membersWith(ground, tx, ventureId, 'read'),
  });
  return { standing, row };
}

/** The days of a sprint are counted from the one on which it was started. */
async function beginning(tx: Tx, { venture_id, id }: store.SprintRow, now: Date) {
  const points = (await store.pointsOf(tx, venture_id, [id])).get(id);
  return { started_at: now, starts_on: utcDay(now), committed_points: points?.open ?? 0 };
}

function oneActive(error: unknown): never {
  if (violatedUnique(error) === 'work_sprints_one_active')
    throw new Fail('RULE_VIOLATED', 'Another sprint is active. Finish it first.');
  throw error;
}

/** How the points of a sprint that was started went down; null before. */
export async function burndown(ground: Ground, db: Db, row: store.SprintRow): Promise<Burndown | null> {
  if (!row.started_at) return null;
  const lastDay = row.ended_at ? utcDay(row.ended_at) : todayOf(ground);
  return burndownOf(row, await store.pointsByDay(db, row.venture_id, row.id), lastDay);
}

export function endOf({ starts_on, days }: Pick<store.SprintRow, 'starts_on' | 'days'>): string {
  return isoDay(dayOf(starts_on) + days - 1);
}

export async function sprintViews(
  ground: Ground,
  db: Db,
  { ventureId, rights }: Standing,
  rows: readonly store.SprintRow[],
): Promise<Map<string, SprintView>> {
  const ids = rows.map((row) => row.id);
  const points = await store.pointsOf(db, ventureId, ids);
  const load = await store.loadOf(db, ventureId, ids);
  const members = rows.length ? (await membersWith(ground, db, ventureId, 'work')).length : 0;
  const plans = rights.has('plan');
  return new Map(
    rows.map((row): [string, SprintView] => [
      row.id,
      {
        id: row.id,
        name: row.name,
        goal: row.goal,
        state: row.state as 'ACTIVE',
        startsOn: row.starts_on,
        days: row.days,
        endsOn: endOf(row),
        capacityHours: row.capacity_hours,
        openPoints: points.get(row.id)?.open ?? 0,
        donePoints: points.get(row.id)?.done ?? 0,
        taskCount: load.get(row.id)?.tasks ?? 0,
        plannedMinutes: load.get(row.id)?.minutes ?? 0,
        capacityMinutes: row.capacity_hours * 60 * members,
        startedAt: row.started_at?.toISOString() ?? null,
        endedAt: row.ended_at?.toISOString() ?? null,
        version: row.version,
        steps: plans ? eventsFrom(sprintMachine, row.state) : [],
        rights: plans && !over.includes(row.state) ? ['edit'] : [],
      },
    ]),
  );
}

function log(
  ground: Ground,
  tx: Tx,
  { ventureId, userId }: Standing,
  row: store.SprintRow,
  event: string,
  more: { from?: string; to?: string; reason?: string } = {},
): Promise<void> {
  return record(ground, tx, {
    ventureId,
    entity: 'SPRINT',
    id: row.id,
    subject: row.name,
    event,
    actorId: userId,
    ...more,
  });
}
