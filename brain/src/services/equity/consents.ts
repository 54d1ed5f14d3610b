import type { equityWire } from '@smartstart/contract';
import { formatDecimal } from '@smartstart/units';
import { shareOf, type Holdings, type Ledger } from '../../engines/cap-table/index.ts';
import type { Tx } from '../../kernel/db.ts';
import { Fail } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Ground } from './books.ts';
import type { Actor } from './deps.ts';
import type { SetUp } from './framework.ts';
import { countOf } from './sentences.ts';
import * as splits from './split-store.ts';
import * as store from './store.ts';

/** The document that carries an act to everybody concerned, and how it ends. */

export type Proposed =
  | equityWire.ConsentAct
  | ({ readonly act: 'SET_UP' } & SetUp)
  | ({ readonly act: 'CONTRIBUTION_SPLIT' } & FixedGrants);

/** What everybody gets for a month, in whole units. */
export interface FixedGrants {
  readonly month: string;
  readonly grants: readonly { readonly userId: string; readonly units: string }[];
}

/** Proposals of a venture that wait at a time. */
const waitingAtOnce = 50;
/** Clauses of the consent; that of the others is left out where the owner alone is concerned. */
const clauses = ['intro', 'concerned', 'change', 'holdings', 'register', 'duties', 'law'];
/** Holders whose figures the document names; the others are summed up. */
const namedHolders = 25;

/** Somebody who signs: a member, or anybody by name and address. */
export interface Person {
  readonly userId?: string;
  readonly name?: string;
  readonly email?: string;
}

export interface Consent {
  readonly act: Proposed;
  readonly summary: string;
  readonly ventureName: string;
  readonly change: readonly string[];
  readonly holdings: readonly string[];
  readonly people: readonly Person[];
  readonly deadlineDays: number;
  readonly message: string;
}

/** Makes the document, sends it to everybody concerned, and keeps the act until all have signed. */
export async function send(
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
    asked: consent.people.flatMap(({ userId }) => userId ?? []),
    created_at: ground.kernel.clock.now(),
  });
  await announce(ground, tx, row, actor.userId);
  return row;
}

/** How a proposal ends. */
export async function decide(
  ground: Ground,
  tx: Tx,
  proposal: store.ProposalRow,
  change: { state: string; reason: string | null; effective_on?: string },
): Promise<store.ProposalRow> {
  const row = await store.updateProposal(tx, proposal.id, {
    ...change,
    decided_at: ground.kernel.clock.now(),
  });
  if (change.state !== 'POSTED' && isSplit(row.act)) await splits.release(tx, row.id);
  await announce(ground, tx, row, null);
  return row;
}

/** The venture's live topic says only that something changed; what it is about goes to those concerned. */
async function announce(
  { kernel, ventures }: Ground,
  tx: Tx,
  row: store.ProposalRow,
  actorId: string | null,
): Promise<void> {
  const venture = await ventures.teamOf(tx, row.venture_id);
  const at = kernel.clock.now().toISOString();
  const about = { ventureId: row.venture_id, proposalId: row.id, state: row.state };
  await kernel.outbox.publish(tx, {
    type: 'equity.proposal',
    actorId,
    at,
    topics: [`venture:${row.venture_id}`, `user:${row.proposed_by}`],
    data: about,
  });
  await kernel.outbox.publish(tx, {
    type: 'equity.news',
    actorId,
    at,
    topics: [],
    data: {
      ...about,
      ventureName: venture?.name ?? 'a venture',
      documentId: row.document_id,
      summary: row.summary,
      reason: row.reason,
      recipientIds: [...new Set([row.proposed_by, ...(venture ? [venture.ownerId] : []), ...row.asked])],
    },
  });
}

function isSplit(act: unknown): boolean {
  return (act as { readonly act: string }).act === 'CONTRIBUTION_SPLIT';
}

/**
 * Holdings before and after, for those whose holding changes; a line each.
 * @param newNames of those who become stakeholders with the change
 */
export function comparison(
  ledger: Ledger,
  before: Holdings,
  after: Holdings,
  newNames: ReadonlyMap<string, string> = new Map(),
): string[] {
  const was = new Map(before.holders.map((holder) => [holder.stakeholderId, holder.quantity]));
  const is = new Map(after.holders.map((holder) => [holder.stakeholderId, holder.quantity]));
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id));
  const line = (id: string) => {
    const name = ledger.stakeholders.get(id)?.name.legal_name ?? newNames.get(id) ?? id;
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
