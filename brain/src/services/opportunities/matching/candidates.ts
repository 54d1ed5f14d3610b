import type { matchingWire } from '@smartstart/contract';
import {
  admits,
  bothSided,
  keptAbove,
  mutual,
  score,
  type BothSided,
  type Match,
  type Opportunity,
} from '../../../engines/matching/index.ts';
import { standAt } from '../../../engines/security/index.ts';
import type { Db } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Actor } from '../deps.ts';
import { applicantsOf } from '../record/application-store.ts';
import { unfinished } from '../rules/machines.ts';
import { seeDecided } from '../record/standing.ts';
import { detailsGate } from '../record/viewer.ts';
import { hiddenBy } from './match-store.ts';
import type { Ground } from './ground.ts';
import { knownPeople, type Known } from './people.ts';
import { invitedAmong, liveApplications } from './shelf-store.ts';
import { postedByIds, type Posted } from './shelf.ts';

export type Readiness = (typeof matchingWire.readiness)['options'][number];

/** Somebody who fits an opportunity, scored from what the database says now. */
export interface Candidate {
  readonly known: Known;
  /** As it was asked about: a role of a team may ask for other skills. */
  readonly opportunity: Opportunity;
  readonly match: Match;
  readonly both: BothSided;
  /** √(score × wish); whoever has applied wants it. */
  readonly value: number;
  readonly papersOpen: boolean;
  readonly applicationId: string | null;
  readonly invited: boolean;
}

/** Some are not shown after all; so many more are asked for. */
const spare = 20;

/** The opportunity, for those who decide about it. */
export async function ownOpportunity(
  ground: Ground,
  db: Db,
  actor: Actor,
  opportunityId: string,
): Promise<Posted> {
  await seeDecided(ground.posting, db, actor, opportunityId);
  const posted = found((await postedByIds(ground, db, [opportunityId])).get(opportunityId));
  if (posted.row.kind !== 'OPPORTUNITY')
    throw new Fail('RULE_VIOLATED', 'A service is offered to everybody: others ask for it.');
  if (!unfinished.some((state) => state === posted.row.state))
    throw new Fail('RULE_VIOLATED', 'This opportunity has ended: nobody can join it any more.');
  return posted;
}

/** Who fits and wants it, best first, of those who may be shown (domain rules, section 8). */
export async function candidatesFor(
  ground: Ground,
  db: Db,
  actor: Actor,
  posted: Posted,
  { take, as }: { take: number; as?: Opportunity },
): Promise<{ items: Candidate[]; readiness: Readiness }> {
  const opportunity = as ?? asked(posted.opportunity);
  const at = ground.posting.kernel.clock.now().getTime();
  const excluded = await notProposed(ground, db, actor, posted);
  const { ranked, readiness } = await ground.readModel.peopleFor(opportunity, {
    at,
    excluded,
    take: take + spare,
    order: 'BOTH_SIDED',
  });
  const known = await knownPeople(
    ground,
    db,
    ranked.map(({ id }) => id),
  );
  const admitted = [...known.values()].filter(({ person }) =>
    admits(person, opportunity, { at, availability: 0 }),
  );
  const all = await completed(ground, db, posted, opportunity, admitted);
  const items = all.filter(({ match }) => match.score > keptAbove);
  return { items: items.toSorted(better).slice(0, take), readiness };
}

/** Those who have applied and wait for an answer; they want it, whatever they stated before. */
export async function applicantsFor(
  ground: Ground,
  db: Db,
  posted: Posted,
  as?: Opportunity,
): Promise<Candidate[]> {
  const live = await liveApplications(db, posted.opportunity.id);
  const known = await knownPeople(
    ground,
    db,
    live.map(({ userId }) => userId),
  );
  const willing = [...known.values()].filter(({ optedOut }) => !optedOut);
  const all = await completed(ground, db, posted, as ?? asked(posted.opportunity), willing);
  return all.toSorted(better);
}

/** Asked before it is published, or beyond those who see it yet: whoever is invited will see it. */
export function asked(opportunity: Opportunity): Opportunity {
  const visibility = opportunity.visibility === 'PRIVATE' ? 'MEMBER_ONLY' : opportunity.visibility;
  return { ...opportunity, open: true, expiresAt: Infinity, visibility };
}

/** Higher values first; ties go to the smaller id. */
export function better(a: Candidate, b: Candidate): number {
  return b.value - a.value || (a.known.person.id < b.known.person.id ? -1 : 1);
}

async function notProposed(ground: Ground, db: Db, actor: Actor, { row }: Posted): Promise<string[]> {
  const members =
    row.venture_id === null || row.visibility === 'VENTURE_ONLY'
      ? []
      : (await ground.posting.ventures.rolesIn(db, row.venture_id)).keys();
  return [actor.userId, ...members, ...(await hiddenBy(db, row.id)), ...(await applicantsOf(db, row.id))];
}

async function completed(
  ground: Ground,
  db: Db,
  { row }: Posted,
  opportunity: Opportunity,
  people: readonly Known[],
): Promise<Candidate[]> {
  const ids = people.map(({ person }) => person.id);
  const facts = await ground.posting.security.factsOfMany(db, ids);
  const invited = new Set(await invitedAmong(db, row.id, ids));
  const applications = new Map((await liveApplications(db, row.id)).map((one) => [one.userId, one.id]));
  const now = ground.posting.kernel.clock.now();
  const venture = row.venture_id ?? undefined;
  return people.map((known) => {
    const { id } = known.person;
    const both = bothSided(known.person, opportunity);
    const applicationId = applications.get(id) ?? null;
    return {
      known,
      opportunity,
      match: score(known.person, opportunity),
      both: applicationId ? { ...both, wish: 1 } : both,
      value: applicationId ? mutual(both.score, 1) : both.value,
      papersOpen: !row.nda_required || standAt(detailsGate, facts.get(id) ?? [], now, venture).open,
      applicationId,
      invited: invited.has(id),
    };
  });
}
