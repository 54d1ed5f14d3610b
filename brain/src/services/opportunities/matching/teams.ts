import type { contract, Input } from '@smartstart/contract';
import {
  assign,
  fillTeam,
  folded,
  keptAbove,
  levelsOf,
  rankingOf,
  type Opportunity,
  type SkillLevel,
} from '../../../engines/matching/index.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import type { Actor } from '../deps.ts';
import { invite } from '../postings/invitations.ts';
import { lockDecided } from '../record/standing.ts';
import {
  applicantsFor,
  asked,
  better,
  candidatesFor,
  ownOpportunity,
  type Candidate,
  type Readiness,
} from './candidates.ts';
import type { Ground } from './ground.ts';
import { teamPool } from './rules.ts';
import type { Posted } from './shelf.ts';
import { invitedAmong, liveApplications } from './shelf-store.ts';
import { counted } from './words.ts';

type Wanted = Input<typeof contract.matching.proposeTeam>['body'];
type Role = NonNullable<Wanted['roles']>[number];

export interface TeamMember {
  readonly role: string | null;
  readonly candidate: Candidate;
  readonly why: string[];
}

export interface CoveredSkill {
  readonly name: string;
  readonly asked: number;
  readonly best: number;
  readonly userId: string | null;
}

export interface TeamProposal {
  readonly members: TeamMember[];
  readonly coverage: number;
  readonly skills: CoveredSkill[];
  readonly openSeats: number;
  readonly considered: number;
  readonly exact: boolean;
  readonly readiness: Readiness;
}

/** Who could fill the seats of an opportunity together. Nothing is kept: the same question proposes the same team. */
export async function proposeTeam(
  ground: Ground,
  db: Db,
  actor: Actor,
  opportunityId: string,
  wanted: Wanted,
): Promise<TeamProposal> {
  const posted = await ownOpportunity(ground, db, actor, opportunityId);
  if (wanted.roles && wanted.size !== undefined)
    throw new Fail('RULE_VIOLATED', 'Name the roles, or how many people there are, not both.');
  return wanted.roles
    ? byRoles(ground, db, actor, posted, wanted, wanted.roles)
    : asOne(ground, db, actor, posted, wanted);
}

/** One team for the skills of the opportunity: what it can do together comes first, then how well each fits and wants it. */
async function asOne(
  ground: Ground,
  db: Db,
  actor: Actor,
  posted: Posted,
  wanted: Wanted,
): Promise<TeamProposal> {
  const size = wanted.size ?? Math.min(12, posted.row.places - posted.row.taken);
  if (size < 1) throw new Fail('RULE_VIOLATED', 'Every place of this opportunity is taken.');
  const opportunity = asked(posted.opportunity);
  const skills = opportunity.required.length ? opportunity.required : opportunity.preferred;
  const { people, readiness } = await poolFor(ground, db, actor, posted, wanted, opportunity);
  const team = fillTeam(
    people.map(({ known, value }) => ({ id: known.person.id, skills: known.person.skills, value })),
    { size, skills },
  );
  const byId = new Map(people.map((one) => [one.known.person.id, one]));
  const covered = team.skills.map(({ personId, ...skill }) => ({ ...skill, userId: personId }));
  const members = team.ids.map((id) => member(null, byId.get(id)!, covered));
  return {
    members: members.toSorted((a, b) => better(a.candidate, b.candidate)),
    coverage: team.coverage,
    skills: covered,
    openSeats: size - members.length,
    considered: people.length,
    exact: team.exact,
    readiness,
  };
}

/**
 * Several roles at once: roles rank people by how well they meet them, people rank roles by what they want as well, and
 * the assignment is stable: no role and person would both rather have each other.
 */
async function byRoles(
  ground: Ground,
  db: Db,
  actor: Actor,
  posted: Posted,
  wanted: Wanted,
  roles: readonly Role[],
): Promise<TeamProposal> {
  const titles = roles.map((role) => folded(role.title));
  if (new Set(titles).size < titles.length)
    throw new Fail('RULE_VIOLATED', 'Give each role a title of its own; several seats are one role.');
  const fits: { role: Role; opportunity: Opportunity; people: Map<string, Candidate> }[] = [];
  let readiness: Readiness = 'READY';
  for (const role of roles) {
    const opportunity = inRole(posted.opportunity, role);
    const pool = await poolFor(ground, db, actor, posted, wanted, opportunity);
    if (pool.readiness !== 'READY') ({ readiness } = pool);
    const people = new Map(pool.people.map((one) => [one.known.person.id, one]));
    fits.push({ role, opportunity, people });
  }
  const everybody = new Set(fits.flatMap(({ people }) => [...people.keys()]));
  const seats = fits.map(({ role, people }) => ({
    ...rankingOf(role.title, new Map([...people].map(([id, one]) => [id, one.match.score])), keptAbove),
    capacity: role.seats,
  }));
  const seekers = [...everybody].map((id) =>
    rankingOf(
      id,
      new Map(
        fits.flatMap(({ role, people }) => (people.has(id) ? [[role.title, people.get(id)!.value]] : [])),
      ),
    ),
  );
  const placements = assign(seekers, seats);
  const covered: CoveredSkill[] = [];
  const members: TeamMember[] = [];
  for (const { role, people } of fits) {
    const placed = placements
      .filter(({ seatId }) => seatId === role.title)
      .map(({ personId }) => people.get(personId)!);
    const own = role.skills.map((skill) => coverageOf(skill, placed));
    covered.push(...own);
    members.push(...placed.map((one) => member(role.title, one, own)));
  }
  return {
    members,
    coverage:
      covered.reduce((sum, { asked: level, best }) => sum + Math.min(best / level, 1), 0) / covered.length,
    skills: covered,
    openSeats: roles.reduce((sum, { seats: open }) => sum + open, 0) - members.length,
    considered: everybody.size,
    exact: true,
    readiness,
  };
}

function inRole(opportunity: Opportunity, role: Role): Opportunity {
  const hours = role.hoursPerWeek === undefined ? opportunity.hours : role.hoursPerWeek;
  return { ...asked(opportunity), required: role.skills, preferred: [], hours };
}

function coverageOf({ name, level }: SkillLevel, people: readonly Candidate[]): CoveredSkill {
  const held = people
    .map(({ known }) => ({
      id: known.person.id,
      level: levelsOf(known.person.skills).get(folded(name)) ?? 0,
    }))
    .toSorted((a, b) => b.level - a.level || (a.id < b.id ? -1 : 1))[0];
  const best = held?.level ?? 0;
  return { name: folded(name), asked: level, best, userId: best > 0 ? held!.id : null };
}

async function poolFor(
  ground: Ground,
  db: Db,
  actor: Actor,
  posted: Posted,
  { from, without }: Wanted,
  as: Opportunity,
): Promise<{ people: Candidate[]; readiness: Readiness }> {
  const applicants = from === 'CANDIDATES' ? [] : await applicantsFor(ground, db, posted, as);
  const found =
    from === 'APPLICANTS'
      ? { items: [], readiness: 'READY' as const }
      : await candidatesFor(ground, db, actor, posted, { take: teamPool, as });
  const out = new Set(without);
  const people = [...applicants, ...found.items].filter(({ known }) => !out.has(known.person.id));
  return { people: people.toSorted(better).slice(0, teamPool), readiness: found.readiness };
}

function member(role: string | null, candidate: Candidate, covered: readonly CoveredSkill[]): TeamMember {
  const own = covered.filter(({ userId }) => userId === candidate.known.person.id);
  const brings = own.map(({ name, asked: level, best }) =>
    best >= level
      ? `Brings ${name} at level ${best}.`
      : `Brings ${name} at level ${best} of the ${level} asked.`,
  );
  const shared = levelsOf(candidate.known.person.skills);
  const also = covered.filter(
    ({ name, userId }) => userId !== candidate.known.person.id && shared.has(name),
  ).length;
  return {
    role,
    candidate,
    why: [
      ...brings,
      ...(also > 0 ? [`Knows ${counted(also, 'more skill')} that the team asks for.`] : []),
      ...(candidate.applicationId ? ['Has applied.'] : []),
    ],
  };
}

/** Invites them all, or nobody. Those who have applied are answered as applicants; who is invited already stays so. */
export async function confirmTeam(
  { posting }: Ground,
  tx: Tx,
  actor: Actor,
  opportunityId: string,
  { members, message }: Input<typeof contract.matching.confirmTeam>['body'],
) {
  const ids = members.map(({ userId }) => userId).toSorted();
  if (new Set(ids).size < ids.length) throw new Fail('RULE_VIOLATED', 'Each person has one seat.');
  const { row } = await lockDecided(posting, tx, actor, opportunityId);
  if (ids.length > row.places - row.taken)
    throw new Fail(
      'RULE_VIOLATED',
      `${counted(row.places - row.taken, 'place')} ${row.places - row.taken === 1 ? 'is' : 'are'} free. Offer more places, or choose fewer people.`,
    );
  const applications = new Map((await liveApplications(tx, row.id)).map((one) => [one.userId, one.id]));
  const already = new Set(await invitedAmong(tx, row.id, ids));
  const roles = new Map(members.map(({ userId, role }) => [userId, role]));
  const invited: string[] = [];
  const applied: { userId: string; applicationId: string }[] = [];
  for (const userId of ids) {
    const applicationId = applications.get(userId);
    if (applicationId) applied.push({ userId, applicationId });
    else if (!already.has(userId)) {
      const role = roles.get(userId);
      await invite(posting, tx, actor, row.id, { userId, message: worded(role, message) });
      invited.push(userId);
    }
  }
  return { invited, applied };
}

function worded(role: string | undefined, message: string): string {
  return role ? `As ${role}. ${message}`.trim() : message;
}
