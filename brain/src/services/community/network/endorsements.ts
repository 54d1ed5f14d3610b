import type { networkWire } from '@smartstart/contract';
import { violatedUnique, type Db, type Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { namesOf, type Ground } from '../ground.ts';
import { publish, record } from '../record/journal.ts';
import { mutualMs, weightOf } from '../rules/endorsement-weight.ts';
import { countConnections, findPair } from './connection-store.ts';
import { connectionViews, mayAskAgain } from './connections.ts';
import * as store from './endorsement-store.ts';
import { mayReach } from './reach.ts';

type EndorsementView = (typeof networkWire.endorsement)['_zod']['input'];
type TieView = (typeof networkWire.tie)['_zod']['input'];

/** The weight is what stands at the moment of giving. Answered within seven days, both weigh 1. */
export async function endorse(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  toId: string,
  input: { skill: string; note: string },
): Promise<store.EndorsementRow> {
  if (toId === actor.userId) throw new Fail('RULE_VIOLATED', 'You cannot endorse yourself.');
  const named = await shownSkill(ground, tx, actor, toId, input.skill);
  await store.lockBetween(tx, actor.userId, toId);
  const now = ground.kernel.clock.now();
  const answered = await store.givenSince(tx, toId, actor.userId, new Date(now.getTime() - mutualMs));
  const weight = answered.length ? 1 : await weightNow(ground, tx, actor.userId, toId, named, now);
  await store.lighten(
    tx,
    answered.filter((one) => one.weight > 1).map(({ id }) => id),
  );
  const row = await store
    .insertEndorsement(tx, {
      id: newId(),
      from_id: actor.userId,
      to_id: toId,
      skill: named,
      weight,
      note: input.note,
      given_at: now,
    })
    .catch((error: unknown) => {
      if (violatedUnique(error) === 'endorsements_once')
        throw new Fail('ALREADY_EXISTS', `You have endorsed “${named}” already.`);
      throw error;
    });
  await record(ground, tx, {
    entity: 'endorsement',
    id: row.id,
    event: 'give',
    to: 'GIVEN',
    actorId: actor.userId,
  });
  await publish(
    ground,
    tx,
    'endorsement.given',
    actor.userId,
    { endorsementId: row.id, fromUserId: actor.userId, toUserId: toId, skill: named, weight },
    [`user:${toId}`],
  );
  return row;
}

/** The skill as the person writes it; endorsed is what somebody names and shows. */
async function shownSkill(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  toId: string,
  skill: string,
): Promise<string> {
  const { people } = ground;
  if (!(await mayReach(ground, tx, actor.userId, toId))) throw new Fail('NOT_FOUND');
  if (!(await people.privacyOf(tx, toId)).showSkills)
    throw new Fail('FORBIDDEN', 'This person does not show skills.');
  const wanted = skill.trim().toLowerCase();
  const held = (await people.skillsHeld(tx, toId)).find(({ name }) => name.toLowerCase() === wanted);
  if (!held)
    throw new Fail('RULE_VIOLATED', 'This person does not name that skill.', {
      fields: [{ path: 'body.skill', message: 'Choose one of the skills on the profile.' }],
    });
  return held.name;
}

async function weightNow(
  { people, togetherSince }: Ground,
  tx: Tx,
  fromId: string,
  toId: string,
  skill: string,
  now: Date,
): Promise<number> {
  const own = (await people.skillsHeld(tx, fromId)).find(
    ({ name }) => name.toLowerCase() === skill.toLowerCase(),
  );
  return weightOf(
    {
      level: own?.level ?? 0,
      verified: own?.verified ?? false,
      togetherSince: await togetherSince(tx, fromId, toId),
    },
    now,
  );
}

export async function withdraw(ground: Ground, tx: Tx, actor: Actor, endorsementId: string): Promise<void> {
  const row = found(await store.lockEndorsement(tx, endorsementId));
  if (row.from_id !== actor.userId || row.withdrawn_at) throw new Fail('NOT_FOUND');
  await store.withdraw(tx, row.id, ground.kernel.clock.now());
  await record(ground, tx, {
    entity: 'endorsement',
    id: row.id,
    event: 'withdraw',
    from: 'GIVEN',
    to: 'WITHDRAWN',
    actorId: actor.userId,
  });
  await publish(
    ground,
    tx,
    'endorsement.withdrawn',
    actor.userId,
    { endorsementId: row.id, fromUserId: actor.userId, toUserId: row.to_id, skill: row.skill },
    [`user:${row.to_id}`],
  );
}

export async function listEndorsements(
  ground: Ground,
  db: Db,
  actor: Actor,
  toId: string,
  query: { skill?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<store.EndorsementRow[]> {
  if (toId !== actor.userId) {
    if (!(await mayReach(ground, db, actor.userId, toId))) throw new Fail('NOT_FOUND');
    if (!(await ground.people.privacyOf(db, toId)).showSkills) return [];
  }
  return store.listEndorsements(db, { ...query, toId, before: readIdCursor(query.cursor) });
}

export async function endorsementViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly store.EndorsementRow[],
): Promise<Map<string, EndorsementView>> {
  const name = await namesOf(
    ground,
    db,
    rows.map((row) => row.from_id),
  );
  return new Map(
    rows.map((row): [string, EndorsementView] => [
      row.id,
      {
        id: row.id,
        skill: row.skill,
        from: name(row.from_id),
        weight: row.weight,
        note: row.note,
        givenAt: row.given_at.toISOString(),
        mine: row.from_id === actor.userId,
      },
    ]),
  );
}

/** What stands between two people, for the page of one of them. */
export async function tieWith(ground: Ground, db: Db, actor: Actor, userId: string): Promise<TieView> {
  const { people } = ground;
  const self = userId === actor.userId;
  if (!self && !(await mayReach(ground, db, actor.userId, userId))) throw new Fail('NOT_FOUND');
  const pair = self ? undefined : await findPair(db, actor.userId, userId);
  const shows = self || (await people.privacyOf(db, userId)).showSkills;
  const sums = await store.sumsBySkill(db, userId, actor.userId);
  const skills = (await people.skillsHeld(db, userId)).map(({ name, level, verified }) => {
    const sum = sums.find(({ skill }) => skill === name.toLowerCase());
    return {
      skill: name,
      level,
      verified,
      count: sum?.count ?? 0,
      weight: sum?.weight ?? 0,
      mine: sum?.mine ?? null,
    };
  });
  const now = ground.kernel.clock.now();
  const connectable = !pair || (pair.state === 'REJECTED' && mayAskAgain(pair, actor.userId, now));
  return {
    userId,
    connection: pair ? (await connectionViews(ground, db, actor, [pair])).get(pair.id)! : null,
    connections: await countConnections(db, userId),
    skills: shows ? skills : null,
    rights: self
      ? []
      : [
          ...(connectable ? (['connect'] as const) : []),
          'message',
          ...(shows && skills.length ? (['endorse'] as const) : []),
          'kudos',
        ],
  };
}
