import type { teamsWire } from '@smartstart/contract';
import { utcDay } from '@smartstart/units';
import type { z } from 'zod';
import type { Db } from '../../../kernel/db.ts';
import type { Rhythm } from '../deps.ts';
import type { Actor, Ground } from '../ground.ts';
import { enterTeam } from '../record/standing.ts';
import * as store from '../record/team-store.ts';
import {
  isBelow,
  leastPercent,
  percentOf,
  ratesBetween,
  weeksAt,
  windowAt,
  windowDays,
  type Rate,
  type Seat,
} from '../rules/rates.ts';

type View = z.infer<typeof teamsWire.productivity>;

/** Fewer people working together in a venture are no team there. */
const leastTogether = 2;

interface Record {
  readonly rhythm: Rhythm;
  readonly seats: readonly Seat[];
  readonly ventures: number;
}

/** How the team did in the window that decides. */
export async function ratesNow(
  ground: Ground,
  db: Db,
  team: store.TeamRow,
): Promise<{ onTime: Rate; checkIns: Rate }> {
  const { from, to } = windowAt(ground.kernel.clock.now());
  const { rhythm, seats } = await recordOf(ground, db, team, from);
  return ratesBetween(rhythm, seats, from, to);
}

export async function productivity(ground: Ground, db: Db, actor: Actor, teamId: string): Promise<View> {
  const { team } = await enterTeam(ground, db, actor, teamId, 'analytics');
  const now = ground.kernel.clock.now();
  const weeks = weeksAt(now);
  const window = windowAt(now);
  const { rhythm, seats, ventures } = await recordOf(ground, db, team, weeks[0]!.from);
  const { onTime, checkIns } = ratesBetween(rhythm, seats, window.from, window.to);
  return {
    days: windowDays,
    least: leastPercent,
    onTime: rateView(onTime),
    checkIns: rateView(checkIns),
    below: [
      ...(isBelow(onTime) ? (['ON_TIME'] as const) : []),
      ...(isBelow(checkIns) ? (['CHECK_IN'] as const) : []),
    ],
    ventures,
    weeks: weeks.map(({ from, to }) => {
      const week = ratesBetween(rhythm, seats, from, to);
      return { from, onTime: rateView(week.onTime), checkIns: rateView(week.checkIns) };
    }),
  };
}

/**
 * The work that counts as the team’s: that of its venture; for a team of a company or on its own, the ventures in which at
 * least two of it take part, so that the figures never tell of one person alone. OBSERVERs look on.
 */
async function recordOf(ground: Ground, db: Db, team: store.TeamRow, from: string): Promise<Record> {
  const members = (await store.membersOf(db, team.id)).filter(({ role }) => role !== 'OBSERVER');
  const inVenture = new Map<string, string[]>();
  const add = (ventureId: string, userId: string) =>
    inVenture.set(ventureId, [...(inVenture.get(ventureId) ?? []), userId]);
  if (team.venture_id) {
    const roles = await ground.ventures.rolesIn(db, team.venture_id);
    for (const { user_id } of members) if (roles.has(user_id)) add(team.venture_id, user_id);
  } else
    for (const { user_id } of members) {
      const actor = { userId: user_id, held: new Set<never>() };
      for (const { ventureId } of await ground.ventures.partsOf(db, actor)) add(ventureId, user_id);
    }
  const counted = [...inVenture].filter(([, people]) => team.venture_id || people.length >= leastTogether);
  const since = new Map(members.map((one) => [one.user_id, utcDay(one.joined_at)]));
  const seats = counted.flatMap(([ventureId, people]) =>
    people.map((userId) => ({ userId, ventureId, since: since.get(userId)! })),
  );
  const rhythm = await ground.work.rhythmOf(db, {
    ventureIds: counted.map(([ventureId]) => ventureId),
    userIds: [...new Set(seats.map(({ userId }) => userId))],
    from,
    today: utcDay(ground.kernel.clock.now()),
  });
  return { rhythm, seats, ventures: counted.length };
}

function rateView(rate: Rate): View['onTime'] {
  return { percent: percentOf(rate), done: Math.min(rate.done, rate.possible), possible: rate.possible };
}
