import type { Tx } from '../../kernel/db.ts';
import type { Ground, Person } from './deps.ts';
import { countFigures, factsIn, figuresIn, sources, type Figures, type Source } from './facts.ts';
import * as people from './people-store.ts';
import * as rulesStore from './rules-store.ts';
import * as ledger from './ledger-store.ts';
import { evaluate } from './rules/badges.ts';
import type { BadgeDefinition } from './rules/badge-table.ts';
import { levelReached } from './rules/levels.ts';
import { reputationOf } from './rules/reputation.ts';
import type { XpRules } from './rules/xp-table.ts';
import * as streaks from './streak-store.ts';

/** Somebody whose figures are being changed: their row is locked until the transaction ends. */
export interface Locked {
  readonly row: people.PersonRow;
  readonly person: Person;
  /** The rules as they are now. Read after the lock, so that a replay under newer ones comes afterwards. */
  readonly rules: XpRules;
  readonly version: number;
  /** Nothing was counted yet: everything is, the first time. */
  readonly fresh: boolean;
  /** As it grows in this transaction. */
  xp: number;
}

/** Null for those who are not here, or not any longer. */
export async function lockPerson(ground: Ground, tx: Tx, userId: string, at?: Date): Promise<Locked | null> {
  const person = (await ground.people.byIds(tx, [userId])).get(userId);
  if (!person || person.status === 'ERASED') return null;
  const now = ground.kernel.clock.now();
  const fresh = !(await people.find(tx, userId));
  if (fresh) {
    const { version } = await rulesStore.current(tx);
    const shown = (await ground.people.showingStanding(tx, [userId])).has(userId);
    await people.begin(tx, { user_id: userId, shown, rules_version: version, updated_at: now });
  }
  const row = await people.lock(tx, userId);
  if (!row) return null;
  const current = await rulesStore.current(tx);
  await rememberPlace(tx, person, at ?? now);
  return { row, person, rules: rulesStore.rulesOf(current), version: current.version, fresh, xp: row.xp };
}

/** From when the person lives where they live. */
async function rememberPlace(tx: Tx, { id, timeZone, createdAt }: Person, at: Date): Promise<void> {
  const stays = await streaks.staysOf(tx, id);
  const last = stays.at(-1);
  if (!last) await streaks.insertStay(tx, id, createdAt < at ? createdAt : at, timeZone);
  else if (last.timeZone !== timeZone)
    await streaks.insertStay(tx, id, at > last.from ? at : new Date(last.from.getTime() + 1), timeZone);
}

/** Totals at which somebody is congratulated; those that begin a level are told as the level. */
export const milestones = [100, 250, 500, 2_500, 10_000, 15_000, 30_000, 50_000, 100_000] as const;

/** How a badge’s own XP is written: the award of a cause, as every other. */
export type GiveXp = (tx: Tx, locked: Locked, badge: BadgeDefinition) => Promise<void>;

/**
 * Brings everything into line with what was just written: the figures that were touched, badges (again, while each brings
 * XP that may bring another), reputation, and what pages and people are told. The one way a row of figures changes.
 */
export async function settle(
  ground: Ground,
  tx: Tx,
  locked: Locked,
  changed: ReadonlySet<Source>,
  giveXp: GiveXp,
  { activeAt = null }: { activeAt?: Date | null } = {},
): Promise<void> {
  const { row, person } = locked;
  const userId = person.id;
  const touched = locked.fresh ? new Set(sources) : changed;
  const now = ground.kernel.clock.now();
  const figures: Figures = {
    ...figuresIn(row.facts),
    ...(await countFigures(ground, tx, userId, touched)),
  };
  const buz = touched.has('EARNINGS') ? (await ground.earnedBuz(tx, userId)).micro : row.buz_micro;
  const badges = await grantBadges(ground, tx, locked, figures, giveXp);
  const kinds = touched.has('EVENTS') ? await kindsOf(tx, userId) : row.kinds_of_work;
  const reputation = reputationIn(figures, locked.xp);
  await people.update(tx, userId, {
    xp: locked.xp,
    reputation,
    badges,
    projects: figures.projectsCompleted,
    contributions: figures.contributionsApproved,
    buz_micro: buz,
    kinds_of_work: kinds,
    facts: JSON.stringify(Object.fromEntries(Object.entries(figures).filter(([name]) => name !== 'xp'))),
    last_active_at: later(row.last_active_at, activeAt),
    updated_at: now,
  });
  if (locked.xp !== row.xp) await tellXp(ground, tx, userId, row.xp, locked.xp);
}

async function grantBadges(
  ground: Ground,
  tx: Tx,
  locked: Locked,
  figures: Figures,
  giveXp: GiveXp,
): Promise<number> {
  const userId = locked.person.id;
  const offered = await rulesStore.offered(tx);
  let held = (await people.badgesOf(tx, userId)).map(({ code }) => code);
  for (;;) {
    const { fresh } = evaluate(offered, factsIn(figures, locked.xp), held);
    if (!fresh.length) return held.length;
    for (const badge of fresh) {
      await people.insertBadge(tx, {
        user_id: userId,
        code: badge.code,
        earned_at: ground.kernel.clock.now(),
      });
      await giveXp(tx, locked, badge);
      await publish(ground, tx, 'badge.earned', userId, {
        code: badge.code,
        name: badge.name,
        rarity: badge.rarity,
      });
    }
    held = [...held, ...fresh.map(({ code }) => code)];
  }
}

async function kindsOf(tx: Tx, userId: string): Promise<number> {
  const rows = await ledger.contributionsByKind(tx, userId, new Date(0));
  return rows.filter(({ kind }) => kind !== null).length;
}

/** From figures that hold sums: one endorsement of the sum of all weights counts as all of them. */
export function reputationIn(figures: Figures, xp: number): number {
  return reputationOf({
    xp,
    endorsementWeights: [figures.endorsementWeights],
    kudosReceived: figures.kudosReceived,
    contributionsApproved: figures.contributionsApproved,
    ideas: figures.ideasPosted,
    verifiedSkills: figures.verifiedSkills,
  });
}

/** Pages follow each change; people hear of levels and milestones, and not of a correction downwards. */
async function tellXp(ground: Ground, tx: Tx, userId: string, before: number, after: number): Promise<void> {
  await publish(ground, tx, 'xp.changed', userId, { xp: after, difference: after - before });
  const level = levelReached(before, after);
  if (level) await publish(ground, tx, 'level.reached', userId, { level, xp: after });
  const milestone = milestones.findLast((one) => before < one && after >= one);
  if (milestone !== undefined) await publish(ground, tx, 'xp.milestone', userId, { milestone });
}

/** To the person alone. */
export function publish(
  { kernel }: Ground,
  tx: Tx,
  type: string,
  userId: string,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  return kernel.outbox.publish(tx, {
    type,
    actorId: null,
    at: kernel.clock.now().toISOString(),
    topics: [`user:${userId}`],
    data: { userId, ...data },
  });
}

function later(known: Date | null, seen: Date | null): Date | null {
  if (!known || !seen) return known ?? seen;
  return known > seen ? known : seen;
}
