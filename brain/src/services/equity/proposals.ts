import type { equityWire } from '@smartstart/contract';
import { isoDay } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import { lockTable, requireOpen, standingFor, today, workOut, write, type Ground } from './books.ts';
import { comparison, decide, send, type Person, type Proposed } from './consents.ts';
import type { Actor } from './deps.ts';
import { begin } from './set-up.ts';
import { enterSplit } from './splits.ts';
import * as store from './store.ts';
import type { OpenTable } from './tables.ts';

/** Acts that take effect with the signatures of everybody concerned: nothing is entered before. */

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
  const proposal = found(await store.lockProposal(tx, ventureId, proposalId));
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
  if (proposal?.state !== 'WAITING') return;
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
  if (proposal?.state === 'WAITING') await decide(ground, tx, proposal, { state, reason });
}

async function enter(ground: Ground, tx: Tx, proposal: store.ProposalRow): Promise<void> {
  const act = proposal.act as unknown as Proposed;
  const day = today(ground);
  if (act.act === 'SET_UP') await begin(ground, tx, proposal, act);
  else if (act.act === 'CONTRIBUTION_SPLIT') await enterSplit(ground, tx, proposal, act);
  else {
    const table = await lockTable(ground, tx, proposal.venture_id);
    const { objects } = workOut(table, act, day);
    await write(
      ground,
      tx,
      table,
      objects.map((object) => ({ object })),
      { actorId: proposal.proposed_by, documentId: proposal.document_id, summary: proposal.summary },
    );
  }
  await decide(ground, tx, proposal, { state: 'POSTED', reason: null, effective_on: isoDay(day) });
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
