import type { Answer, contract, financesWire } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { findBooks, updateBooks, type BooksRow } from '../books/books-store.ts';
import {
  lockBooks,
  namesOf,
  record,
  standingFor,
  writerIn,
  type Ground,
  type Standing,
} from '../books/ground.ts';
import type { Actor } from '../deps.ts';
import { losersBetween, percentOf, problemOf, type Share } from '../rules/split.ts';
import * as store from './share-store.ts';

/** Who gets which part of the revenue (section 11). Nobody’s share falls without their signature. */

type PlanView = Answer<typeof contract.finances.setRevenueShares>;
type PlanState = (typeof financesWire.sharePlanState)['options'][number];

/** Lines that can change at a time: the document names each of them, and a blank takes 4,000 signs. */
const changedAtOnce = 60;
const shownName = 30;
const clauses = ['intro', 'concerned', 'shares', 'start', 'stays', 'law'];

export async function readShares(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
): Promise<Answer<typeof contract.finances.revenueShares>> {
  const { rights } = await standingFor(ground, db, ventureId, actor, 'see-own');
  const only = rights.has('see-money') ? null : actor.userId;
  const [inForce, waiting] = [
    await store.planIn(db, ventureId, 'IN_FORCE'),
    await store.planIn(db, ventureId, 'WAITING'),
  ];
  return {
    inForce: inForce ? await planView(ground, db, inForce, null, only) : null,
    waiting: waiting ? await planView(ground, db, waiting, inForce ?? null, only) : null,
    version: (await findBooks(db, ventureId))?.shares_version ?? 0,
    maySet: rights.has('share-revenue'),
  };
}

export async function setShares(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  wish: { lines: readonly Share[]; deadlineDays: number; message: string },
  requireVersion: (version: number) => void,
): Promise<PlanView> {
  const standing = await writerIn(ground, tx, ventureId, actor, 'share-revenue');
  const books = await lockBooks(ground, tx, ventureId);
  requireVersion(books.shares_version);
  const problem = problemOf(wish.lines);
  if (problem) throw new Fail('RULE_VIOLATED', problem);
  if (await store.planIn(tx, ventureId, 'WAITING'))
    throw new Fail('RULE_VIOLATED', 'Other shares wait for signatures. Withdraw them first.');
  const inForce = await store.planIn(tx, ventureId, 'IN_FORCE');
  const before = inForce ? await store.linesOf(tx, inForce.id) : [];
  await requirePeople(ground, tx, ventureId, before, wish.lines);
  const losers = await signingLosers(ground, tx, before, wish.lines);
  const documentId = losers.length
    ? await sendDocument(ground, tx, actor, standing, before, losers, wish)
    : null;
  const plan = await store.insertPlan(
    tx,
    {
      id: newId(),
      venture_id: ventureId,
      state: 'WAITING',
      document_id: documentId,
      proposed_by: actor.userId,
      proposed_at: ground.kernel.clock.now(),
    },
    wish.lines,
  );
  await record(ground, tx, {
    ventureId,
    entity: 'shares',
    id: plan.id,
    event: 'proposed',
    actor,
    to: plan.state,
    before: { lines: before },
    after: { lines: wish.lines, documentId },
  });
  const row = documentId ? plan : await takeEffect(ground, tx, books, plan, actor);
  return planView(ground, tx, row, inForce ?? null, null);
}

export async function withdrawShares(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  { ventureId, planId }: { ventureId: string; planId: string },
  reason: string,
): Promise<PlanView> {
  await standingFor(ground, tx, ventureId, actor, 'share-revenue');
  await lockBooks(ground, tx, ventureId);
  const plan = found(await store.lockPlan(tx, ventureId, planId));
  if (plan.state !== 'WAITING' || !plan.document_id)
    throw new Fail('ILLEGAL_TRANSITION', 'Only shares that wait for signatures can be withdrawn.');
  await ground.papers.voidAgreement(tx, {
    documentId: plan.document_id,
    actorId: plan.proposed_by,
    reason,
    call: actor.call,
  });
  const row = await decide(ground, tx, plan, { state: 'WITHDRAWN', reason }, actor);
  return planView(ground, tx, row, (await store.planIn(tx, ventureId, 'IN_FORCE')) ?? null, null);
}

/** Everybody signed: the shares are in force from now on. */
export async function sharesSigned(ground: Ground, tx: Tx, documentId: string): Promise<void> {
  const known = await store.planOfDocument(tx, documentId);
  if (!known) return;
  const books = await lockBooks(ground, tx, known.venture_id);
  const plan = found(await store.lockPlan(tx, known.venture_id, known.id));
  // Nothing else can change the shares while these wait.
  if (plan.state === 'WAITING') await takeEffect(ground, tx, books, plan, null);
}

/** The document came to an end without everybody’s signature. */
export async function sharesNotSigned(
  ground: Ground,
  tx: Tx,
  documentId: string,
  state: 'REFUSED' | 'EXPIRED' | 'WITHDRAWN',
  reason: string | null,
): Promise<void> {
  const known = await store.planOfDocument(tx, documentId);
  if (!known) return;
  await lockBooks(ground, tx, known.venture_id);
  const plan = found(await store.lockPlan(tx, known.venture_id, known.id));
  if (plan.state === 'WAITING') await decide(ground, tx, plan, { state, reason }, null);
}

async function takeEffect(
  ground: Ground,
  tx: Tx,
  books: BooksRow,
  plan: store.PlanRow,
  actor: Actor | null,
): Promise<store.PlanRow> {
  const now = ground.kernel.clock.now();
  const before = await store.planIn(tx, plan.venture_id, 'IN_FORCE');
  if (before) await store.updatePlan(tx, before.id, { state: 'REPLACED', decided_at: now });
  await updateBooks(tx, plan.venture_id, { shares_version: books.shares_version + 1 });
  return decide(ground, tx, plan, { state: 'IN_FORCE', reason: null, effective_at: now }, actor);
}

async function decide(
  ground: Ground,
  tx: Tx,
  plan: store.PlanRow,
  change: { state: PlanState; reason: string | null; effective_at?: Date },
  actor: Actor | null,
): Promise<store.PlanRow> {
  const row = await store.updatePlan(tx, plan.id, { ...change, decided_at: ground.kernel.clock.now() });
  await record(ground, tx, {
    ventureId: plan.venture_id,
    entity: 'shares',
    id: plan.id,
    event: change.state.toLowerCase().replace('_', '-'),
    actor,
    from: plan.state,
    to: change.state,
    reason: change.reason,
  });
  return row;
}

/** New people are members; who left keeps the share there was. */
async function requirePeople(
  ground: Ground,
  tx: Tx,
  ventureId: string,
  before: readonly Share[],
  after: readonly Share[],
): Promise<void> {
  const members = await ground.ventures.rolesIn(tx, ventureId);
  const known = new Set(before.map(({ userId }) => userId));
  const stranger = after.find(({ userId }) => userId !== null && !members.has(userId) && !known.has(userId));
  if (stranger)
    throw new Fail('RULE_VIOLATED', 'Shares go to members of the venture. Invite the person first.');
}

/** Those who have to sign; an account that was erased at its person’s wish cannot. */
async function signingLosers(
  { people }: Ground,
  tx: Tx,
  before: readonly Share[],
  after: readonly Share[],
): Promise<string[]> {
  const losers = losersBetween(before, after);
  if (!losers.length) return [];
  const known = await people.byIds(tx, losers);
  return losers.filter((userId) => known.has(userId) && known.get(userId)?.status !== 'ERASED');
}

async function sendDocument(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  { ventureId, ventureName }: Standing,
  before: readonly Share[],
  losers: readonly string[],
  wish: { lines: readonly Share[]; deadlineDays: number; message: string },
): Promise<string> {
  const others = losers.filter((userId) => userId !== actor.userId);
  const names = await namesOf(
    ground,
    tx,
    [...before, ...wish.lines].map(({ userId }) => userId),
  );
  const documentId = await ground.papers.createAgreement(tx, {
    templateCode: 'REVSHARE',
    creatorId: actor.userId,
    ventureId,
    title: `Revenue shares of ${ventureName}`.slice(0, 120),
    ...(wish.message ? { message: wish.message } : {}),
    values: { projectName: ventureName, shares: comparison(before, wish.lines, names).join('\n') },
    clauses: clauses
      .filter((id) => others.length || id !== 'concerned')
      .map((id) => ({ source: 'TEMPLATE' as const, id })),
    recipients: [
      { role: 'Venture', kind: 'SIGNER', step: 1, userId: actor.userId },
      ...others.map((userId) => ({ role: 'Recipient', kind: 'SIGNER' as const, step: 1, userId })),
    ],
    call: actor.call,
  });
  const { deadlineDays } = wish;
  await ground.papers.sendAgreement(tx, {
    documentId,
    creatorId: actor.userId,
    deadlineDays,
    call: actor.call,
  });
  return documentId;
}

/** Every line that changes, before and after; the others summed up. */
function comparison(
  before: readonly Share[],
  after: readonly Share[],
  names: (userId: string | null) => string | null,
): string[] {
  const was = new Map(before.map(({ userId, part }) => [userId, part]));
  const is = new Map(after.map(({ userId, part }) => [userId, part]));
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id));
  if (changed.length > changedAtOnce)
    throw new Fail(
      'RULE_VIOLATED',
      `Change at most ${changedAtOnce} shares at a time, so that the document can name them.`,
    );
  const same = is.size - changed.filter((id) => is.has(id)).length;
  const line = (id: string | null) => {
    const name = (names(id) ?? 'Retained by the venture').slice(0, shownName);
    return `- ${name}: ${percentOf(was.get(id) ?? 0)} % before, ${percentOf(is.get(id) ?? 0)} % now`;
  };
  return [
    ...changed.map(line),
    ...(same ? [`- ${same === 1 ? 'One line stays' : `${same} lines stay`} as before`] : []),
    'All shares together are exactly 100 %.',
  ];
}

async function planView(
  ground: Ground,
  db: Db,
  plan: store.PlanRow,
  inForce: store.PlanRow | null,
  only: string | null,
): Promise<PlanView> {
  const lines = await store.linesOf(db, plan.id);
  const before = new Map(
    (inForce ? await store.linesOf(db, inForce.id) : []).map(({ userId, part }) => [userId, part]),
  );
  const names = await namesOf(
    ground,
    db,
    lines.map(({ userId }) => userId),
  );
  return {
    id: plan.id,
    state: plan.state as PlanState,
    documentId: plan.document_id,
    lines: lines
      .filter(({ userId }) => only === null || userId === only)
      .map(({ userId, part }) => ({
        userId,
        name: names(userId) ?? 'Retained by the venture',
        part,
        before: inForce ? (before.get(userId) ?? 0) : null,
      })),
    proposedAt: plan.proposed_at.toISOString(),
    effectiveAt: plan.effective_at?.toISOString() ?? null,
    reason: plan.reason,
  };
}
