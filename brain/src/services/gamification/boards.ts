import type { gamificationWire } from '@smartstart/contract';
import { addMs } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import type { Ground } from './deps.ts';
import * as store from './board-store.ts';
import * as peopleStore from './people-store.ts';
import { boardLimits, boards, type Board } from './rules/leaderboard.ts';
import { standingOf } from './rules/levels.ts';

/** Who leads, read from the figures of people. The rules it follows are those of `rules/leaderboard.ts`; a test compares. */

type BoardView = (typeof gamificationWire.boardView)['_zod']['input'];

/** Those who have become private since their row was written are passed over, so a few more are read. */
const spare = 10;

export async function leaderboards(
  ground: Ground,
  db: Db,
  userId: string,
  board: Board | undefined,
): Promise<{ boards: BoardView[] }> {
  if (board) return { boards: [await boardOf(ground, db, userId, board, boardLimits.full)] };
  const all: BoardView[] = [];
  for (const one of boards) all.push(await boardOf(ground, db, userId, one, boardLimits.overview));
  return { boards: all };
}

export async function boardOf(
  ground: Ground,
  db: Db,
  userId: string,
  board: Board,
  top: number,
): Promise<BoardView> {
  const since = addMs(ground.kernel.clock.now(), -boardLimits.activeMs);
  const read = await store.top(db, board, since, top + spare);
  const ids = read.map((row) => row.user_id);
  const showing = await ground.people.showingStanding(db, ids);
  const rows = read.filter((row) => showing.has(row.user_id)).slice(0, top);
  const last = rows.at(-1);
  const shownLast = rows.filter((row) => last && same(row.figures, last.figures)).length;
  const alsoLast =
    last && rows.length === top ? (await store.equals(db, board, since, last.figures)) - shownLast : 0;
  return {
    board,
    places: await placesOf(ground, db, rows),
    alsoLast: Math.max(0, alsoLast),
    own: await ownPlace(db, userId, board, since),
  };
}

async function placesOf(
  ground: Ground,
  db: Db,
  rows: readonly store.BoardRow[],
): Promise<BoardView['places']> {
  const ids = rows.map((row) => row.user_id);
  const people = await ground.people.byIds(db, ids);
  const standings = new Map((await peopleStore.findMany(db, ids)).map((row) => [row.user_id, row]));
  let place = 0;
  return rows.flatMap((row, index) => {
    const above = rows[index - 1];
    if (!above || !same(above.figures, row.figures)) place = index + 1;
    const person = people.get(row.user_id);
    if (!person) return [];
    return {
      place,
      userId: row.user_id,
      name: person.name,
      slug: person.slug,
      photoFileId: person.photoFileId,
      level: standingOf(standings.get(row.user_id)?.xp ?? 0).level,
      figures: [...row.figures],
    };
  });
}

/** For the person alone. */
async function ownPlace(db: Db, userId: string, board: Board, since: Date): Promise<BoardView['own']> {
  const row = await peopleStore.find(db, userId);
  if (!row) return { on: false, why: 'NOTHING_YET' };
  if (row.opted_out) return { on: false, why: 'OPTED_OUT' };
  if (!row.shown) return { on: false, why: 'NOT_SHOWN' };
  if (!row.last_active_at || row.last_active_at < since) return { on: false, why: 'INACTIVE' };
  const figures = (await store.ownFigures(db, board, userId)) ?? [];
  if (!figures.some((figure) => BigInt(figure) > 0n)) return { on: false, why: 'NOTHING_YET' };
  const { above, all } = await store.around(db, board, since, figures);
  return { on: true, place: above + 1, of: all, figures };
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((figure, index) => figure === other[index]);
}
