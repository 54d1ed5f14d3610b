import type { equityWire } from '@smartstart/contract';
import { formatDecimal, isoDay } from '@smartstart/units';
import { shareOf, type Holdings, type Ledger } from '../../engines/cap-table/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found as present } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import { lockTable, requireOpen, standingFor, today, tryOut, workOut, write, type Ground } from './books.ts';
import type { Actor } from './deps.ts';
import { found, problemOf, type SetUp } from './framework.ts';
import { countOf, setUpSentences } from './sentences.ts';
import * as store from './store.ts';
import type { OpenTable } from './tables.ts';

/** Acts that take effect with the signatures of everybody concerned: nothing is entered before. */

export type Proposed = equityWire.ConsentAct | ({ readonly act: 'SET_UP' } & SetUp);

/** Proposals of a venture that wait at a time. */
const waitingAtOnce = 50;
/** Clauses of the consent; that of the others is left out where the owner alone is concerned. */
const clauses = ['intro', 'concerned', 'change', 'holdings', 'register', 'duties', 'law'];
/** Holders whose figures the document names; the others are summed up. */
const namedHolders = 25;

interface Person {
  readonly userId?: string;
  readonly name?: string;
  readonly email?: string;
}

/** Proposes an act on the table: the document goes to everybody concerned. */
export async function propose(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  wish: { act: equityWire.ConsentAct; deadlineDays: number; message: string },
): Promise<store.ProposalRow> {
  const venture = await standingFor(ground, tx, ventureId, actor, 'act');
  requireOpen(venture);
  const table = await lockTable(ground, tx, ventureId);
  const { summary, before, after } = workOut(table, wish.act, today(ground));
  const people = concernedBy(wish.act, table)
    .map((id) => personOf(table, id))
    .filter(({ userId }) => userId !== actor.userId);
  return send(ground, tx, actor, ventureId, {
    act: wish.act,
    summary,
    ventureName: venture.name,
    change: [summary, ...('note' in wish.act && wish.act.note ? [`Note: ${wish.act.note}`] : [])],
    holdings: comparison(table.ledger, before, after),
    people,
    deadlineDays: wish.deadlineDays,
    message: wish.message,
  });
}

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

/** Takes a proposal back and voids its document. */
export async function withdraw(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  proposalId: string,
  reason: string,
): Promise<store.ProposalRow> {
  await standingFor(ground, tx, ventureId, actor, 'act');
  const proposal = present(await store.lockProposal(tx, ventureId, proposalId));
  if (proposal.state !== 'WAITING')
    throw new Fail('ILLEGAL_TRANSITION', 'Only a proposal that waits for signatures can be withdrawn.');
  await ground.papers.voidAgreement(tx, {
    documentId: proposal.document_id,
    actorId: proposal.proposed_by,
    reason,
    call: actor.call,
  });
  return decide(ground, tx, proposal, { state: 'WITHDRAWN', reason });
}

export async function list(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: { state?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const { rights } = await standingFor(ground, db, ventureId, actor, 'see-totals');
  if (!rights.has('see-all')) throw new Fail('FORBIDDEN', 'Your role in this venture does not include that.');
  const rows = await store.listProposals(db, {
    ventureId,
    state: query.state,
    before: readIdCursor(query.cursor),
    limit: query.limit,
  });
  return toPage(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => row,
  );
}

/** Everybody signed: the act is entered today, if it still can be. */
export async function signed(ground: Ground, tx: Tx, documentId: string): Promise<void> {
  const proposal = await store.lockProposalOf(tx, documentId);
  if (!proposal || proposal.state === 'POSTED' || proposal.state === 'FAILED') return;
  try {
    await enter(ground, tx, proposal);
  } catch (error) {
    if (!(error instanceof Fail)) throw error;
    await decide(ground, tx, proposal, { state: 'FAILED', reason: error.message });
  }
}

/** The document came to an end without everybody's signature. */
export async function notSigned(
  ground: Ground,
  tx: Tx,
  documentId: string,
  state: 'REFUSED' | 'EXPIRED' | 'WITHDRAWN',
  reason: string | null,
): Promise<void> {
  const proposal = await store.lockProposalOf(tx, documentId);
  if (proposal && proposal.state !== 'POSTED' && proposal.state !== 'WITHDRAWN')
    await decide(ground, tx, proposal, { state, reason });
}

async function enter(ground: Ground, tx: Tx, proposal: store.ProposalRow): Promise<void> {
  const act = proposal.act as unknown as Proposed;
  const day = today(ground);
  const writing = {
    actorId: proposal.proposed_by,
    documentId: proposal.document_id,
    summary: proposal.summary,
  };
  if (act.act === 'SET_UP') await begin(ground, tx, proposal, act);
  else {
    const table = await lockTable(ground, tx, proposal.venture_id);
    const { objects } = workOut(table, act, day);
    await write(
      ground,
      tx,
      table,
      objects.map((object) => ({ object })),
      writing,
    );
  }
  await decide(ground, tx, proposal, { state: 'POSTED', reason: null, effective_on: isoDay(day) });
}

async function begin(ground: Ground, tx: Tx, proposal: store.ProposalRow, act: SetUp): Promise<void> {
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

interface Consent {
  readonly act: Proposed;
  readonly summary: string;
  readonly ventureName: string;
  readonly change: readonly string[];
  readonly holdings: readonly string[];
  readonly people: readonly Person[];
  readonly deadlineDays: number;
  readonly message: string;
}

async function send(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  consent: Consent,
): Promise<store.ProposalRow> {
  if ((await store.countWaiting(tx, ventureId)) >= waitingAtOnce)
    throw new Fail(
      'RULE_VIOLATED',
      `${waitingAtOnce} proposals wait already. Let some be signed or withdraw them first.`,
    );
  const alone = !consent.people.length;
  const documentId = await ground.papers.createAgreement(tx, {
    templateCode: 'EQUITY',
    creatorId: actor.userId,
    ventureId,
    title: consent.summary.slice(0, 120),
    ...(consent.message ? { message: consent.message } : {}),
    values: {
      projectName: consent.ventureName,
      change: consent.change.join('\n'),
      holdings: consent.holdings.join('\n'),
    },
    clauses: clauses
      .filter((id) => !alone || id !== 'concerned')
      .map((id) => ({ source: 'TEMPLATE' as const, id })),
    recipients: [
      { role: 'Venture', kind: 'SIGNER', step: 1, userId: actor.userId },
      ...consent.people.map((person) => ({ role: 'Holder', kind: 'SIGNER' as const, step: 1, ...person })),
    ],
    call: actor.call,
  });
  await ground.papers.sendAgreement(tx, {
    documentId,
    creatorId: actor.userId,
    deadlineDays: consent.deadlineDays,
    call: actor.call,
  });
  const row = await store.insertProposal(tx, {
    id: newId(),
    venture_id: ventureId,
    document_id: documentId,
    act: JSON.stringify(consent.act),
    summary: consent.summary,
    state: 'WAITING',
    proposed_by: actor.userId,
    created_at: ground.kernel.clock.now(),
  });
  await announce(ground, tx, row, actor.userId);
  return row;
}

async function decide(
  ground: Ground,
  tx: Tx,
  proposal: store.ProposalRow,
  change: { state: string; reason: string | null; effective_on?: string },
): Promise<store.ProposalRow> {
  const row = await store.updateProposal(tx, proposal.id, {
    ...change,
    decided_at: ground.kernel.clock.now(),
  });
  await announce(ground, tx, row, null);
  return row;
}

function announce({ kernel }: Ground, tx: Tx, row: store.ProposalRow, actorId: string | null): Promise<void> {
  return kernel.outbox.publish(tx, {
    type: 'equity.proposal',
    actorId,
    at: kernel.clock.now().toISOString(),
    topics: [`venture:${row.venture_id}`, `user:${row.proposed_by}`],
    data: { ventureId: row.venture_id, proposalId: row.id, state: row.state },
  });
}

/** The stakeholders whose rights an act gives, takes or changes. */
export function concernedBy(act: equityWire.ConsentAct, { ledger }: OpenTable): string[] {
  const holderOf = (securityId: string) => ledger.securities.get(securityId)?.stakeholderId;
  const ids =
    act.act === 'TRANSFER'
      ? [holderOf(act.securityId), act.toStakeholderId]
      : 'stakeholderId' in act
        ? [act.stakeholderId]
        : [holderOf(act.securityId)];
  return [...new Set(ids.filter((id) => id !== undefined))];
}

function personOf({ holders, ledger }: OpenTable, stakeholderId: string): Person {
  const known = holders.get(stakeholderId);
  const name = ledger.stakeholders.get(stakeholderId)?.name.legal_name ?? '';
  if (known?.user_id) return { userId: known.user_id };
  if (known?.email) return { name, email: known.email };
  throw new Fail(
    'RULE_VIOLATED',
    `${name || 'This stakeholder'} has neither an account nor an e-mail address here, and so cannot sign.`,
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

/** Holdings before and after, for those whose holding changes; a line each. */
function comparison(ledger: Ledger, before: Holdings, after: Holdings): string[] {
  const was = new Map(before.holders.map((holder) => [holder.stakeholderId, holder.quantity]));
  const is = new Map(after.holders.map((holder) => [holder.stakeholderId, holder.quantity]));
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id));
  const line = (id: string) => {
    const name = ledger.stakeholders.get(id)?.name.legal_name ?? id;
    return `- ${name}: ${amount(was.get(id), before)} before, ${amount(is.get(id), after)} after`;
  };
  const more = changed.length > namedHolders ? [`- and ${changed.length - namedHolders} more`] : [];
  const all = `Everything together: ${countOf(formatDecimal(before.fullyDiluted))} before, ${countOf(formatDecimal(after.fullyDiluted))} after.`;
  return [...changed.slice(0, namedHolders).map(line), ...more, all];
}

function amount(shares: bigint | undefined, { fullyDiluted }: Holdings): string {
  if (!shares) return 'nothing';
  const percent = Number(shareOf(shares, fullyDiluted) / 1_000_000n) / 100;
  return `${countOf(formatDecimal(shares))} (${percent} %)`;
}
