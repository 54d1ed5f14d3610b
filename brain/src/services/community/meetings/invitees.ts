import { meetingsWire } from '@smartstart/contract';
import type { Db } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import type { Actor } from '../deps.ts';
import type { Ground } from '../ground.ts';
import { mayReach } from '../network/reach.ts';

/** Whom a meeting invites besides those who are invited already: members of its team, or people one can write to. */
export async function inviteesOf(
  ground: Ground,
  db: Db,
  actor: Actor,
  teamId: string | null,
  wanted: readonly string[] | undefined,
  already: readonly string[],
): Promise<string[]> {
  const members = teamId === null ? [] : await ground.teams.readers(db, teamId);
  const invited = [...new Set(wanted ?? members)].filter((userId) => !already.includes(userId));
  if (already.length + invited.length > meetingsWire.mostInvited + 1)
    throw refusal(
      `A meeting has at most ${meetingsWire.mostInvited} invited people.`,
      'Invite fewer people.',
    );
  if (teamId !== null) {
    if (invited.some((userId) => !members.includes(userId)))
      throw refusal('Only members of the team are invited to its meetings.', 'Choose members of the team.');
    return invited;
  }
  const reached = await reachedBy(ground, db, actor, invited);
  // The same words for whoever does not exist: a private profile does not show here either.
  if (reached.size < invited.length)
    throw refusal('Somebody you chose cannot be invited by you.', 'Choose people you can write to.');
  return invited;
}

/** Whom one can write to, and active people of one's own teams. */
async function reachedBy(
  ground: Ground,
  db: Db,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (!ids.length) return new Set();
  const people = await ground.people.byIds(db, ids);
  let mates: ReadonlySet<string> | null = null;
  const isMate = async (userId: string): Promise<boolean> => {
    mates ??= await matesOf(ground, db, actor);
    return people.get(userId)?.status === 'ACTIVE' && mates.has(userId);
  };
  const reached = new Set<string>();
  for (const userId of ids)
    if ((await mayReach(ground, db, actor.userId, userId)) || (await isMate(userId))) reached.add(userId);
  return reached;
}

async function matesOf({ teams }: Ground, db: Db, actor: Actor): Promise<ReadonlySet<string>> {
  const mates = new Set<string>();
  for (const { scopeId } of await teams.placesOf(db, actor))
    for (const userId of await teams.readers(db, scopeId)) mates.add(userId);
  return mates;
}

export function refusal(sentence: string, message: string): Fail {
  return new Fail('RULE_VIOLATED', sentence, { fields: [{ path: 'body.inviteeIds', message }] });
}
