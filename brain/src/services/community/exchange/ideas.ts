import type { communityWire } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { eventsFrom, nextState } from '../../../kernel/machine.ts';
import { readCursor, requireId } from '../../../kernel/paging.ts';
import type { Actor } from '../deps.ts';
import { allow, namesOf, settingOf, settingsOf, type Ground, type Setting } from '../ground.ts';
import { publish, record } from '../record/journal.ts';
import { ideaMachine, type IdeaEvent } from '../rules/machines.ts';
import * as store from './idea-store.ts';
import { chosen, topicsOf, type Choice } from './place.ts';

type IdeaView = (typeof communityWire.idea)['_zod']['input'];

interface Fields {
  readonly title: string;
  readonly body: string;
  readonly tags: readonly string[];
  readonly impact: number;
  readonly effort: number;
}
type Edit = { readonly [K in keyof Fields]?: Fields[K] | undefined };

export interface SeenIdea {
  readonly setting: Setting;
  readonly row: store.IdeaRow;
}

export async function listIdeas(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: Choice & {
    state?: string | undefined;
    tag?: string | undefined;
    sort: 'newest' | 'votes';
    cursor?: string | undefined;
    limit: number;
  },
): Promise<store.IdeaRow[]> {
  const key = readCursor(query.cursor, 2);
  const before = key && { votes: Number(key[0]), id: requireId(key[1]) };
  if (before && !Number.isSafeInteger(before.votes))
    throw new Fail('MALFORMED', 'The cursor does not belong to this list. Start from the first page.');
  return store.listIdeas(db, { ...query, ventureIds: await chosen(ground, db, actor, query), before });
}

export async function seeIdea(ground: Ground, db: Db, actor: Actor, ideaId: string): Promise<SeenIdea> {
  return seen(ground, db, actor, await store.findIdea(db, ideaId));
}

async function seen(ground: Ground, db: Db, actor: Actor, row: store.IdeaRow | undefined): Promise<SeenIdea> {
  const idea = found(row);
  const setting = await settingOf(ground, db, actor, idea.venture_id);
  if (idea.hidden_at && idea.author_id !== actor.userId && !setting.rights.has('moderate'))
    throw new Fail('NOT_FOUND');
  return { setting, row: idea };
}

async function lockSeen(ground: Ground, tx: Tx, actor: Actor, ideaId: string): Promise<SeenIdea> {
  return seen(ground, tx, actor, await store.lockIdea(tx, ideaId));
}

/** The agreement on ideas has to be in force on the day one is submitted (section 2.1). */
export async function postIdea(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  input: Fields & { ventureId?: string | undefined },
): Promise<SeenIdea> {
  const { ventureId = null, ...fields } = input;
  const setting = await settingOf(ground, tx, actor, ventureId);
  allow(setting.rights.has('comment'), 'Your part in this venture lets you read.');
  await ground.security.require(tx, actor.userId, 'SUBMIT_IDEA');
  const now = ground.kernel.clock.now();
  const row = await store.insertIdea(tx, {
    id: newId(),
    venture_id: ventureId,
    author_id: actor.userId,
    ...fields,
    tags: tagsOf(fields.tags),
    state: ideaMachine.start,
    created_at: now,
    updated_at: now,
  });
  await record(ground, tx, {
    entity: 'idea',
    id: row.id,
    event: 'post',
    to: row.state,
    actorId: actor.userId,
  });
  await publish(
    ground,
    tx,
    'idea.posted',
    actor.userId,
    { ideaId: row.id, userId: actor.userId, ventureId },
    topicsOf(setting),
  );
  await tellPlace(ground, tx, 'idea.news', setting, row, actor.userId, 'posted');
  return { setting, row };
}

function tagsOf(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.toLowerCase()))];
}

export async function editIdea(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ideaId: string,
  input: Edit,
  requireVersion: (version: number) => void,
): Promise<SeenIdea> {
  const { setting, row: before } = await lockSeen(ground, tx, actor, ideaId);
  allow(before.author_id === actor.userId, 'Only its author edits an idea.');
  requireVersion(before.version);
  requireOpen(before, 'An idea is edited while it is open.');
  const { title, body, tags, impact, effort } = input;
  const row = await store.updateIdea(tx, ideaId, {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
    ...(tags === undefined ? {} : { tags: tagsOf(tags) }),
    ...(impact === undefined ? {} : { impact }),
    ...(effort === undefined ? {} : { effort }),
    updated_at: ground.kernel.clock.now(),
  });
  await changed(ground, tx, setting, row, actor.userId);
  return { setting, row };
}

export async function stepIdea(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ideaId: string,
  event: IdeaEvent,
  reason: string,
): Promise<SeenIdea> {
  const { setting, row: before } = await lockSeen(ground, tx, actor, ideaId);
  allow(
    mayStep(setting, before, actor),
    'Ideas are decided by those who lead here, on the platform not their own.',
  );
  const to = nextState(ideaMachine, before.state, event);
  if (event === 'reject' && !reason)
    throw new Fail('RULE_VIOLATED', 'Say why: whoever had the idea reads it.', {
      fields: [{ path: 'body.reason', message: 'Give a reason.' }],
    });
  const decided = event === 'accept' || event === 'reject' || event === 'finish';
  const row = await store.updateIdea(tx, ideaId, {
    state: to,
    decision_reason: decided ? reason || before.decision_reason : null,
    decided_by: decided ? actor.userId : null,
    updated_at: ground.kernel.clock.now(),
  });
  await record(ground, tx, {
    entity: 'idea',
    id: ideaId,
    event,
    from: before.state,
    to,
    actorId: actor.userId,
    reason,
  });
  await changed(ground, tx, setting, row, actor.userId);
  if (event === 'accept')
    await publish(ground, tx, 'idea.accepted', actor.userId, {
      ideaId,
      userId: row.author_id,
      ventureId: row.venture_id,
    });
  if (row.author_id !== actor.userId)
    await publish(ground, tx, 'idea.news', actor.userId, {
      ideaId,
      title: row.title,
      code: event,
      placeName: setting.name,
      recipientIds: [row.author_id],
    });
  return { setting, row };
}

/** In a venture those who lead; on the platform a SUPER_ADMIN, though not of an own idea. */
function mayStep({ ventureId, rights }: Setting, row: store.IdeaRow, actor: Actor): boolean {
  if (!rights.has('manage')) return false;
  return ventureId !== null || row.author_id !== actor.userId;
}

export async function voteForIdea(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ideaId: string,
  on: boolean,
): Promise<SeenIdea> {
  const { setting, row: before } = await lockSeen(ground, tx, actor, ideaId);
  allow(setting.rights.has('comment'), 'Your part in this venture lets you read.');
  if (before.state !== 'OPEN' && before.state !== 'UNDER_REVIEW')
    throw new Fail('ILLEGAL_TRANSITION', 'Votes are given while an idea is open or under review.');
  const done = on
    ? await store.addVote(tx, { idea_id: ideaId, user_id: actor.userId, at: ground.kernel.clock.now() })
    : await store.dropVote(tx, ideaId, actor.userId);
  const row = done ? await store.countVotes(tx, ideaId, on ? 1 : -1) : before;
  if (done) await changed(ground, tx, setting, row, actor.userId);
  return { setting, row };
}

export async function removeIdea(ground: Ground, tx: Tx, actor: Actor, ideaId: string): Promise<void> {
  const { setting, row } = await lockSeen(ground, tx, actor, ideaId);
  const own = row.author_id === actor.userId && row.state === 'OPEN';
  allow(own || setting.rights.has('moderate'), 'Its author takes an idea back while it is open.');
  await store.deleteIdea(tx, ideaId);
  await record(ground, tx, {
    entity: 'idea',
    id: ideaId,
    event: 'delete',
    from: row.state,
    to: 'DELETED',
    actorId: actor.userId,
  });
  await publish(
    ground,
    tx,
    'idea.removed',
    actor.userId,
    { ideaId, userId: row.author_id },
    topicsOf(setting),
  );
}

function requireOpen(row: store.IdeaRow, sentence: string): void {
  if (row.state !== 'OPEN') throw new Fail('ILLEGAL_TRANSITION', sentence);
}

function changed(
  ground: Ground,
  tx: Tx,
  setting: Setting,
  row: store.IdeaRow,
  actorId: string,
): Promise<void> {
  return publish(ground, tx, 'idea.changed', actorId, { ideaId: row.id }, topicsOf(setting));
}

/** In a venture its people hear of it; on the platform it stands in the feed. */
async function tellPlace(
  ground: Ground,
  tx: Tx,
  type: string,
  { ventureId, name }: Setting,
  row: store.IdeaRow,
  actorId: string,
  code: string,
): Promise<void> {
  if (ventureId === null) return;
  const recipientIds = (await ground.ventures.readers(tx, ventureId)).filter((id) => id !== actorId);
  if (recipientIds.length)
    await publish(ground, tx, type, actorId, {
      ideaId: row.id,
      title: row.title,
      code,
      placeName: name,
      recipientIds,
    });
}

export async function ideaViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly store.IdeaRow[],
  known?: Setting,
): Promise<Map<string, IdeaView>> {
  const settings = known ? new Map([[known.ventureId, known]]) : await settingsOf(ground, db, actor);
  for (const { venture_id: id } of rows)
    if (!settings.has(id)) settings.set(id, await settingOf(ground, db, actor, id));
  const name = await namesOf(
    ground,
    db,
    rows.flatMap((row) => [row.author_id, row.decided_by]),
  );
  const voted = await store.votedFor(
    db,
    actor.userId,
    rows.map((row) => row.id),
  );
  return new Map(
    rows.map((row): [string, IdeaView] => {
      const setting = settings.get(row.venture_id)!;
      const own = row.author_id === actor.userId;
      const votable = row.state === 'OPEN' || row.state === 'UNDER_REVIEW';
      const gone = row.hidden_at !== null;
      const view: IdeaView = {
        id: row.id,
        scope: row.venture_id ? 'VENTURE' : 'PLATFORM',
        ventureId: row.venture_id,
        ventureName: setting.name,
        author: name(row.author_id),
        title: row.title,
        body: row.body,
        tags: row.tags,
        impact: row.impact,
        effort: row.effort,
        state: row.state as 'OPEN',
        decisionReason: row.decision_reason,
        decidedBy: row.decided_by ? name(row.decided_by) : null,
        votes: row.votes,
        voted: voted.has(row.id),
        createdAt: row.created_at.toISOString(),
        updatedAt: row.updated_at.toISOString(),
        gone,
        steps: mayStep(setting, row, actor) ? eventsFrom(ideaMachine, row.state) : [],
        rights: [
          ...(own && row.state === 'OPEN' ? (['edit'] as const) : []),
          ...(votable && !gone && setting.rights.has('comment') ? (['vote'] as const) : []),
          ...((own && row.state === 'OPEN') || setting.rights.has('moderate') ? (['delete'] as const) : []),
          ...(own ? [] : (['report'] as const)),
        ],
        version: row.version,
      };
      return [row.id, view];
    }),
  );
}
