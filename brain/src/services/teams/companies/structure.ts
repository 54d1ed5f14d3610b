import type { Tx } from '../../../kernel/db.ts';
import { sqlStateOf, violatedUnique } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import { allow, millionthsOf, namesOf, percentOf, wrong, type Actor, type Ground } from '../ground.ts';
import { insertApproval, type ApprovalRow } from '../record/approval-store.ts';
import * as store from '../record/company-store.ts';
import { publish, record } from '../record/journal.ts';
import { lockCompany, ofCompany, requireCompany, seeCompany } from '../record/standing.ts';
import { companyMachine } from '../rules/machines.ts';
import { endOrGoOn, requireNoTeams } from './companies.ts';

/** Which company holds which, and mergers. Both sides agree: what the other owner has to say waits as an approval. */

export interface Outcome {
  readonly set: boolean;
  readonly approvalId: string | null;
}

const over = ['DISSOLVED', 'MERGED'];

export async function setParent(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  of: { companyId: string; parentId: string; percent: string; message: string },
): Promise<Outcome> {
  const child = await lockCompany(ground, tx, actor, of.companyId);
  requireCompany(child, 'own');
  if (of.companyId === of.parentId) throw wrong('params.parentId', 'A company does not own itself.');
  const parent = await seeCompany(ground, tx, actor, of.parentId);
  if (over.includes(parent.company.state))
    throw new Fail('RULE_VIOLATED', `“${parent.company.name}” is ${parent.company.state}.`);
  const millionths = millionthsOf(of.percent);
  const ownerId = found(await store.ownerOf(tx, of.parentId));
  if (ownerId === actor.userId) {
    await putStake(ground, tx, { ...of, millionths, actorId: actor.userId });
    return { set: true, approvalId: null };
  }
  // What could not be agreed to is refused now, not when the other side has thought about it.
  await tried(ground, tx, { ...of, millionths });
  const asked = await ask(ground, tx, actor, {
    kind: 'PARENT_COMPANY',
    companyId: of.companyId,
    otherId: of.parentId,
    approverId: ownerId,
    millionths,
    subject: `${parent.company.name} holds ${percentOf(millionths)} % of ${child.company.name}`,
    message: of.message,
  });
  return { set: false, approvalId: asked.id };
}

/** The sum of the parts and the circle are decided by the database, under one lock. */
export async function putStake(
  ground: Ground,
  tx: Tx,
  stake: { companyId: string; parentId: string; millionths: number; actorId: string },
): Promise<void> {
  const { companyId, parentId, millionths, actorId } = stake;
  await structured(() =>
    store.upsertStake(tx, {
      parent_id: parentId,
      child_id: companyId,
      millionths,
      set_by: actorId,
      set_at: ground.kernel.clock.now(),
    }),
  );
  const names = new Map(
    await Promise.all(
      [companyId, parentId].map(async (id) => [id, (await store.findCompany(tx, id))!.name] as const),
    ),
  );
  for (const placeId of [companyId, parentId])
    await record(ground, tx, ofCompany(placeId), {
      entity: 'STAKE',
      entityId: placeId === companyId ? parentId : companyId,
      event: 'stake-set',
      subject: `${names.get(parentId)} holds ${percentOf(millionths)} % of ${names.get(companyId)}`,
      to: percentOf(millionths),
      actorId,
    });
}

/** Would it be possible now? Written, looked at by the database, and taken back. */
async function tried(
  ground: Ground,
  tx: Tx,
  { companyId, parentId, millionths }: { companyId: string; parentId: string; millionths: number },
): Promise<void> {
  const held = (await store.stakesOf(tx, companyId)).find((row) => row.parent_id === parentId);
  await structured(() =>
    store.upsertStake(tx, {
      parent_id: parentId,
      child_id: companyId,
      millionths,
      set_by: null,
      set_at: ground.kernel.clock.now(),
    }),
  );
  if (held) await store.upsertStake(tx, held);
  else await store.deleteStake(tx, parentId, companyId);
}

export async function removeParent(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  { companyId, parentId }: { companyId: string; parentId: string },
): Promise<void> {
  // One order for both rows, whoever asks.
  for (const id of [companyId, parentId].toSorted()) await store.lockCompany(tx, id);
  // Who sees neither side learns nothing of the stake.
  const child = await seeCompany(ground, tx, actor, companyId);
  const owns = async (id: string) =>
    actor.held.has(3) && (await store.findPerson(tx, id, actor.userId))?.role === 'OWNER';
  allow(
    (await owns(child.company.id)) || (await owns(parentId)),
    'A stake is ended by the OWNER of either company.',
  );
  if (!(await store.deleteStake(tx, parentId, companyId))) throw new Fail('NOT_FOUND');
  for (const placeId of [companyId, parentId])
    await record(ground, tx, ofCompany(placeId), {
      entity: 'STAKE',
      entityId: placeId === companyId ? parentId : companyId,
      event: 'stake-ended',
      subject: child.company.name,
      actorId: actor.userId,
    });
}

export async function mergeInto(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  of: { companyId: string; intoId: string; message: string },
): Promise<Outcome> {
  const from = await lockCompany(ground, tx, actor, of.companyId);
  requireCompany(from, 'own');
  if (of.companyId === of.intoId) throw wrong('body.intoId', 'A company does not merge into itself.');
  nextState(companyMachine, from.company.state, 'merge');
  const into = await seeCompany(ground, tx, actor, of.intoId);
  await requireNoTeams(tx, of.companyId);
  const ownerId = found(await store.ownerOf(tx, of.intoId));
  if (ownerId === actor.userId) {
    await merge(ground, tx, { companyId: of.companyId, intoId: of.intoId, actorId: actor.userId });
    return { set: true, approvalId: null };
  }
  const asked = await ask(ground, tx, actor, {
    kind: 'MERGER',
    companyId: of.companyId,
    otherId: of.intoId,
    approverId: ownerId,
    subject: `${from.company.name} merges into ${into.company.name}`,
    message: of.message,
  });
  return { set: false, approvalId: asked.id };
}

/** Two that merge into each other at the same moment: the rows are locked in one order, and the second is refused. */
export async function merge(
  ground: Ground,
  tx: Tx,
  { companyId, intoId, actorId }: { companyId: string; intoId: string; actorId: string },
): Promise<void> {
  for (const id of [companyId, intoId].toSorted()) await store.lockCompany(tx, id);
  const company = found(await store.findCompany(tx, companyId));
  const into = found(await store.findCompany(tx, intoId));
  const to = nextState(companyMachine, company.state, 'merge');
  if (into.state !== 'ACTIVE')
    throw new Fail('RULE_VIOLATED', `“${into.name}” is ${into.state}: nothing merges into it.`);
  await requireNoTeams(tx, companyId);
  await endOrGoOn(ground, tx, company, {
    event: 'merge',
    to,
    mergedInto: intoId,
    actorId,
    reason: `Into ${into.name}.`,
  });
  await record(ground, tx, ofCompany(intoId), {
    entity: 'COMPANY',
    entityId: companyId,
    event: 'took-over',
    subject: company.name,
    actorId,
  });
}

async function ask(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  wish: {
    kind: 'PARENT_COMPANY' | 'MERGER';
    companyId: string;
    otherId: string;
    approverId: string;
    millionths?: number;
    subject: string;
    message: string;
  },
): Promise<ApprovalRow> {
  const row = await once(() =>
    insertApproval(tx, {
      id: newId(),
      kind: wish.kind,
      company_id: wish.companyId,
      other_company_id: wish.otherId,
      millionths: wish.millionths ?? null,
      requester_id: actor.userId,
      approver_id: wish.approverId,
      subject: wish.subject,
      message: wish.message,
      state: 'PENDING',
      created_at: ground.kernel.clock.now(),
    }),
  );
  await publish(
    ground,
    tx,
    'approval.requested',
    actor.userId,
    {
      approvalId: row.id,
      approverId: row.approver_id,
      subject: row.subject,
      requesterName: (await namesOf(ground, tx, [actor.userId]))(actor.userId).name,
    },
    [`user:${row.approver_id}`],
  );
  return row;
}

async function once<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedUnique(error) === 'approvals_one_structure')
      throw new Fail('ALREADY_EXISTS', 'The other owner has been asked and has not answered yet.');
    throw error;
  }
}

async function structured<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const sentence = sentences[sqlStateOf(error) ?? ''];
    if (sentence) throw wrong('body.percent', sentence);
    throw error;
  }
}
const sentences: Readonly<Record<string, string>> = {
  TM001: 'The parts of a company are together at most 100 %. Lower another part first.',
  TM002: 'That company is held by this one, directly or over others: a company does not own itself.',
};
