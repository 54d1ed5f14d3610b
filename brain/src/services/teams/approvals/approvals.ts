import type { contract, Input, teamsWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { eventsFrom, nextState } from '../../../kernel/machine.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { merge, putStake } from '../companies/structure.ts';
import { allow, namesOf, percentOf, wrong, type Actor, type Ground } from '../ground.ts';
import { joinTeam } from '../membership/joining.ts';
import * as store from '../record/approval-store.ts';
import * as companyStore from '../record/company-store.ts';
import { publish, record } from '../record/journal.ts';
import { ofCompany, ofTeam, seeCompany, seeTeam } from '../record/standing.ts';
import * as teamStore from '../record/team-store.ts';
import { approvalMachine, type ApprovalEvent, type ApprovalState } from '../rules/machines.ts';

/** Requester, approver, subject, decision, comment (domain rules, section 18). */

type View = z.infer<typeof teamsWire.approval>;
type Wish = Input<typeof contract.approvals.request>['body'];
type Query = Input<typeof contract.approvals.list>['query'];

/** Somebody of a team or a company asks who leads there to approve something. */
export async function request(ground: Ground, tx: Tx, actor: Actor, wish: Wish): Promise<store.ApprovalRow> {
  const { teamId, companyId, approverId, subject, message } = wish;
  if ((teamId === undefined) === (companyId === undefined))
    throw wrong('body.teamId', 'A request is put to a team or to a company, one of them.');
  const approver = teamId
    ? await approverOfTeam(ground, tx, actor, teamId, approverId)
    : await approverOfCompany(ground, tx, actor, companyId!, approverId);
  if (approver === actor.userId)
    throw wrong('body.approverId', 'Nobody approves for themselves: somebody else decides here.');
  const row = await store.insertApproval(tx, {
    id: newId(),
    kind: 'REQUEST',
    team_id: teamId ?? null,
    company_id: companyId ?? null,
    requester_id: actor.userId,
    approver_id: approver,
    subject,
    message,
    state: approvalMachine.start,
    created_at: ground.kernel.clock.now(),
  });
  await publish(
    ground,
    tx,
    'approval.requested',
    actor.userId,
    {
      approvalId: row.id,
      approverId: approver,
      subject,
      requesterName: (await namesOf(ground, tx, [actor.userId]))(actor.userId).name,
    },
    [`user:${approver}`],
  );
  return row;
}

/** The LEAD; the LEAD asks whoever owns the place of the team. */
async function approverOfTeam(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  teamId: string,
  wished: string | undefined,
): Promise<string> {
  const { team, role } = await seeTeam(ground, tx, actor, teamId);
  allow(role !== null, 'Requests are put to a team by its members.');
  if (team.state === 'DISBANDED') throw new Fail('ILLEGAL_TRANSITION', 'This team was disbanded.');
  const { leadId } = (await teamStore.summariesOf(tx, [teamId], actor.userId)).get(teamId)!;
  const ownerId = team.company_id ? await companyStore.ownerOf(tx, team.company_id) : null;
  const able = [leadId, ownerId].filter((id) => id !== null);
  if (wished && !able.includes(wished))
    throw wrong('body.approverId', 'The LEAD of the team decides, or the OWNER of its company.');
  return (
    wished ??
    found(
      able.find((id) => id !== actor.userId),
      'Nobody else decides in this team.',
    )
  );
}

async function approverOfCompany(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  companyId: string,
  wished: string | undefined,
): Promise<string> {
  const { role, company } = await seeCompany(ground, tx, actor, companyId);
  allow(role !== null, 'Requests are put to a company by those who belong to it.');
  if (company.state !== 'ACTIVE')
    throw new Fail('ILLEGAL_TRANSITION', `The company is ${company.state}: nothing is decided in it.`);
  if (!wished) return found(await companyStore.ownerOf(tx, companyId));
  const chosen = await companyStore.findPerson(tx, companyId, wished);
  if (chosen?.role !== 'OWNER' && chosen?.role !== 'MANAGER')
    throw wrong('body.approverId', 'The OWNER or a MANAGER of the company decides.');
  return wished;
}

/** Decides, and what was asked for happens in the same transaction: both, or neither. */
export async function decide(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  approvalId: string,
  { decision, comment }: { decision: 'approve' | 'reject'; comment: string },
): Promise<store.ApprovalRow> {
  const row = await lockFor(tx, approvalId, (known) => known.approver_id === actor.userId);
  const saved = await advance(ground, tx, row, decision, { actorId: actor.userId, comment });
  if (decision === 'approve') await fulfil(ground, tx, actor, saved);
  return saved;
}

export async function withdraw(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  approvalId: string,
): Promise<store.ApprovalRow> {
  const row = await lockFor(tx, approvalId, (known) => known.requester_id === actor.userId);
  return advance(ground, tx, row, 'withdraw', { actorId: actor.userId, comment: '' });
}

/** The place first, then the request, as everywhere. */
async function lockFor(
  tx: Tx,
  approvalId: string,
  mine: (row: store.ApprovalRow) => boolean,
): Promise<store.ApprovalRow> {
  const known = found(await store.findApproval(tx, approvalId));
  if (!mine(known)) throw new Fail('NOT_FOUND');
  if (known.team_id) await teamStore.lockTeam(tx, known.team_id);
  for (const id of [known.company_id, known.other_company_id].filter((one) => one !== null).toSorted())
    await companyStore.lockCompany(tx, id);
  const row = found(await store.lockApproval(tx, approvalId));
  if (!mine(row)) throw new Fail('NOT_FOUND');
  return row;
}

async function advance(
  ground: Ground,
  tx: Tx,
  row: store.ApprovalRow,
  event: Exclude<ApprovalEvent, 'lapse'>,
  { actorId, comment }: { actorId: string; comment: string },
): Promise<store.ApprovalRow> {
  const state = nextState(approvalMachine, row.state, event);
  const saved = await store.updateApproval(tx, row.id, {
    state,
    comment,
    decided_at: ground.kernel.clock.now(),
  });
  await record(ground, tx, row.team_id ? ofTeam(row.team_id) : ofCompany(row.company_id!), {
    entity: 'APPROVAL',
    entityId: row.id,
    event,
    subject: row.subject,
    from: row.state,
    to: state,
    actorId,
    // Comments are between the two of them.
  });
  await publish(
    ground,
    tx,
    event === 'withdraw' ? 'approval.changed' : 'approval.decided',
    actorId,
    {
      approvalId: row.id,
      requesterId: row.requester_id,
      subject: row.subject,
      approverName: (await namesOf(ground, tx, [row.approver_id]))(row.approver_id).name,
      to: state,
    },
    [`user:${row.requester_id}`, `user:${row.approver_id}`],
  );
  return saved;
}

async function fulfil(ground: Ground, tx: Tx, actor: Actor, row: store.ApprovalRow): Promise<void> {
  if (row.kind === 'JOIN_TEAM') {
    const team = found(await teamStore.findTeam(tx, row.team_id!));
    const { rights } = await seeTeam(ground, tx, actor, team.id);
    allow(rights.has('lead'), 'People are let in by the LEAD, who holds rung 3.');
    if (!(await ground.security.held(tx, row.requester_id)).has(1))
      throw new Fail('RULE_VIOLATED', 'This person has no platform papers in force at present.');
    await joinTeam(ground, tx, team, { userId: row.requester_id, role: 'MEMBER', actorId: actor.userId });
  }
  if (row.kind !== 'PARENT_COMPANY' && row.kind !== 'MERGER') return;
  const { company_id: companyId, other_company_id: otherId, millionths } = row;
  await requireOwners(tx, row);
  if (row.kind === 'PARENT_COMPANY')
    await putStake(ground, tx, {
      companyId: companyId!,
      parentId: otherId!,
      millionths: millionths!,
      actorId: actor.userId,
    });
  else await merge(ground, tx, { companyId: companyId!, intoId: otherId!, actorId: actor.userId });
}

/** Both still own what they decide about. */
async function requireOwners(tx: Tx, row: store.ApprovalRow): Promise<void> {
  const asked = await companyStore.findPerson(tx, row.company_id!, row.requester_id);
  const decides = await companyStore.findPerson(tx, row.other_company_id!, row.approver_id);
  if (asked?.role !== 'OWNER' || decides?.role !== 'OWNER')
    throw new Fail(
      'RULE_VIOLATED',
      'One of the companies has another owner by now. The request is made anew.',
    );
}

export async function read(ground: Ground, db: Db, actor: Actor, approvalId: string): Promise<View> {
  const row = found(await store.findApproval(db, approvalId));
  if (row.requester_id !== actor.userId && row.approver_id !== actor.userId) throw new Fail('NOT_FOUND');
  return (await approvalViews(ground, db, actor, [row]))[0]!;
}

export async function list(ground: Ground, db: Db, actor: Actor, query: Query) {
  const { side, state, cursor, limit } = query;
  const rows = await store.listApprovals(db, {
    side,
    userId: actor.userId,
    state,
    before: readIdCursor(cursor),
    limit,
  });
  const views = await approvalViews(ground, db, actor, rows.slice(0, limit));
  const byId = new Map(views.map((view) => [view.id, view]));
  return toPage(
    rows,
    limit,
    ({ id }) => [id],
    ({ id }) => byId.get(id)!,
  );
}

export async function approvalViews(
  ground: Ground,
  db: Db,
  actor: Actor,
  rows: readonly store.ApprovalRow[],
): Promise<View[]> {
  const name = await namesOf(
    ground,
    db,
    rows.flatMap(({ requester_id, approver_id }) => [requester_id, approver_id]),
  );
  const names = new Map<string, string>();
  for (const row of rows) {
    if (row.team_id) names.set(row.team_id, (await teamStore.findTeam(db, row.team_id))?.name ?? '');
    for (const id of [row.company_id, row.other_company_id])
      if (id) names.set(id, (await companyStore.findCompany(db, id))?.name ?? '');
  }
  const placed = (id: string | null) => (id ? { id, name: names.get(id)! } : null);
  return rows.map((row): View => ({
    id: row.id,
    kind: row.kind as View['kind'],
    team: placed(row.team_id),
    company: placed(row.company_id),
    otherCompany: placed(row.other_company_id),
    percent: row.millionths === null ? null : percentOf(row.millionths),
    requester: name(row.requester_id),
    approver: name(row.approver_id),
    subject: row.subject,
    message: row.message,
    state: row.state as ApprovalState,
    comment: row.comment,
    steps: eventsFrom(approvalMachine, row.state).flatMap((event) => {
      if (event === 'withdraw') return row.requester_id === actor.userId ? [event] : [];
      return event !== 'lapse' && row.approver_id === actor.userId ? [event] : [];
    }),
    createdAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
  }));
}
