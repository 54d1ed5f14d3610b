import type { Rung } from '@smartstart/contract';
import { heldRungs, type Security } from '../../../engines/security/index.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Db } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import type { People, Person } from '../telling.ts';
import type { Audience } from './broadcasts.ts';

/** What an audience is made of. */
export interface AudienceSources {
  readonly people: People & {
    inUseAfter(db: Db, after: string | null, limit: number): Promise<string[]>;
    findByEmail(db: Db, email: string): Promise<string | null>;
  };
  /** The active members of a venture; null where there is none. */
  readonly membersOf: (db: Db, ventureId: string) => Promise<string[] | null>;
  readonly security: Pick<Security, 'factsOfMany'>;
  readonly clock: Clock;
}

export interface Batch {
  readonly members: string[];
  /** Where the next batch begins; null after the last. */
  readonly position: string | null;
}

const scanned = 1_000;

/** Who belongs to an audience, batch by batch in the order of ids, so that work upon it can go on where it stopped. */
export function createAudiences({ people, membersOf, security, clock }: AudienceSources) {
  async function after(db: Db, audience: Audience, position: string | null, limit: number): Promise<Batch> {
    if (audience.kind === 'EVERYBODY' || audience.kind === 'RUNGS') {
      const ids = await people.inUseAfter(db, position, limit);
      const members = audience.kind === 'RUNGS' ? await holding(db, ids, audience.rungs as Rung[]) : ids;
      return { members, position: ids.length < limit ? null : ids.at(-1)! };
    }
    const all = (await listed(db, audience)).ids.toSorted().filter((id) => !position || id > position);
    const members = all.slice(0, limit);
    return { members, position: all.length > limit ? members.at(-1)! : null };
  }

  async function holding(db: Db, ids: readonly string[], rungs: readonly Rung[]): Promise<string[]> {
    const facts = await security.factsOfMany(db, ids);
    const now = clock.now();
    return ids.filter((id) => {
      const held = heldRungs(facts.get(id) ?? [], now);
      return rungs.some((rung) => held.has(rung));
    });
  }

  async function listed(
    db: Db,
    audience: Extract<Audience, { kind: 'VENTURE' | 'PEOPLE' }>,
  ): Promise<{ ids: string[]; unknown: string[] }> {
    if (audience.kind === 'VENTURE')
      return {
        ids: found(await membersOf(db, audience.ventureId), 'There is no such venture.'),
        unknown: [],
      };
    const byEmail = new Map<string, string | null>();
    for (const email of new Set(audience.emails.map((one) => one.toLowerCase())))
      byEmail.set(email, await people.findByEmail(db, email));
    const unknown = [...byEmail].flatMap(([email, id]) => (id === null ? [email] : []));
    return { ids: [...new Set([...byEmail.values()].filter((id) => id !== null))], unknown };
  }

  /** Those who will be told, and those whose consent is missing. */
  async function count(db: Db, audience: Audience, marketing: boolean) {
    let position: string | null = null;
    let [total, told] = [0, 0];
    do {
      const batch: Batch = await after(db, audience, position, scanned);
      total += batch.members.length;
      told += await reached(db, batch.members, marketing);
      position = batch.position;
    } while (position !== null);
    const unknown = audience.kind === 'PEOPLE' ? (await listed(db, audience)).unknown : [];
    return { people: told, withoutConsent: total - told, unknown };
  }

  /** How many of them a message reaches. */
  async function reached(db: Db, ids: readonly string[], marketing: boolean): Promise<number> {
    const known = await people.byIds(db, ids);
    const there = ids.filter((id) => known.has(id) && known.get(id)!.status !== 'ERASED');
    return marketing ? (await people.withConsent(db, there, 'MARKETING')).size : there.length;
  }

  return {
    after,
    count,
    reached,
    person: async (db: Db, id: string): Promise<Person | null> =>
      (await people.byIds(db, [id])).get(id) ?? null,
    people: (db: Db, ids: readonly string[]): Promise<Map<string, Person>> => people.byIds(db, ids),
  };
}

export type Audiences = ReturnType<typeof createAudiences>;
