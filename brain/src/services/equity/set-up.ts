import type { Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { lockTable, requireOpen, standingFor, today, tryOut, write, type Ground } from './books.ts';
import { send } from './consents.ts';
import type { Actor } from './deps.ts';
import { found, problemOf, type SetUp } from './framework.ts';
import { setUpSentences } from './sentences.ts';
import * as store from './store.ts';

/** The framework with which a table begins. */

/** Proposes the framework with which a table begins; all owners sign. */
export async function setUp(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  wish: SetUp,
): Promise<store.ProposalRow> {
  const venture = await standingFor(ground, tx, ventureId, actor, 'act');
  requireOpen(venture);
  if (await store.findTable(tx, ventureId))
    throw new Fail('ALREADY_EXISTS', 'This venture has its framework already.');
  const problem = problemOf(wish);
  if (problem) throw new Fail('RULE_VIOLATED', problem);
  const roles = await ground.ventures.rolesIn(tx, ventureId);
  const stranger = wish.owners.find(({ userId }) => !['OWNER', 'CO_OWNER'].includes(roles.get(userId) ?? ''));
  if (stranger)
    throw new Fail('RULE_VIOLATED', 'Owners of the framework are the owner and co-owners of the venture.');
  if (!wish.owners.some(({ userId }) => userId === venture.ownerId))
    throw new Fail('RULE_VIOLATED', 'The owner of the venture is one of the owners of the framework.');
  if (wish.hub) await requireHubAgreement(ground, tx, venture.ownerId, ventureId);
  const people = await ground.people.byIds(
    tx,
    wish.owners.map(({ userId }) => userId),
  );
  const nameOf = (userId: string) => people.get(userId)?.name ?? 'a former member';
  const lines = setUpSentences(wish, nameOf);
  return send(ground, tx, actor, ventureId, {
    act: { act: 'SET_UP', ...wish },
    summary: 'Set up the equity framework.',
    ventureName: venture.name,
    change: lines,
    holdings: ['The cap table begins with these holdings.'],
    people: wish.owners.filter(({ userId }) => userId !== actor.userId).map(({ userId }) => ({ userId })),
    deadlineDays: 14,
    message: '',
  });
}

/** Everybody signed: the table begins. */
export async function begin(ground: Ground, tx: Tx, proposal: store.ProposalRow, act: SetUp): Promise<void> {
  const { kernel, people } = ground;
  const ventureId = proposal.venture_id;
  const begun = await store.insertTable(tx, {
    venture_id: ventureId,
    model: act.model,
    currency: act.currency,
    created_at: kernel.clock.now(),
  });
  if (!begun) throw new Fail('ALREADY_EXISTS', 'This venture has its framework already.');
  const names = await people.byIds(
    tx,
    act.owners.map(({ userId }) => userId),
  );
  const venture = await ground.ventures.standingIn(tx, ventureId, {
    userId: proposal.proposed_by,
    held: new Set(),
  });
  const { objects, holders } = found(act, {
    ventureName: venture.name,
    hubName: kernel.config.hub.name,
    nameOf: (userId) => names.get(userId)?.name ?? 'A former member',
    country: 'CA',
    day: today(ground),
    newId,
  });
  await store.insertHolders(
    tx,
    holders.map(({ stakeholderId, userId, holderClass }) => ({
      venture_id: ventureId,
      stakeholder_id: stakeholderId,
      holder_class: holderClass,
      user_id: userId,
      email: null,
    })),
  );
  const table = await lockTable(ground, tx, ventureId);
  tryOut(table, objects, today(ground));
  await write(
    ground,
    tx,
    table,
    objects.map((object) => ({ object })),
    {
      actorId: proposal.proposed_by,
      documentId: proposal.document_id,
      summary: proposal.summary,
    },
  );
}

async function requireHubAgreement(
  ground: Ground,
  tx: Tx,
  ownerId: string,
  ventureId: string,
): Promise<void> {
  const now = ground.kernel.clock.now();
  const facts = await ground.security.facts(tx, ownerId);
  const agreed = facts.some(
    (fact) =>
      fact.kind === 'PAPER' &&
      fact.value === 'HSA' &&
      fact.ref === ventureId &&
      (!fact.until || fact.until > now),
  );
  if (!agreed)
    throw new Fail(
      'RULE_VIOLATED',
      'A holding of the hub needs the Hub Services & Equity Agreement (HSA) in force.',
    );
}
