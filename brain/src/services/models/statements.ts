import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import * as store from './statement-store.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Prediction } from './serving.ts';
import type { PastRecord } from './trainable.ts';

/** What is said of the future: a chance, or a figure with the range it lies in. */
export type Said =
  | { readonly probability: number }
  | { readonly value: number; readonly low: number; readonly high: number; readonly level: number };

export interface NewStatement {
  /** E.g. `user-churn`, `venture-runway`, `metric-forecast`. */
  readonly kind: string;
  /** The person or the venture it is about; of the platform as a whole: `platform`. */
  readonly subject: string;
  /** What of the subject: `mrr 2026-12`; empty where the kind says it all. */
  readonly about?: string;
  readonly said: Said;
  /** When it will be known how it came out. */
  readonly due: Date;
  /** Of a model: name and version; of a rule or a base rate: its name, no version. */
  readonly by: { readonly model: string; readonly version: string | null };
  /** Of the prediction it repeats, so that both are compared with what happened. */
  readonly shadow?: Prediction['shadow'];
}

export interface OpenStatement {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly about: string;
  readonly madeAt: Date;
  readonly dueAt: Date;
}

/**
 * What came out: 1 or 0 of a chance, the figure of a forecast. Null: not known yet, asked again tomorrow. `VOID`: will never
 * be known (the person left, the venture was closed), and counts nowhere.
 */
export type CameOut = number | 'VOID' | null;

/** Answers for the statements of a kind whose day has come; by id. Those it leaves out stay open. */
export type Settler = (db: Db, due: readonly OpenStatement[]) => Promise<ReadonlyMap<string, CameOut>>;

/** What was said of the future, kept when it was said and scored when its day has come. */
export interface Statements {
  /**
   * Keeps a statement; one a day for the same kind, subject, `about` and day it is due (the first one stands), so that
   * looking at a page twice does not count twice.
   */
  make(tx: Tx, statements: readonly NewStatement[]): Promise<void>;
  /** Who knows how statements of this kind come out. Asked every night, and by `settleDue`. */
  settledBy(kind: string, settler: Settler): void;
  settleDue(): Promise<{ settled: number; open: number }>;
  /** How earlier statements of the kind came out: about one subject, or about all. */
  pastRecord(
    db: Db,
    kind: string,
    of?: { subject?: string; model?: string; version?: string },
  ): Promise<PastRecord>;
  /** Everything said about a subject goes (erasure, consent withdrawn). */
  forget(tx: Tx, subject: string): Promise<void>;
}

const batch = 500;

export function createStatements({ database, clock, log }: Kernel): Statements {
  const settlers = new Map<string, Settler>();

  async function settleKind(kind: string, settler: Settler, now: Date): Promise<number> {
    let [settled, after] = [0, null as string | null];
    for (;;) {
      const due = await store.dueOf(database.db, kind, now, after, batch);
      if (!due.length) return settled;
      after = due.at(-1)!.id;
      const ends = await settler(database.db, due.map(openOf));
      for (const { id } of due) {
        const end = ends.get(id);
        if (end === undefined || end === null) continue;
        if (end !== 'VOID' && !Number.isFinite(end)) {
          log.error({ kind, id }, 'a statement came out as something that is no number');
          continue;
        }
        const change = end === 'VOID' ? { outcome: null, void: true } : { outcome: end, void: false };
        if (await database.transact((tx) => store.settle(tx, id, change, now))) settled++;
      }
    }
  }

  return {
    async make(tx, statements) {
      const now = clock.now();
      await store.insert(
        tx,
        statements.map((one) => rowOf(one, now)),
      );
    },
    settledBy(kind, settler) {
      if (settlers.has(kind)) throw new Error(`There are two settlers of ${kind}.`);
      settlers.set(kind, settler);
    },
    async settleDue() {
      const now = clock.now();
      let [settled, open] = [0, 0];
      for (const [kind, settler] of settlers) {
        try {
          settled += await settleKind(kind, settler, now);
        } catch (err) {
          // One kind that cannot be judged today keeps no other waiting.
          log.error({ err, kind }, 'statements could not be scored');
        }
        open += (await store.recordOf(database.db, kind, {})).open;
      }
      return { settled, open };
    },
    pastRecord: async (db, kind, of = {}) => pastRecordOf(await store.recordOf(db, kind, of)),
    forget: store.forget,
  };
}

export function pastRecordOf(row: Awaited<ReturnType<typeof store.recordOf>>): PastRecord {
  const { due, open, said, came, brier, covered } = row;
  return { due, open, meanSaid: said, shareTrue: came, brier, coverage: covered };
}

function rowOf(one: NewStatement, now: Date): Parameters<typeof store.insert>[1][number] {
  const { kind, subject, about = '', said, due, by, shadow } = one;
  if (due.getTime() <= now.getTime()) throw new Error(`A statement about ${kind} is due before it is made.`);
  const figures = Object.values(said) as number[];
  if (!figures.every(Number.isFinite))
    throw new Error(`A statement about ${kind} says something that is no number.`);
  return {
    id: newId(),
    kind,
    subject,
    about,
    ...said,
    model: by.model,
    version: by.version,
    shadow_version: shadow?.version ?? null,
    shadow_probability: shadow?.probability ?? null,
    made_at: now,
    made_on: dayOf(now),
    due_at: due,
    due_on: dayOf(due),
  };
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);

function openOf(row: store.StatementRow): OpenStatement {
  const { id, kind, subject, about, made_at: madeAt, due_at: dueAt } = row;
  return { id, kind, subject, about, madeAt, dueAt };
}
