import type { Tx } from '../../../kernel/db.ts';
import { namesOf, type Ground } from '../ground.ts';
import { publish } from '../record/journal.ts';
import type { MeetingRow } from './meeting-store.ts';

/** Tells invited people by a notification: that they are, that it is elsewhere or at another time, that it is off. */
export async function tellInvited(
  ground: Ground,
  tx: Tx,
  code: 'invited' | 'changed' | 'cancelled',
  row: MeetingRow,
  actorId: string,
  invited: readonly string[],
): Promise<void> {
  const readers = await stillIn(ground, tx, row, invited);
  const recipientIds = readers.filter((userId) => userId !== actorId);
  if (!recipientIds.length) return;
  const name = await namesOf(ground, tx, [row.organiser_id]);
  const data = {
    meetingId: row.id,
    version: row.version,
    title: row.title,
    startsAt: row.starts_at.toISOString(),
    byName: name(row.organiser_id).name,
    placeName: row.team_id === null ? null : await ground.teams.nameOf(tx, row.team_id),
    recipientIds,
  };
  await publish(ground, tx, `meeting.${code}`, actorId, data, topicsOf(recipientIds));
}

/** Open pages of the others load it again; nobody is notified. */
export async function stirAttendees(
  ground: Ground,
  tx: Tx,
  code: 'edited' | 'answered' | 'held',
  row: MeetingRow,
  actorId: string,
  invited: readonly string[],
): Promise<void> {
  const topics = topicsOf(await stillIn(ground, tx, row, invited));
  await publish(ground, tx, `meeting.${code}`, actorId, { meetingId: row.id }, topics);
}

/** Who left the team is not told of its meetings. */
async function stillIn(
  { teams }: Ground,
  tx: Tx,
  { team_id }: MeetingRow,
  invited: readonly string[],
): Promise<readonly string[]> {
  if (team_id === null) return invited;
  const readers = new Set(await teams.readers(tx, team_id));
  return invited.filter((userId) => readers.has(userId));
}

const topicsOf = (ids: readonly string[]) => ids.map((userId) => `user:${userId}`);
