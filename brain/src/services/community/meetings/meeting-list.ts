import type { Db } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { readCursor, requireId, toPage } from '../../../kernel/paging.ts';
import type { Actor, VentureMeeting } from '../deps.ts';
import type { Ground } from '../ground.ts';
import { listMeetings, type MeetingRow } from './meeting-store.ts';
import { seatsIn } from './seats.ts';
import { meetingViews, ventureViews } from './views.ts';

interface Query {
  readonly when: 'upcoming' | 'past';
  readonly teamId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type Listed = { readonly id: string; readonly startsAt: Date } & (
  | { readonly own: MeetingRow }
  | { readonly venture: VentureMeeting }
);

/** Two lists in one order: the meetings kept here, and those of ventures; each gives as much as a page takes. */
export async function readMeetings(ground: Ground, db: Db, actor: Actor, query: Query) {
  const { when, teamId } = query;
  const question = {
    when,
    now: ground.kernel.clock.now(),
    after: readAfter(query.cursor),
    limit: query.limit + 1,
  };
  if (teamId) found(await ground.teams.placeOf(db, teamId, actor));
  const teams = teamId ? [] : await ground.teams.placesOf(db, actor);
  const of = teamId ? { teamId } : { userId: actor.userId, teamIds: teams.map(({ scopeId }) => scopeId) };
  const ventures = teamId ? [] : await ground.ventures.placesOf(db, actor);
  const names = new Map(ventures.map(({ scopeId, name }) => [scopeId, name]));
  const [own, elsewhere] = [
    await listMeetings(db, { ...question, of }),
    await ground.ventureMeetings(db, { ...question, userId: actor.userId, ventureIds: [...names.keys()] }),
  ];
  const turn = when === 'upcoming' ? 1 : -1;
  const rows: Listed[] = [
    ...own.map((row) => ({ id: row.id, startsAt: row.starts_at, own: row })),
    ...elsewhere.map((row) => ({ id: row.id, startsAt: row.startsAt, venture: row })),
  ].toSorted((a, b) => turn * order(a, b));
  const shown = rows.slice(0, query.limit);
  const seats = await seatsIn(
    ground,
    db,
    actor,
    shown.flatMap((row) => ('own' in row ? [row.own] : [])),
  );
  const views = new Map([
    ...(await meetingViews(ground, db, actor, [...seats.values()])),
    ...(await ventureViews(
      ground,
      db,
      actor,
      shown.flatMap((row) => ('venture' in row ? [row.venture] : [])),
      names,
    )),
  ]);
  const page = toPage(
    rows,
    query.limit,
    (row) => [row.startsAt.getTime(), row.id],
    (row) => views.get(row.id),
  );
  // Somebody who leaves a team between the two questions has no seat at the second.
  return { ...page, items: page.items.filter((view) => view !== undefined) };
}

function order(a: Listed, b: Listed): number {
  return a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1);
}

function readAfter(cursor: string | undefined): { startsAt: Date; id: string } | null {
  const key = readCursor(cursor, 2);
  if (!key) return null;
  const startsAt = new Date(Number(key[0]));
  if (Number.isNaN(startsAt.getTime()))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  return { startsAt, id: requireId(key[1]) };
}
