import type { Db } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Actor, Place } from '../deps.ts';
import type { Ground } from '../ground.ts';
import { attendeesOf, type AttendeeRow, type MeetingRow } from './meeting-store.ts';

/** A meeting as one person finds it now. */
export interface MeetingSeat {
  readonly row: MeetingRow;
  readonly attendees: readonly AttendeeRow[];
  readonly placeName: string | null;
  /** Edits, holds and cancels it. */
  readonly leads: boolean;
}

/** Those of the meetings that somebody may read: invited to a private one, belonging to the team now. */
export async function seatsIn(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly MeetingRow[],
): Promise<Map<string, MeetingSeat>> {
  const attendees = Map.groupBy(
    await attendeesOf(
      db,
      rows.map(({ id }) => id),
    ),
    (row) => row.meeting_id,
  );
  const places = rows.some(({ team_id }) => team_id) ? await ground.teams.placesOf(db, actor) : [];
  const placeOf = new Map(places.map((place) => [place.scopeId, place]));
  const readers = new Map<string, readonly string[]>();
  const leads = async (row: MeetingRow, place: Place | null): Promise<boolean> => {
    if (row.organiser_id === actor.userId) return true;
    if (!place?.rights.has('manage')) return false;
    if (!readers.has(place.scopeId))
      readers.set(place.scopeId, await ground.teams.readers(db, place.scopeId));
    return !readers.get(place.scopeId)!.includes(row.organiser_id);
  };
  const seats = new Map<string, MeetingSeat>();
  for (const row of rows) {
    const invited = attendees.get(row.id) ?? [];
    const place = row.team_id === null ? null : (placeOf.get(row.team_id) ?? null);
    const reads = row.team_id === null ? invited.some(({ user_id }) => user_id === actor.userId) : place;
    if (!reads) continue;
    seats.set(row.id, {
      row,
      attendees: invited,
      placeName: place?.name ?? null,
      leads: await leads(row, place),
    });
  }
  return seats;
}

/** The seat of somebody who may read; to everybody else the meeting is not there. */
export async function seated(
  ground: Ground,
  db: Db,
  actor: Actor,
  row: MeetingRow | undefined,
): Promise<MeetingSeat> {
  const meeting = found(row);
  return found((await seatsIn(ground, db, actor, [meeting])).get(meeting.id));
}

export function requireLead({ leads, row }: MeetingSeat): void {
  if (leads) return;
  throw new Fail(
    'FORBIDDEN',
    row.team_id === null
      ? 'Whoever called the meeting does this.'
      : 'Whoever called the meeting does this; once they have left the team, those who lead it.',
  );
}
