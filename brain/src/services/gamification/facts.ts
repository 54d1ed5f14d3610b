import { dayMs } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import type { Ground } from './deps.ts';
import * as store from './ledger-store.ts';
import * as endorsements from './endorsement-store.ts';
import { longestStreakOf } from './streak.ts';
import { factKinds, type Fact, type Facts } from './rules/badge-table.ts';
import type { XpEvent } from './rules/xp-table.ts';

/** What is kept of a person besides the facts of badges: figures that reputation is made of. */
export const figureNames = ['kudosReceived', 'endorsementWeights', 'verifiedSkills'] as const;
export type Figure = Fact | (typeof figureNames)[number];
export type Figures = Readonly<Record<Figure, number>>;

/** What a row holds; figures that were never counted are nothing. */
export function figuresIn(stored: unknown): Figures {
  const known = (stored ?? {}) as Partial<Record<Figure, number>>;
  const names: readonly Figure[] = [...(Object.keys(factKinds) as Fact[]), ...figureNames];
  return Object.fromEntries(names.map((name) => [name, known[name] ?? 0])) as Record<Figure, number>;
}

export function factsIn(figures: Figures, xp: number): Facts {
  return { ...figures, xp };
}

/** Where figures come from. Whatever changes a source has its figures counted again: those, and no others. */
export const sources = [
  'EVENTS',
  'SKILLS',
  'ENDORSEMENTS',
  'VENTURES',
  'EQUITY',
  'EARNINGS',
  'SECURITY',
  'COMPLIANCE',
  'STREAK',
  'REVIEWS',
] as const;
export type Source = (typeof sources)[number];

/** Counts, of the person’s sources, what is asked for. */
export async function countFigures(
  ground: Ground,
  db: Db,
  userId: string,
  wanted: ReadonlySet<Source>,
): Promise<Partial<Record<Figure, number>>> {
  const counted: Partial<Record<Figure, number>> = {};
  for (const source of sources)
    if (wanted.has(source)) Object.assign(counted, await counters[source](ground, db, userId));
  return counted;
}

type Counter = (ground: Ground, db: Db, userId: string) => Promise<Partial<Record<Figure, number>>>;

const counters: Record<Source, Counter> = {
  EVENTS: fromEvents,
  async SKILLS({ people }, db, userId) {
    const skills = await people.skillsHeld(db, userId);
    const verified = skills.filter((skill) => skill.verified);
    return {
      verifiedSkills: verified.length,
      verifiedSkillLevel: Math.max(0, ...verified.map(({ level }) => level)),
      skillsAtLevel5: skills.filter(({ level }) => level === 5).length,
    };
  },
  async ENDORSEMENTS(_ground, db, userId) {
    const { count, weights } = await endorsements.receivedBy(db, userId);
    return {
      endorsementsReceived: count,
      endorsementWeights: weights,
      endorsementMeanWeight: count === 0 ? 0 : weights / count,
    };
  },
  async VENTURES({ ventures }, db, userId) {
    const { memberships, owned } = await ventures.figuresOf(db, userId);
    return { ventureMemberships: memberships, venturesOwned: owned };
  },
  EQUITY: async ({ equity }, db, userId) => ({ equityHoldings: await equity.venturesHeldIn(db, userId) }),
  EARNINGS: async ({ earnedBuz }, db, userId) => ({ bugsAccepted: (await earnedBuz(db, userId)).bugs }),
  async SECURITY({ security, people }, db, userId) {
    const facts = await security.facts(db, userId);
    const person = (await people.byIds(db, [userId])).get(userId);
    return {
      secondFactorOn: Number(facts.some(({ kind }) => kind === 'SECOND_FACTOR')),
      identityVerified: Number(person?.identityVerified ?? false),
    };
  },
  async COMPLIANCE({ complianceOf, kernel }, db, userId) {
    const { compliantSince, violations } = await complianceOf(db, userId);
    const ms = compliantSince ? kernel.clock.now().getTime() - compliantSince.getTime() : 0;
    return { daysFullyCompliant: Math.max(0, Math.floor(ms / dayMs)), violations };
  },
  STREAK: async ({ kernel }, db, userId) => ({
    longestStreak: await longestStreakOf(db, userId, kernel.clock.now()),
  }),
  async REVIEWS(_ground, db, userId) {
    const { reviews, decisive, agreeing } = await store.reviewsBy(db, userId);
    return { reviewsWritten: reviews, reviewAgreement: decisive === 0 ? 0 : agreeing / decisive };
  },
};

const counts: Partial<Record<XpEvent, Figure>> = {
  TASK_DONE: 'tasksDone',
  CONTRIBUTION_APPROVED: 'contributionsApproved',
  IDEA_POSTED: 'ideasPosted',
  PROJECT_COMPLETED: 'projectsCompleted',
  ENDORSEMENT_GIVEN: 'endorsementsGiven',
  KUDOS_RECEIVED: 'kudosReceived',
  JOURNEY_FINISHED: 'journeyFinished',
};
export const countedEvents = Object.keys(counts) as XpEvent[];

const earlyDays = 90;

async function fromEvents({ people }: Ground, db: Db, userId: string) {
  const figures: Partial<Record<Figure, number>> = Object.fromEntries(
    Object.values(counts).map((figure) => [figure, 0]),
  );
  for (const { event, count } of await store.countStanding(db, userId, countedEvents, null)) {
    const figure = counts[event as XpEvent];
    if (figure) figures[figure] = count;
  }
  const joined = (await people.byIds(db, [userId])).get(userId)?.createdAt ?? new Date(0);
  const early = new Date(joined.getTime() + earlyDays * dayMs);
  const work = await store.contributionsByKind(db, userId, early);
  const ofKind = (kind: string) => work.find((one) => one.kind === kind)?.count ?? 0;
  return {
    ...figures,
    contributionsEarly: work.reduce((sum, one) => sum + one.early, 0),
    contributionsCode: ofKind('CODE'),
    contributionsDesign: ofKind('DESIGN'),
    contributionsGrowth: ofKind('GROWTH'),
  };
}
