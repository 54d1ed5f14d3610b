import { addDays } from '@smartstart/units';
import type { Answer, contract } from '@smartstart/contract';
import type { Db } from '../../kernel/db.ts';
import { churnModel, churnStatement, notEnough, switchedOff, type ChurnStatement } from './churn.ts';
import { contestView } from './contest-view.ts';
import { shownAdvice } from './advising.ts';
import type { Ground } from './deps.ts';
import type { Figures } from './figures.ts';
import { dayAfter, factsAt } from './history/history.ts';
import { knownNow, profiled, type Known } from './people.ts';
import * as choices from './record/choice-store.ts';
import * as contests from './record/contest-store.ts';
import * as standings from './record/standing-store.ts';
import { patternOf } from './rules/pattern.ts';
import { engagementLevel, rounded, type Score } from './rules/scores.ts';
import { ownSeat } from './seats.ts';
import { ownSegment } from './segmenting.ts';
import { adviseNow, figuresNow, predictChurn } from './working-out.ts';

type OwnInsights = Answer<typeof contract.insights.mine>;
type Profile = NonNullable<OwnInsights['profile']>;

const shownDays = 90;
const keptMonths = 13;
const fewestPeers = 5;

/** Everything that is worked out about somebody, for themselves; without their consent there is nothing to show. */
export async function ownInsights(ground: Ground, userId: string): Promise<OwnInsights> {
  const { db } = ground.kernel.database;
  const consent = await ground.people.consentOf(db, userId, 'BEHAVIOUR_ANALYTICS');
  const choice = await choices.choiceOf(db, userId);
  const known = (await knownNow(ground, db, await profiled(ground, db, [userId]))).get(userId);
  return {
    consent: consent as OwnInsights['consent'],
    predictions: { on: choice.on, changedAt: choice.changedAt?.toISOString() ?? null },
    profile: known ? await profileOf(ground, db, known, choice.on) : null,
    contests: (await contests.ofPerson(db, userId)).map(contestView),
  };
}

async function profileOf(ground: Ground, db: Db, known: Known, predictionsOn: boolean): Promise<Profile> {
  const { person, current } = known;
  const now = ground.kernel.clock.now();
  const figures = figuresNow(known, now);
  const stored = await ground.habits.storedOf(db, person.id);
  const { rows, learnt } = await adviseNow(ground, known, figures);
  return {
    from: figures.from,
    to: figures.to,
    computedAt: now.toISOString(),
    engagement: { ...ruleScore(figures.engagement), level: engagementLevel(figures.engagement.score) },
    collaboration: ruleScore(figures.collaboration),
    xpProgress: { ...ruleScore(figures.xpProgress), level: current.xpLevel, nextLevel: current.nextLevel },
    performance: { ...ruleScore(figures.performance), peers: await peersOf(db, known) },
    collaborationPattern: {
      ...patternOf(current),
      ventures: current.ventures,
      teams: current.teams,
      leadRoles: current.leadRoles,
      mentorships: current.mentorships,
      connections: current.connections,
    },
    ...(await activityOf(ground, db, known, figures)),
    skills: skillsOf(known, addDays(now, -shownDays)),
    churn: await ownChurn(ground, known, figures, predictionsOn),
    seat: await ownSeat(ground, known, predictionsOn),
    segment: await ownSegment(db, person.id, predictionsOn),
    anomalies: await ground.unusualOf(db, person.id),
    advice: shownAdvice(rows, learnt),
    stored: {
      events: stored.kinds.reduce((sum, { events: count }) => sum + count, 0),
      since: stored.kinds.map(({ firstDay }) => firstDay).toSorted()[0] ?? null,
      until:
        stored.kinds
          .map(({ lastDay }) => lastDay)
          .toSorted()
          .at(-1) ?? null,
      kinds: stored.kinds.map(({ type, events: count, lastDay }) => ({ type, events: count, lastDay })),
      keptMonths,
    },
    fictional: known.fictional || stored.fictional,
  };
}

function ruleScore({ score, formula, parts, missing }: Score) {
  return {
    kind: 'RULE' as const,
    score: rounded(score, 1),
    formula,
    parts: parts.map((part) => ({ ...part, points: rounded(part.points, 1) })),
    missing: [...missing],
  };
}

async function peersOf(db: Db, { person, current }: Known): Promise<Profile['performance']['peers']> {
  const { count, ...medians } = await standings.peersOf(db, person.id, current.xpLevel);
  if (count < fewestPeers) return { count, medians: null };
  return {
    count,
    medians: {
      engagement: rounded(medians.engagement, 1),
      collaboration: rounded(medians.collaboration, 1),
      xpProgress: rounded(medians.xpProgress, 1),
      performance: rounded(medians.performance, 1),
    },
  };
}

async function activityOf(
  ground: Ground,
  db: Db,
  { person, history }: Known,
  figures: Figures,
): Promise<Pick<Profile, 'activity' | 'breadth'>> {
  const now = ground.kernel.clock.now();
  const first = dayAfter(figures.to, 1 - shownDays);
  const counts = new Map<string, number>();
  for (const { day, events: count } of history.days) counts.set(day, (counts.get(day) ?? 0) + count);
  const from = addDays(now, -shownDays);
  const { hours, features } = await ground.habits.habitsOf(db, person.id, {
    from,
    timeZone: person.timeZone,
  });
  const { current, longest } = await ground.sources.streakOf(db, person.id);
  const days = Array.from({ length: shownDays }, (_, at) => dayAfter(first, at));
  return {
    activity: {
      timeZone: person.timeZone,
      days: days.map((day) => ({ day, events: counts.get(day) ?? 0 })),
      hours: Array.from({ length: 24 }, (_, hour) => ({
        hour,
        events: hours.find((one) => one.hour === hour)?.events ?? 0,
      })),
      activeDays30: figures.activeDays30,
      activeDays90: days.filter((day) => (counts.get(day) ?? 0) > 0).length,
      lastActiveDay: figures.lastActiveDay,
      streak: { current, longest },
    },
    breadth: { used30: figures.features30, features },
  };
}

function skillsOf({ current, history }: Known, before: Date): Profile['skills'] {
  const then = factsAt(history.facts, before);
  return {
    held: current.skills,
    verified: current.skillsVerified,
    levelSum: current.skillLevels,
    heldBefore: then?.skills ?? null,
    verifiedBefore: then?.skillsVerified ?? null,
    levelSumBefore: then?.skillLevels ?? null,
  };
}

async function ownChurn(
  ground: Ground,
  known: Known,
  figures: Figures,
  predictionsOn: boolean,
): Promise<ChurnStatement> {
  if (!predictionsOn) return switchedOff();
  if (figures.lastActiveDay === null) return notEnough();
  const { clock, database } = ground.kernel;
  const learnt = await predictChurn(ground, [known], clock.now());
  const statement = churnStatement(figures, learnt?.get(known.person.id) ?? null, known.fictional);
  const past =
    statement.mode === 'LEARNT' ? await ground.models.statements.pastRecord(database.db, churnModel) : null;
  return { ...statement, past };
}
