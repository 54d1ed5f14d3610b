import type { Rung } from '@smartstart/contract';
import type { Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { listen } from '../../kernel/listener.ts';
import { factsOf } from './facts.ts';
import { heldRungs, type Fact, type Gate, type GateStanding } from './ladder.ts';

export interface Standing {
  readonly facts: readonly Fact[];
  readonly held: ReadonlySet<Rung>;
  /** Gates that were asked for; the answer holds as long as the facts do. Working one out takes 20 to 40 µs. */
  readonly gates: Map<Gate, GateStanding>;
}

interface Entry extends Standing {
  /** From here on some fact has run out and the rungs must be computed anew. */
  readonly until: number;
}

/** The channel on which a trigger of the table names each person whose facts changed. */
const channel = 'access_facts';
const maxEntries = 20_000;

/**
 * Where a person stands, kept in memory between requests. An entry goes with the commit that changes the person's facts:
 * at once in this Brain, by NOTIFY in the others; while that channel is down nothing is kept. What ends by time is seen by
 * the clock at each request. Without it every request would pay a second query (measured: a third of its cost).
 */
export function createStandings({
  database,
  clock,
  connection,
  log,
}: Pick<Kernel, 'database' | 'clock' | 'connection' | 'log'>) {
  const entries = new Map<string, Entry>();
  const touched = new WeakMap<object, Set<string>>();
  let evictions = 0;

  function evict(userId: string): void {
    evictions++;
    entries.delete(userId);
  }

  function evictAll(): void {
    evictions++;
    entries.clear();
  }

  const listener = listen(connection, channel, { message: evict, change: evictAll }, log);
  database.onCommit((tx) => touched.get(tx)?.forEach(evict));

  async function load(userId: string): Promise<Entry> {
    const before = evictions;
    const facts = await factsOf(database.db, userId);
    const entry = evaluate(facts, clock.now());
    // A change that came while the facts were on their way may not be in them.
    if (before === evictions && listener.up) remember(userId, entry);
    return entry;
  }

  function remember(userId: string, entry: Entry): void {
    if (entries.size >= maxEntries) entries.delete(entries.keys().next().value!);
    entries.set(userId, entry);
  }

  return {
    /** For reading outside transactions; inside them facts are read from the database. */
    async of(userId: string): Promise<Standing> {
      const known = entries.get(userId);
      if (!known) return load(userId);
      const now = clock.now();
      if (now.getTime() < known.until) return known;
      const renewed = evaluate(known.facts, now);
      entries.set(userId, renewed);
      return renewed;
    },
    /** The transaction changes this person's facts: forget them when it commits. */
    touch(tx: Tx, userId: string): void {
      const users = touched.get(tx) ?? new Set<string>();
      touched.set(tx, users.add(userId));
    },
    close: () => listener.close(),
  };
}

export type Standings = ReturnType<typeof createStandings>;

function evaluate(facts: readonly Fact[], now: Date): Entry {
  const ends = facts.flatMap((fact) => (fact.until && fact.until > now ? [fact.until.getTime()] : []));
  return { facts, held: heldRungs(facts, now), gates: new Map(), until: Math.min(...ends, Infinity) };
}
