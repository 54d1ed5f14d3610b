import type { communityWire } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, namesOf, settingOf, settingsOf, type Ground, type Setting } from '../ground.ts';
import { mayReach } from '../network/reach.ts';
import { publish, record } from '../record/journal.ts';
import * as store from './kudos-store.ts';
import { chosen, topicsOf } from './place.ts';

type KudosView = (typeof communityWire.kudos)['_zod']['input'];

export interface SeenKudos {
  readonly setting: Setting;
  readonly row: store.KudosRow;
}

/** Those of a person are listed as far as that person shows their activity. */
export async function listKudos(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: {
    ventureId?: string | undefined;
    toUserId?: string | undefined;
    fromUserId?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<store.KudosRow[]> {
  for (const userId of [query.toUserId, query.fromUserId])
    if (userId && userId !== actor.userId) await requireShown(ground, db, userId);
  return store.listKudos(db, {
    ...query,
    ventureIds: await chosen(ground, db, actor, query),
    before: readIdCursor(query.cursor),
  });
}

async function requireShown({ people }: Ground, db: Db, userId: string): Promise<void> {
  const person = (await people.byIds(db, [userId])).get(userId);
  if (person?.status !== 'ACTIVE' || !(await people.privacyOf(db, userId)).showActivity)
    throw new Fail('NOT_FOUND');
}

export async function giveKudos(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  input: { toUserId: string; category: string; text: string; ventureId?: string | undefined },
): Promise<SeenKudos> {
  const { toUserId, category, text, ventureId = null } = input;
  if (toUserId === actor.userId)
    throw new Fail('RULE_VIOLATED', 'Kudos are for others.', {
      fields: [{ path: 'body.toUserId', message: 'Choose somebody else.' }],
    });
  const setting = await settingOf(ground, tx, actor, ventureId);
  allow(setting.rights.has('comment'), 'Your part in this venture lets you read.');
  const reached = ventureId
    ? (await ground.ventures.readers(tx, ventureId)).includes(toUserId)
    : await mayReach(ground, tx, actor.userId, toUserId);
  if (!reached)
    throw new Fail('NOT_FOUND', ventureId ? 'This person is not on the team.' : 'There is no such member.');
  const row = await store.insertKudos(tx, {
    id: newId(),
    venture_id: ventureId,
    from_id: actor.userId,
    to_id: toUserId,
    category,
    body: text,
    created_at: ground.kernel.clock.now(),
  });
  await record(ground, tx, {
    entity: 'kudos',
    id: row.id,
    event: 'give',
    to: 'GIVEN',
    actorId: actor.userId,
  });
  const name = await namesOf(ground, tx, [actor.userId]);
  await publish(
    ground,
    tx,
    'kudos.given',
    actor.userId,
    {
      kudosId: row.id,
      fromUserId: actor.userId,
      toUserId,
      category,
      fromName: name(actor.userId).name,
      ventureId,
    },
    [`user:${toUserId}`, ...topicsOf(setting)],
  );
  return { setting, row };
}

export async function removeKudos(ground: Ground, tx: Tx, actor: Actor, kudosId: string): Promise<void> {
  const row = found(await store.lockKudos(tx, kudosId));
  const party = row.from_id === actor.userId || row.to_id === actor.userId;
  const setting = party ? null : await settingOf(ground, tx, actor, row.venture_id);
  allow(party || setting!.rights.has('moderate'), 'Who gave or got kudos takes them away.');
  await store.deleteKudos(tx, kudosId);
  await record(ground, tx, {
    entity: 'kudos',
    id: kudosId,
    event: 'remove',
    from: 'GIVEN',
    to: 'REMOVED',
    actorId: actor.userId,
  });
  await publish(ground, tx, 'kudos.removed', actor.userId, {
    kudosId,
    fromUserId: row.from_id,
    toUserId: row.to_id,
  });
}

export async function kudosViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly store.KudosRow[],
): Promise<Map<string, KudosView>> {
  const settings = await settingsOf(ground, db, actor);
  for (const { venture_id: id } of rows)
    if (!settings.has(id)) settings.set(id, await settingOf(ground, db, actor, id));
  const name = await namesOf(
    ground,
    db,
    rows.flatMap((row) => [row.from_id, row.to_id]),
  );
  return new Map(
    rows.map((row): [string, KudosView] => {
      const setting = settings.get(row.venture_id)!;
      const party = row.from_id === actor.userId || row.to_id === actor.userId;
      return [
        row.id,
        {
          id: row.id,
          scope: row.venture_id ? 'VENTURE' : 'PLATFORM',
          ventureId: row.venture_id,
          ventureName: setting.name,
          from: name(row.from_id),
          to: name(row.to_id),
          category: row.category as 'TEAMWORK',
          text: row.body,
          createdAt: row.created_at.toISOString(),
          rights: [
            ...(party || setting.rights.has('moderate') ? (['delete'] as const) : []),
            ...(row.from_id === actor.userId ? [] : (['report'] as const)),
          ],
        },
      ];
    }),
  );
}
