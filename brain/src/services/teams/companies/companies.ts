import type { contract, Input } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { nextState } from '../../../kernel/machine.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { allow, namesOf, wrong, type Actor, type Ground } from '../ground.ts';
import { closePlace } from '../membership/ending.ts';
import * as store from '../record/company-store.ts';
import { publish, record } from '../record/journal.ts';
import {
  lockCompany,
  ofCompany,
  requireCompany,
  seeCompany,
  viewerOf,
  type CompanySeat,
} from '../record/standing.ts';
import { companyMachine } from '../rules/machines.ts';
import type { CompanyRole } from '../rules/policy.ts';
import { companyCards } from './views.ts';

type Wish = Input<typeof contract.companies.create>['body'];
type Change = Input<typeof contract.companies.edit>['body'];
type Step = Input<typeof contract.companies.step>['body'];
type Query = Input<typeof contract.companies.list>['query'];

/** Living companies of one owner: a bound against floods, far above what one person runs. */
const ownedAtOnce = 20;

export async function listCompanies(ground: Ground, db: Db, actor: Actor, query: Query) {
  const rows = await store.listCompanies(db, await viewerOf(ground, db, actor), {
    mine: query.mine === 'true',
    search: query.search,
    before: readIdCursor(query.cursor),
    limit: query.limit,
  });
  const cards = await companyCards(db, actor, rows.slice(0, query.limit));
  const byId = new Map(cards.map((card) => [card.id, card]));
  return toPage(
    rows,
    query.limit,
    ({ id }) => [id],
    ({ id }) => byId.get(id)!,
  );
}

export async function createCompany(ground: Ground, tx: Tx, actor: Actor, wish: Wish): Promise<CompanySeat> {
  const owned = (await store.companiesOf(tx, actor.userId)).filter(
    ({ role, state }) => role === 'OWNER' && state !== 'DISSOLVED' && state !== 'MERGED',
  );
  if (owned.length >= ownedAtOnce)
    throw new Fail('RULE_VIOLATED', `One person owns at most ${ownedAtOnce} companies at a time.`);
  const now = ground.kernel.clock.now();
  const row = await store.insertCompany(tx, {
    id: newId(),
    ...wish,
    tags: tidied(wish.tags),
    state: companyMachine.start,
    created_by: actor.userId,
    created_at: now,
    updated_at: now,
  });
  await store.insertPerson(tx, {
    company_id: row.id,
    user_id: actor.userId,
    role: 'OWNER',
    joined_at: now,
  });
  await record(ground, tx, ofCompany(row.id), {
    entity: 'COMPANY',
    entityId: row.id,
    event: 'created',
    subject: row.name,
    to: row.state,
    actorId: actor.userId,
  });
  await publish(ground, tx, 'company.created', actor.userId, { companyId: row.id, userId: actor.userId }, [
    `user:${actor.userId}`,
  ]);
  return seeCompany(ground, tx, actor, row.id);
}

/** Searched without regard to case, each once. */
function tidied(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.toLowerCase()))];
}

export async function editCompany(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  companyId: string,
  change: Change,
  requireVersion: (version: number) => void,
): Promise<CompanySeat> {
  const seat = await lockCompany(ground, tx, actor, companyId);
  requireCompany(seat, 'edit');
  requireVersion(seat.company.version);
  const { tags, ...fields } = Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  ) as Change;
  await store.updateCompany(tx, companyId, {
    ...fields,
    ...(tags ? { tags: tidied(tags) } : {}),
    updated_at: ground.kernel.clock.now(),
  } as Parameters<typeof store.updateCompany>[2]);
  await record(ground, tx, ofCompany(companyId), {
    entity: 'COMPANY',
    entityId: companyId,
    event: 'edited',
    subject: seat.company.name,
    actorId: actor.userId,
  });
  return seeCompany(ground, tx, actor, companyId);
}

export async function takeStep(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  companyId: string,
  { event, reason }: Step,
): Promise<CompanySeat> {
  const seat = await lockCompany(ground, tx, actor, companyId);
  const { company, rights } = seat;
  const to = nextState(companyMachine, company.state, event);
  const byHub = event === 'suspend' || event === 'lift';
  requireCompany(seat, byHub ? 'oversee' : 'own');
  allow(rights.has(byHub ? 'oversee' : 'own'), 'This step is not yours to take.');
  if (event === 'suspend' && !reason) throw wrong('body.reason', 'Say why the company is suspended.');
  if (event === 'dissolve') await requireNoTeams(tx, companyId);
  await endOrGoOn(ground, tx, company, { event, to, actorId: actor.userId, reason });
  return seeCompany(ground, tx, actor, companyId);
}

export async function requireNoTeams(tx: Tx, companyId: string): Promise<void> {
  const living = await store.countLivingTeams(tx, companyId);
  if (living)
    throw new Fail(
      'RULE_VIOLATED',
      living === 1
        ? 'One team of the company still lives. Disband it first.'
        : `${living} teams of the company still live. Disband them first.`,
    );
}

/** Writes a step of a company; with its end, what waits for it ends and what it holds is nobody’s. */
export async function endOrGoOn(
  ground: Ground,
  tx: Tx,
  company: store.CompanyRow,
  step: { event: string; to: string; mergedInto?: string; actorId: string; reason?: string },
): Promise<void> {
  const { event, to, mergedInto = null, actorId, reason } = step;
  await store.updateCompany(tx, company.id, {
    state: to,
    merged_into: mergedInto,
    updated_at: ground.kernel.clock.now(),
  });
  await record(ground, tx, ofCompany(company.id), {
    entity: 'COMPANY',
    entityId: company.id,
    event,
    subject: company.name,
    from: company.state,
    to,
    actorId,
    reason,
  });
  const ownerId = await store.ownerOf(tx, company.id);
  if (ownerId && ownerId !== actorId)
    await publish(
      ground,
      tx,
      'company.state-changed',
      actorId,
      { companyId: company.id, companyName: company.name, userId: ownerId, to, reason: reason ?? '' },
      [`user:${ownerId}`],
    );
  if (to !== 'DISSOLVED' && to !== 'MERGED') return;
  await store.deleteStakesOf(tx, company.id);
  await closePlace(ground, tx, { companyId: company.id }, `The company “${company.name}” ended.`);
}

export async function listPeople(
  ground: Ground,
  db: Db,
  actor: Actor,
  companyId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const seat = await seeCompany(ground, db, actor, companyId);
  requireCompany(seat, 'read');
  const rows = await store.listPeople(db, companyId, { after: readIdCursor(cursor), limit });
  const name = await namesOf(
    ground,
    db,
    rows.map(({ user_id }) => user_id),
  );
  return toPage(
    rows,
    limit,
    ({ user_id }) => [user_id],
    (row) => ({
      ...name(row.user_id),
      role: row.role as CompanyRole,
      joinedAt: row.joined_at.toISOString(),
      mayRemove: mayRemove(seat, row, actor),
    }),
  );
}

/** The OWNER takes off everybody, a MANAGER members; everybody but the OWNER leaves. */
function mayRemove({ role, rights }: CompanySeat, row: store.CompanyPersonRow, actor: Actor): boolean {
  if (row.role === 'OWNER') return false;
  if (row.user_id === actor.userId) return rights.has('leave');
  return rights.has('own') || (role === 'MANAGER' && rights.has('edit') && row.role === 'MEMBER');
}

/** Another role. OWNER passes the company on to somebody who holds rung 3; who owned it stays as MANAGER. */
export async function setRole(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  companyId: string,
  userId: string,
  role: CompanyRole,
): Promise<CompanySeat> {
  const seat = await lockCompany(ground, tx, actor, companyId);
  // An owner who lost rung 3 still passes the company on.
  const passes = role === 'OWNER' && seat.role === 'OWNER';
  if (!passes) requireCompany(seat, 'own');
  const person = found(
    await store.findPerson(tx, companyId, userId),
    'This person does not belong to the company.',
  );
  if (person.role === role) return seat;
  if (person.role === 'OWNER')
    throw new Fail('RULE_VIOLATED', 'A company has one OWNER: pass it on, and this one steps back.');
  if (role === 'OWNER') {
    if (!(await ground.security.held(tx, userId)).has(3))
      throw new Fail(
        'RULE_VIOLATED',
        'Owning a company needs rung 3 (SEAT_HOLDER). This person signs its papers first.',
      );
    await store.setPersonRole(tx, companyId, actor.userId, 'MANAGER');
  }
  await store.setPersonRole(tx, companyId, userId, role);
  await record(ground, tx, ofCompany(companyId), {
    entity: 'MEMBER',
    entityId: userId,
    event: role === 'OWNER' ? 'owns' : 'role-changed',
    subject: (await namesOf(ground, tx, [userId]))(userId).name,
    from: person.role,
    to: role,
    actorId: actor.userId,
  });
  return seeCompany(ground, tx, actor, companyId);
}

export async function removePerson(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  companyId: string,
  userId: string,
): Promise<void> {
  const seat = await lockCompany(ground, tx, actor, companyId);
  const own = userId === actor.userId;
  if (!own) requireCompany(seat, 'edit');
  const person = found(
    await store.findPerson(tx, companyId, userId),
    'This person does not belong to the company.',
  );
  if (person.role === 'OWNER')
    throw new Fail('RULE_VIOLATED', 'A company has an OWNER at all times: pass it on first.');
  allow(mayRemove(seat, person, actor), 'A MANAGER takes off MEMBERs only.');
  await store.deletePerson(tx, companyId, userId);
  await record(ground, tx, ofCompany(companyId), {
    entity: 'MEMBER',
    entityId: userId,
    event: own ? 'left' : 'removed',
    subject: (await namesOf(ground, tx, [userId]))(userId).name,
    actorId: actor.userId,
  });
  await publish(ground, tx, 'company.left', actor.userId, { companyId, userId }, [`user:${userId}`], {
    lostAccess: { userId, topic: `company:${companyId}` },
  });
}
