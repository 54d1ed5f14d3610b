import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../kernel/db.ts';
import type { Board } from './rules/leaderboard.ts';

/**
 * SQL of the boards. Each has an index in its order that holds only those who are shown, did not opt out and have
 * something; who was not here lately is passed over while it is read.
 */

const figures: Record<Board, readonly string[]> = {
  XP: ['xp'],
  REPUTATION: ['reputation'],
  CONTRIBUTIONS: ['contributions'],
  PORTFOLIO: ['projects', 'contributions', 'buz_micro', 'kinds_of_work'],
  BADGES: ['badges'],
};

export interface BoardRow {
  readonly user_id: string;
  readonly figures: readonly string[];
}

const columnsOf = (board: Board) => figures[board].map((name) => sql.ref(name));
const textOf = (board: Board) =>
  sql`array[${sql.join(columnsOf(board).map((column) => sql`${column}::text`))}]`;
const something = (board: Board) =>
  sql.join(
    columnsOf(board).map((column) => sql`${column} > 0`),
    sql` or `,
  );
const onBoard = (board: Board, since: Date): RawBuilder<unknown> =>
  sql`shown and not opted_out and (${something(board)}) and last_active_at >= ${since}`;

export async function top(db: Db, board: Board, since: Date, limit: number): Promise<BoardRow[]> {
  const order = sql.join(columnsOf(board).map((column) => sql`${column} desc`));
  const { rows } = await sql<BoardRow>`
    select user_id, ${textOf(board)} as figures from xp_people
    where ${onBoard(board, since)} order by ${order}, user_id limit ${limit}`.execute(db);
  return rows;
}

/** How many are further up, how many have the same, how many there are. */
export async function around(
  db: Db,
  board: Board,
  since: Date,
  own: readonly string[],
): Promise<{ above: number; equal: number; all: number }> {
  const row = sql`(${sql.join(columnsOf(board))})`;
  const mine = sql`(${sql.join(own.map((figure) => sql`${figure}::bigint`))})`;
  const { rows } = await sql<{ above: number; equal: number; all: number }>`
    select (count(*) filter (where ${row} > ${mine}))::int as above,
      (count(*) filter (where ${row} = ${mine}))::int as equal, count(*)::int as all
    from xp_people where ${onBoard(board, since)}`.execute(db);
  return rows[0]!;
}

/** How many have exactly these figures. */
export async function equals(db: Db, board: Board, since: Date, own: readonly string[]): Promise<number> {
  const equal = sql.join(
    columnsOf(board).map((column, index) => sql`${column} = ${own[index]}::bigint`),
    sql` and `,
  );
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from xp_people where ${onBoard(board, since)} and ${equal}`.execute(db);
  return rows[0]!.count;
}

export async function ownFigures(db: Db, board: Board, userId: string): Promise<string[] | null> {
  const { rows } = await sql<{ figures: string[] }>`
    select ${textOf(board)} as figures from xp_people where user_id = ${userId}`.execute(db);
  return rows[0]?.figures ?? null;
}
