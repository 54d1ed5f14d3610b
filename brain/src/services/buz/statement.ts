import { Readable } from 'node:stream';
import { addMs, dayMs, utcDay, type UserAccount } from '@smartstart/units';
import { Download } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import type { Ground } from './deps.ts';
import type { Explained, Explanations } from './explanations.ts';
import { invalid, stretchOf } from './history.ts';
import * as store from './history-store.ts';
import { nameParties } from './parties.ts';
import { writeCsv } from './statement-csv.ts';
import { writePdf } from './statement-pdf.ts';

const mostDays = 366;
const mostPostings = 10_000;
/** Statements that wait for their turn; the longest takes a few seconds. */
const mostWaiting = 20;

export interface AccountStatement {
  readonly account: UserAccount;
  readonly opening: bigint;
  readonly incoming: bigint;
  readonly outgoing: bigint;
  readonly closing: bigint;
}

/** What stood on the accounts of a person at the begin of a period, all that moved, and what stood there at its end. */
export interface Statement {
  readonly userId: string;
  readonly name: string;
  readonly hubName: string;
  readonly from: Date;
  readonly to: Date;
  readonly at: Date;
  readonly accounts: readonly AccountStatement[];
  /** Oldest first. */
  readonly postings: readonly Explained[];
  /** The signed head of the ledger that all of it rests on; null before genesis. */
  readonly head: store.Head | null;
}

const formats = {
  csv: { write: writeCsv, mediaType: 'text/csv; charset=utf-8' },
  pdf: { write: writePdf, mediaType: 'application/pdf' },
} as const;

interface Query {
  readonly format: 'csv' | 'pdf';
  readonly from: string;
  readonly to: string;
}

export type Statements = ReturnType<typeof createStatements>;

export function createStatements({ kernel, people }: Ground, explanations: Explanations) {
  const { database, clock, config } = kernel;

  async function make(db: Db, userId: string, from: Date, wanted: Date): Promise<Statement> {
    const now = clock.now();
    // What is still to come cannot be stated.
    const to = wanted > now ? now : wanted;
    if (from >= wanted) throw invalid('query.to', 'The period ends before it begins.');
    if (from > now) throw invalid('query.from', 'The period lies in the future.');
    if (wanted > addMs(from, mostDays * dayMs))
      throw invalid('query.from', `A statement covers at most ${mostDays} days. Choose a shorter period.`);
    const stretch = await stretchOf(db, from.toISOString(), to.toISOString());
    const postings = await store.ownPostings(db, userId, {
      stretch,
      limit: mostPostings + 1,
      oldestFirst: true,
    });
    if (postings.length > mostPostings)
      throw invalid(
        'query.from',
        `A statement holds at most ${mostPostings.toLocaleString('en')} postings, and there are more in this period. Choose a shorter one.`,
      );
    const nameOf = await nameParties(db, people, [userId]);
    return {
      userId,
      name: nameOf(userId).name,
      hubName: config.hub.name,
      from,
      to,
      at: now,
      accounts: accountsOf(await store.balancesAt(db, userId, stretch.after), postings),
      postings: await explanations.explain(db, postings, userId),
      head: (await store.headAt(db, stretch.until)) ?? null,
    };
  }

  let waiting = 0;
  let turn: Promise<unknown> = Promise.resolve();

  /** One statement at a time: a long one takes a hundred megabytes while it is made. */
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (waiting >= mostWaiting) throw new Fail('OVERLOADED', undefined, { retryAfterSeconds: 10 });
    waiting += 1;
    const result = turn.then(work).finally(() => (waiting -= 1));
    turn = result.catch(() => undefined);
    return result;
  }

  async function download(userId: string, query: Query): Promise<Download> {
    const statement = await make(database.db, userId, new Date(query.from), new Date(query.to));
    const { write, mediaType } = formats[query.format];
    // Written in turns with other work. Its length is told beforehand, so that a cut download is seen as one.
    const chunks: Buffer[] = [];
    for await (const chunk of write(statement)) chunks.push(Buffer.from(chunk as Uint8Array));
    const bytes = Buffer.concat(chunks);
    return new Download({
      stream: Readable.from([bytes]),
      mediaType,
      fileName: `buz-statement-${utcDay(statement.from)}-${utcDay(statement.to)}.${query.format}`,
      sizeBytes: bytes.length,
      inline: false,
    });
  }

  return { make, download: (userId: string, query: Query) => inTurn(() => download(userId, query)) };
}

function accountsOf(
  before: ReadonlyMap<string, bigint>,
  postings: readonly store.OwnPosting[],
): AccountStatement[] {
  return (['AVAILABLE', 'HELD', 'STAKED'] as const).map((account) => {
    const opening = before.get(account) ?? 0n;
    let [incoming, outgoing] = [0n, 0n];
    for (const posting of postings) {
      if (posting.account !== account) continue;
      if (posting.amount_micro > 0n) incoming += posting.amount_micro;
      else outgoing -= posting.amount_micro;
    }
    return { account, opening, incoming, outgoing, closing: opening + incoming - outgoing };
  });
}
