import { addDays, utcDay } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import type { Skill } from '../deps.ts';
import { membersWith, todayOf, type Ground } from '../ground.ts';
import * as store from './overview-store.ts';
import { leastMoods, spans, velocityOf } from './overview.ts';

/** Figures of the work that others show beside theirs (domain rules, section 7.10): texts, null where there is no data. */
export async function kpisOf(ground: Ground, db: Db, ventureId: string) {
  const now = ground.kernel.clock.now();
  const memberIds = await membersWith(ground, db, ventureId, 'work');
  const checkIns = await store.checkInFigures(db, {
    ventureId,
    // Nobody looks for an own check-in here.
    userId: '00000000-0000-0000-0000-000000000000',
    myDay: utcDay(now),
    memberIds,
    since: addDays(now, -spans.checkInDays),
  });
  const possible = memberIds.length * spans.checkInDays;
  const onTime = await store.onTimeFigures(
    db,
    ventureId,
    utcDay(addDays(now, -spans.onTimeDays)),
    todayOf(ground),
  );
  const { scores } = await store.riskFigures(db, ventureId, addDays(now, -spans.exposureDays));
  const finished = await store.finishedSprints(db, ventureId, spans.velocitySprints);
  const wanted = await ground.ventures.skillsWanted(db, ventureId);
  const covered = wanted.length ? coveredOf(wanted, await skillsOfTeam(ground, db, ventureId)) : 0;
  const percent = (part: number, all: number) => String(Math.round((part * 1_000) / all) / 10);
  const tenth = (value: number | null) => (value === null ? null : String(Math.round(value * 10) / 10));
  return {
    CHECKIN_RATE: possible ? percent(Math.min(checkIns.count, possible), possible) : null,
    MOOD: checkIns.people >= leastMoods ? tenth(checkIns.meanMood) : null,
    BLOCKER_TIME: tenth(checkIns.blockerHours),
    ON_TIME_RATE: onTime.due ? percent(onTime.done, onTime.due) : null,
    RISK_EXPOSURE: String(scores.reduce((sum, { score, count }) => sum + score * count, 0)),
    SKILL_COVERAGE: wanted.length ? percent(covered, wanted.length) : null,
    VELOCITY: tenth(velocityOf(finished.map(({ done }) => done))),
  } as const;
}

async function skillsOfTeam({ ventures, people }: Ground, db: Db, ventureId: string) {
  return people.shownSkills(db, [...(await ventures.rolesIn(db, ventureId)).keys()]);
}

/** How many of the wanted skills one member holds at the wanted level or above. */
function coveredOf(wanted: readonly Skill[], held: readonly Skill[]): number {
  const best = new Map<string, number>();
  for (const { name, level } of held)
    best.set(name.toLowerCase(), Math.max(level, best.get(name.toLowerCase()) ?? 0));
  return wanted.filter(({ name, level }) => (best.get(name.toLowerCase()) ?? 0) >= level).length;
}
