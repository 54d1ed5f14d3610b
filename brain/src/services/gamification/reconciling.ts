import type { Tx } from '../../kernel/db.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import { giveBadgeXp } from './awards.ts';
import type { Ground } from './deps.ts';
import { countFigures, figuresIn, sources } from './facts.ts';
import * as ledger from './ledger-store.ts';
import * as people from './people-store.ts';
import { replay } from './rules/replay.ts';
import { lockPerson, settle } from './standing.ts';

/**
 * Proves the figures of everybody from the ledger. A ledger that contradicts itself is reported and never repaired;
 * figures that drifted from what they are counted from are counted again.
 */

const batch = 200;

export interface Proof {
  readonly people: number;
  /** Whose figures were counted again. */
  readonly drifted: number;
  /** Whose ledger contradicts itself. */
  readonly broken: readonly string[];
}

export async function reconcile(ground: Ground, { progress }: Pick<JobContext, 'progress'>): Promise<Proof> {
  const { database, log } = ground.kernel;
  const broken: string[] = [];
  let drifted = 0;
  let done = 0;
  const total = await people.count(database.db);
  for (let after: string | null = null; ;) {
    const ids: string[] = await people.idsAfter(database.db, after, batch);
    for (const userId of ids) {
      const found = await database.transact((tx) => proveOne(ground, tx, userId));
      if (found.problem) {
        broken.push(userId);
        log.error({ userId, problem: found.problem }, 'an XP ledger contradicts itself');
      }
      if (found.drifted) drifted += 1;
    }
    done += ids.length;
    await progress(done, Math.max(total, done));
    if (ids.length < batch) break;
    after = ids.at(-1)!;
  }
  return { people: done, drifted, broken };
}

async function proveOne(
  ground: Ground,
  tx: Tx,
  userId: string,
): Promise<{ problem: string | null; drifted: boolean }> {
  const locked = await lockPerson(ground, tx, userId);
  if (!locked) return { problem: null, drifted: false };
  const { row, rules, version } = locked;
  const sums = await ledger.sumsOf(tx, userId);
  const rows = await ledger.allOf(tx, userId);
  const total = [...sums.values()].reduce((sum, xp) => sum + xp, 0);
  const problem = problemOf(rows, sums);
  if (problem) return { problem, drifted: false };
  const recorded = rows.map(ledger.recordedOf);
  // While a new version is being applied, those not reached yet stand under the old one.
  if (row.rules_version === version && replay(recorded, [], rules).postings.length)
    return { problem: 'A replay under the present rules would change it.', drifted: false };
  const counted = { ...figuresIn(row.facts), ...(await countFigures(ground, tx, userId, new Set(sources))) };
  const known = figuresIn(row.facts);
  const badges = (await people.badgesOf(tx, userId)).length;
  const shown = (await ground.people.showingStanding(tx, [userId])).has(userId);
  const names = Object.keys(counted) as (keyof typeof counted)[];
  const differs = names.some((name) => name !== 'xp' && counted[name] !== known[name]);
  const { micro } = await ground.earnedBuz(tx, userId);
  const drifted =
    differs || micro !== row.buz_micro || total !== row.xp || badges !== row.badges || shown !== row.shown;
  if (drifted) {
    locked.xp = total;
    if (shown !== row.shown) await people.update(tx, userId, { shown });
    await settle(ground, tx, locked, new Set(sources), giveBadgeXp(ground));
  }
  return { problem: null, drifted };
}

function problemOf(
  rows: readonly ledger.OccurrenceRow[],
  sums: ReadonlyMap<string | null, number>,
): string | null {
  const wrong = rows.find(({ id, xp }) => (sums.get(id) ?? 0) !== xp);
  return wrong ? `The postings of ${wrong.id} do not add up to what it is worth.` : null;
}
