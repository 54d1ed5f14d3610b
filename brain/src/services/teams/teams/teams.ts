import type { contract, Input } from '@smartstart/contract';
import type { Db, Tx } from '../../../kernel/db.ts';
import { sqlStateOf } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { allow, wrong, type Actor, type Ground } from '../ground.ts';
import { openWithLead } from '../membership/joining.ts';
import { record } from '../record/journal.ts';
import {
  lockTeam,
  ofTeam,
  requireTeam,
  seeCompany,
  seeTeam,
  viewerOf,
  type TeamSeat,
} from '../record/standing.ts';
import * as store from '../record/team-store.ts';
import { teamMachine } from '../rules/machines.ts';
import { teamCards } from './views.ts';

type Wish = Input<typeof contract.teams.create>['body'];
type Change = Input<typeof contract.teams.edit>['body'];
type Query = Input<typeof contract.teams.list>['query'];

/** Living teams somebody can lead at once: a bound against floods, far above what one person leads. */
const ledAtOnce = 50;
const leadsVenture = ['OWNER', 'CO_OWNER', 'LEAD'];

export async function listTeams(ground: Ground, db: Db, actor: Actor, query: Query) {
  const rows = await store.listTeams(db, await viewerOf(ground, db, actor), {
    ...query,
    mine: query.mine === 'true',
    before: readIdCursor(query.cursor),
  });
  const cards = await teamCards(ground, db, actor, rows.slice(0, query.limit));
  const byId = new Map(cards.map((card) => [card.id, card]));
  return toPage(
    rows,
    query.limit,
    ({ id }) => [id],
    ({ id }) => byId.get(id)!,
  );
}

/** Who makes a team leads it from the first moment: there is never one without a LEAD. */
export async function createTeam(ground: Ground, tx: Tx, actor: Actor, wish: Wish): Promise<TeamSeat> {
  const { companyId = null, ventureId = null, parentId = null, ...fields } = wish;
  if (companyId && ventureId) throw wrong('body.ventureId', 'A team stands in a company or in a venture.');
  const place = await placeOf(ground, tx, actor, { companyId, ventureId, parentId });
  const led = (await store.teamsOf(tx, actor.userId)).filter(
    ({ role, state }) => role === 'LEAD' && state !== 'DISBANDED',
  );
  if (led.length >= ledAtOnce)
    throw new Fail('RULE_VIOLATED', `One person leads at most ${ledAtOnce} teams at a time.`);
  const now = ground.kernel.clock.now();
  const row = await nested(() =>
    store.insertTeam(tx, {
      id: newId(),
      ...fields,
      ...place,
      parent_id: parentId,
      state: teamMachine.start,
      state_since: now,
      created_by: actor.userId,
      created_at: now,
      updated_at: now,
    }),
  );
  await record(ground, tx, ofTeam(row.id), {
    entity: 'TEAM',
    entityId: row.id,
    event: 'created',
    subject: row.name,
    to: row.state,
    actorId: actor.userId,
  });
  await openWithLead(ground, tx, row, actor.userId);
  if (row.parent_id) await toldParent(ground, tx, row.parent_id, row, 'sub-team-added', actor);
  return seeTeam(ground, tx, actor, row.id);
}

/** Where the new team stands, if the person may open one there. */
async function placeOf(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  {
    companyId,
    ventureId,
    parentId,
  }: { companyId: string | null; ventureId: string | null; parentId: string | null },
): Promise<{ company_id: string | null; venture_id: string | null }> {
  if (parentId) {
    const parent = await lockTeam(ground, tx, actor, parentId);
    requireLeader(parent);
    const { company_id, venture_id } = parent.team;
    if ((companyId && companyId !== company_id) || (ventureId && ventureId !== venture_id))
      throw wrong('body.parentId', 'A team inside another stands in the same company or venture.');
    return { company_id, venture_id };
  }
  if (companyId) {
    const { rights, company } = await seeCompany(ground, tx, actor, companyId);
    allow(
      rights.has('teams'),
      company.state === 'ACTIVE'
        ? 'Teams of a company are opened by its OWNER and MANAGERs.'
        : `The company is ${company.state}: no team is opened in it.`,
    );
  }
  if (ventureId) {
    const parts = await ground.ventures.partsOf(tx, actor);
    const part = found(parts.find((one) => one.ventureId === ventureId));
    allow(
      leadsVenture.includes(part.role),
      'Teams of a venture are opened by its OWNER, CO_OWNERs and LEADs.',
    );
    if (part.status !== 'ACTIVE')
      throw new Fail('ILLEGAL_TRANSITION', `The venture is ${part.status}: no team is opened in it.`);
  }
  return { company_id: companyId, venture_id: ventureId };
}

export async function editTeam(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  teamId: string,
  change: Change,
  requireVersion: (version: number) => void,
): Promise<TeamSeat> {
  const seat = await lockTeam(ground, tx, actor, teamId);
  requireTeam(seat, 'lead');
  requireVersion(seat.team.version);
  if (change.size !== undefined) {
    const { length } = await store.membersOf(tx, teamId);
    if (change.size < length)
      throw wrong('body.size', `The team has ${length} members: it cannot be meant for fewer.`);
  }
  const fields = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  await store.updateTeam(tx, teamId, { ...fields, updated_at: ground.kernel.clock.now() });
  await record(ground, tx, ofTeam(teamId), {
    entity: 'TEAM',
    entityId: teamId,
    event: 'edited',
    subject: seat.team.name,
    actorId: actor.userId,
  });
  return seeTeam(ground, tx, actor, teamId);
}

/** Nests a team inside another, or takes it out. That no circle comes about is decided where it is written. */
export async function moveTeam(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  teamId: string,
  parentId: string | null,
): Promise<TeamSeat> {
  const seat = await lockTeam(ground, tx, actor, teamId);
  requireLeader(seat);
  if (parentId === seat.team.parent_id) return seat;
  if (parentId) {
    if (parentId === teamId) throw wrong('body.parentId', 'A team is not inside itself.');
    const parent = await seeTeam(ground, tx, actor, parentId);
    requireLeader(parent, 'A team goes into another only with who leads that one, or owns their place.');
    if (parent.team.state === 'DISBANDED') throw wrong('body.parentId', 'That team was disbanded.');
  }
  await nested(() =>
    store.updateTeam(tx, teamId, { parent_id: parentId, updated_at: ground.kernel.clock.now() }),
  );
  await record(ground, tx, ofTeam(teamId), {
    entity: 'TEAM',
    entityId: teamId,
    event: parentId ? 'nested' : 'taken-out',
    subject: seat.team.name,
    from: seat.team.parent_id,
    to: parentId,
    actorId: actor.userId,
  });
  if (seat.team.parent_id)
    await toldParent(ground, tx, seat.team.parent_id, seat.team, 'sub-team-gone', actor);
  if (parentId) await toldParent(ground, tx, parentId, seat.team, 'sub-team-added', actor);
  return seeTeam(ground, tx, actor, teamId);
}

function toldParent(
  ground: Ground,
  tx: Tx,
  parentId: string,
  { id, name }: Pick<store.TeamRow, 'id' | 'name'>,
  event: string,
  actor: Actor,
): Promise<void> {
  return record(ground, tx, ofTeam(parentId), {
    entity: 'TEAM',
    entityId: id,
    event,
    subject: name,
    actorId: actor.userId,
  });
}

/** Who leads the team, or owns the company or venture it stands in. */
function requireLeader({ rights, team }: TeamSeat, sentence?: string): void {
  if (team.state === 'DISBANDED') throw new Fail('ILLEGAL_TRANSITION', 'This team was disbanded.');
  allow(
    rights.has('lead') || rights.has('own'),
    sentence ?? 'That is for the LEAD of the team, who holds rung 3, or the owner of its place.',
  );
}

/** What the database says of nesting, in sentences. */
async function nested<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const sentence = nestingSentences[sqlStateOf(error) ?? ''];
    if (sentence) throw wrong('body.parentId', sentence);
    throw error;
  }
}
const nestingSentences: Readonly<Record<string, string>> = {
  TM003:
    'A team goes only into a team of the same company or venture; one that stands alone, into one that does, too.',
  TM004: 'That team is inside this one: it would contain itself.',
  TM005: 'Teams are nested at most six deep.',
};
