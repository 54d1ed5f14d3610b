import type { workWire } from '@smartstart/contract';
import { addDays, utcDay } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import { oneDecimal } from '../board/burndown.ts';
import { burndown, endOf } from '../board/sprints.ts';
import { findActive } from '../board/sprint-store.ts';
import type { Actor } from '../deps.ts';
import { enter, membersWith, todayOf, type Ground, type Standing } from '../ground.ts';
import { planViews } from '../launch/launch.ts';
import { plansOf } from '../launch/launch-store.ts';
import { keptOf } from '../launch/phases.ts';
import { findWorkspace } from '../record/workspace-store.ts';
import { localDay } from '../rules/local-time.ts';
import { stageOf, type Phase } from '../rules/phase-table.ts';
import { riskLevel, type RiskLevel } from '../rules/risk-level.ts';
import * as store from './overview-store.ts';

/** The dashboard of a workspace (domain rules, section 7.10). */

type OverviewView = (typeof workWire.overview)['_zod']['input'];

/** What the figures look back over. */
export const spans = { velocitySprints: 3, checkInDays: 14, exposureDays: 14, onTimeDays: 30 } as const;
const { velocitySprints, checkInDays, exposureDays, onTimeDays } = spans;
/** Fewer moods than this would tell who feels how. */
export const leastMoods = 3;

export async function overview(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
): Promise<OverviewView> {
  const standing = await enter(ground, db, actor, ventureId);
  const space = await findWorkspace(db, ventureId);
  const finished = await store.finishedSprints(db, ventureId, velocitySprints);
  const [plan] = await plansOf(db, ventureId, 1);
  const tasks = await store.taskFigures(db, { ventureId, userId: actor.userId, today: todayOf(ground) });
  const { counts } = tasks;
  return {
    rights: [...standing.rights],
    phase: standing.phase as Phase | null,
    stage: stageOf(standing.phase, keptOf(space)),
    velocity: velocityOf(finished.map(({ done }) => done)),
    sprints: finished.map(({ id, name, done, open }) => ({ id, name, donePoints: done, openPoints: open })),
    activeSprint: await activeSprint(ground, db, ventureId),
    checkIns: await checkIns(ground, db, standing),
    onTime: await onTime(ground, db, ventureId),
    risks: await risks(ground, db, ventureId),
    tasks: {
      TODO: counts.get('TODO') ?? 0,
      IN_PROGRESS: counts.get('IN_PROGRESS') ?? 0,
      REVIEW: counts.get('REVIEW') ?? 0,
      DONE: counts.get('DONE') ?? 0,
      late: tasks.late,
      mine: tasks.mine,
    },
    contributionsToReview: standing.rights.has('review') ? tasks.waiting : 0,
    launch: plan ? (await planViews(ground, db, standing, [plan]))[0]! : null,
  };
}

/** Mean of the points done, to a tenth; null before the first sprint is finished. */
export function velocityOf(points: readonly number[]): number | null {
  return points.length ? oneDecimal(points.reduce((sum, done) => sum + done, 0) / points.length) : null;
}

async function activeSprint(
  ground: Ground,
  db: Db,
  ventureId: string,
): Promise<OverviewView['activeSprint']> {
  const row = await findActive(db, ventureId);
  if (!row) return null;
  return { id: row.id, name: row.name, endsOn: endOf(row), burndown: (await burndown(ground, db, row))! };
}

async function checkIns(
  ground: Ground,
  db: Db,
  { ventureId, userId }: Standing,
): Promise<OverviewView['checkIns']> {
  const now = ground.kernel.clock.now();
  const memberIds = await membersWith(ground, db, ventureId, 'work');
  const timeZone = (await ground.people.byIds(db, [userId])).get(userId)?.timeZone ?? 'UTC';
  const figures = await store.checkInFigures(db, {
    ventureId,
    userId,
    memberIds,
    myDay: localDay(now, timeZone),
    since: addDays(now, -checkInDays),
  });
  // Calendars differ from UTC, so fourteen rolling days can hold a fifteenth check-in.
  const possible = memberIds.length * checkInDays;
  const { people, meanMood, blockerHours } = figures;
  return {
    rateBps: possible ? Math.min(10_000, Math.round((figures.count * 10_000) / possible)) : null,
    mood: people >= leastMoods && meanMood !== null ? oneDecimal(meanMood) : null,
    blockerHours: blockerHours === null ? null : oneDecimal(blockerHours),
    openBlockers: figures.openBlockers,
    mineToday: figures.mine,
  };
}

async function onTime(ground: Ground, db: Db, ventureId: string): Promise<OverviewView['onTime']> {
  const from = utcDay(addDays(ground.kernel.clock.now(), -onTimeDays));
  const { done, due } = await store.onTimeFigures(db, ventureId, from, todayOf(ground));
  return { rateBps: due ? Math.round((done * 10_000) / due) : null, done, due };
}

async function risks(ground: Ground, db: Db, ventureId: string): Promise<OverviewView['risks']> {
  const since = addDays(ground.kernel.clock.now(), -exposureDays);
  const { scores, change } = await store.riskFigures(db, ventureId, since);
  const open: Record<RiskLevel, number> = { LOW: 0, MEDIUM: 0, HIGH: 0, CRITICAL: 0 };
  for (const { score, count } of scores) open[riskLevel(score)] += count;
  return { exposure: scores.reduce((sum, { score, count }) => sum + score * count, 0), change, open };
}
