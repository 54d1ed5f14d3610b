import type { supportWire } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { hideMessage } from '../channels/messages.ts';
import { seatOfMessage } from '../channels/reading.ts';
import type { Actor } from '../deps.ts';
import { hideIdea } from '../exchange/idea-store.ts';
import { seeIdea } from '../exchange/ideas.ts';
import { findKudos, hideKudos } from '../exchange/kudos-store.ts';
import { hidePoll } from '../exchange/poll-store.ts';
import { seePoll } from '../exchange/polls.ts';
import { setGone } from '../feed/feed-store.ts';
import { settingOf, type Ground } from '../ground.ts';
import { mayReach } from '../network/reach.ts';

export type Kind = (typeof supportWire.reportedKind)['options'][number];

/** What was reported: whose it is, and its words. The report hands those words over, and nothing around them. */
export interface Subject {
  readonly authorId: string;
  readonly excerpt: string;
}

/** What somebody can read they can report; anything else is not there. */
export async function subjectSeenBy(
  ground: Ground,
  db: Db,
  actor: Actor,
  kind: Kind,
  id: string,
): Promise<Subject> {
  switch (kind) {
    case 'MESSAGE': {
      const { row } = await seatOfMessage(ground, db, actor, id);
      if (row.deleted_at || row.hidden_at) throw new Fail('NOT_FOUND');
      return { authorId: row.author_id, excerpt: row.body };
    }
    case 'IDEA': {
      const { row } = await seeIdea(ground, db, actor, id);
      return { authorId: row.author_id, excerpt: `${row.title}\n\n${row.body}` };
    }
    case 'POLL': {
      const { row } = await seePoll(ground, db, actor, id);
      return { authorId: row.author_id, excerpt: [row.question, ...row.options].join('\n') };
    }
    case 'KUDOS': {
      const row = await findKudos(db, id);
      if (!row || row.hidden_at) throw new Fail('NOT_FOUND');
      await settingOf(ground, db, actor, row.venture_id);
      return { authorId: row.from_id, excerpt: row.body };
    }
    case 'PROFILE': {
      const person = (await ground.people.byIds(db, [id])).get(id);
      if (!person || !(await mayReach(ground, db, actor.userId, id))) throw new Fail('NOT_FOUND');
      return { authorId: id, excerpt: person.name };
    }
  }
}

/** Takes what was reported out of sight, or brings it back. A profile is not hidden: its owner is warned or suspended. */
export async function hide(ground: Ground, tx: Tx, kind: Kind, id: string, hidden: boolean): Promise<void> {
  const at = hidden ? ground.kernel.clock.now() : null;
  if (kind === 'PROFILE')
    throw new Fail('RULE_VIOLATED', 'A profile is not hidden. Warn or suspend its owner.');
  if (kind === 'MESSAGE') return hideMessage(ground, tx, id, hidden);
  if (kind === 'IDEA') await hideIdea(tx, id, at);
  if (kind === 'POLL') await hidePoll(tx, id, at);
  if (kind === 'KUDOS') await hideKudos(tx, id, at);
  await setGone(tx, id, hidden);
}
