import type { CurrentFacts, Sources } from './engines/behavior-analyzer/index.ts';
import type { Security } from './engines/security/index.ts';
import type { Authentication } from './services/authentication/index.ts';
import type { Buz } from './services/buz/index.ts';
import type { Community } from './services/community/index.ts';
import type { Compliance } from './services/compliance/index.ts';
import type { Finances } from './services/finances/index.ts';
import type { Gamification } from './services/gamification/index.ts';
import type { Journey } from './services/journey/index.ts';
import type { Matching } from './services/opportunities/index.ts';
import type { Subscriptions } from './services/subscriptions/index.ts';
import type { Teams } from './services/teams/index.ts';
import type { createUsers } from './services/users/index.ts';
import type { Ventures } from './services/ventures/index.ts';

/** What behaviour analysis asks of the modules below it: many people at once where it works everybody out. */
export interface BehaviorModules {
  readonly security: Security;
  readonly users: ReturnType<typeof createUsers>;
  readonly authentication: Authentication;
  readonly ventures: Ventures;
  readonly finances: Finances;
  readonly teams: Teams;
  readonly subscriptions: Subscriptions;
  readonly compliance: Compliance;
  readonly buz: Buz;
  readonly journey: Journey;
  readonly matching: Matching;
  readonly gamification: Gamification;
  readonly community: Community;
}

/** More of a kind than these within a day is an attack already, and its burst is among the first. */
const mostWatched = 20_000;
/** A part of readiness below this, or unknown, is a gap. */
const gapPercent = 50;
/** Ventures of one owner that advice looks into. */
const mostOwned = 5;

export function behaviorSources(modules: BehaviorModules): Sources {
  const { authentication, buz, gamification, journey, subscriptions } = modules;
  return {
    factsOf: factsOf(modules),
    adviceFor: adviceFor(modules),
    streakOf: gamification.streakOf,
    stageSpans: journey.spansSince,
    seatPasts: subscriptions.pastsOfMany,
    watchedSince: async (db, since) => ({
      failures: await authentication.watch.failuresSince(db, since, mostWatched),
      devices: await authentication.watch.devicesSince(db, since, mostWatched),
      sessions: await authentication.watch.sessionsSince(db, since, mostWatched),
      transfers: await buz.transfersSince(db, since, mostWatched),
    }),
  };
}

function factsOf(modules: BehaviorModules): Sources['factsOf'] {
  const { ventures, teams, community, compliance, gamification, subscriptions, users } = modules;
  return async (db, userIds) => {
    const parts = await ventures.partsOfMany(db, userIds);
    const inTeams = await teams.teamsOfMany(db, userIds);
    const connections = await community.connectionsOfMany(db, userIds);
    const requests = await community.openRequestsOfMany(db, userIds);
    const scores = await compliance.scoresOfMany(db, userIds);
    const xp = await gamification.standingsOf(db, userIds);
    const seats = await subscriptions.statesOfMany(db, userIds);
    const skills = await users.skillsOfMany(db, userIds);
    return new Map(
      userIds.map((userId): [string, CurrentFacts] => {
        const part = parts.get(userId);
        const team = inTeams.get(userId);
        const standing = xp.get(userId);
        const skill = skills.get(userId);
        return [
          userId,
          {
            ventures: part?.ventures ?? 0,
            teams: team?.teams ?? 0,
            leadRoles: (part?.leading ?? 0) + (team?.leading ?? 0),
            mentorships: part?.mentoring ?? 0,
            connections: connections.get(userId) ?? 0,
            compliance: scores.get(userId) ?? null,
            xp: standing?.xp ?? 0,
            reputation: standing?.reputation ?? 0,
            seat: seats.get(userId) ?? 'INACTIVE',
            openRequests: requests.get(userId) ?? 0,
            skills: skill?.held ?? 0,
            skillsVerified: skill?.verified ?? 0,
            skillLevels: skill?.levels ?? 0,
            xpLevel: standing?.level ?? 'OWLET',
            xpPercent: standing?.percent ?? 0,
            nextLevel: standing ? (standing.next?.level ?? null) : 'NIGHT_WATCHER',
          },
        ];
      }),
    );
  };
}

function adviceFor({
  security,
  journey,
  teams,
  matching,
  ventures,
  finances,
}: BehaviorModules): Sources['adviceFor'] {
  return async (db, userId) => {
    const actor = { userId, held: await security.held(db, userId) };
    const { finished, nextStage, openQuests } = await journey.nextOf(db, userId);
    const owned = (await ventures.partsOfMany(db, [userId])).get(userId)?.owned ?? [];
    const facts = await ventures.factsOf(db, owned.slice(0, mostOwned));
    const outlooks = [];
    for (const { id, name, status } of facts.values()) {
      if (status !== 'ACTIVE') continue;
      const months = await finances.runwayOf(db, id);
      const { parts } = await finances.readinessOf(db, id, userId);
      outlooks.push({
        ventureId: id,
        name,
        runwayMonths: months === null ? null : Number(months),
        readinessGaps: parts.flatMap(({ label, value }) =>
          value === null || Number(value) < gapPercent ? [label.toLowerCase()] : [],
        ),
      });
    }
    return {
      journey: { finished, nextStage },
      openQuests,
      waitingForMe: actor.held.has(1) ? await teams.countWaiting(db, actor) : 0,
      matches: actor.held.has(1) ? await matching.countStanding(db, userId) : 0,
      owned: outlooks,
    };
  };
}
