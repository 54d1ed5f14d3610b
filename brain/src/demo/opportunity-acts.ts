import type { Call } from '../kernel/call.ts';
import { Fail } from '../kernel/errors.ts';
import type { Chance } from './chance.ts';
import {
  letters,
  motives,
  ownPostings,
  rejections,
  servicePostings,
  venturePostings,
  type PostingText,
  type ServiceText,
} from './opportunity-script.ts';
import { signPaper, usesBuz } from './person-acts.ts';
import type { Act, PersonPlan } from './plan.ts';
import { administrator, founder, member, newcomer, steward } from './roles.ts';
import { plain, type Stage } from './stage.ts';
import type { VenturePlan } from './venture-acts.ts';

/** What the community looks for and offers: postings of ventures and people, service offers, and what became of them. */

type Outcome = 'PENDING' | 'REVIEWING' | 'ACCEPTED' | 'REJECTED' | 'WITHDRAWN';
type Ending = 'OPEN' | 'PAUSED' | 'CANCELLED' | 'DRAFT';

interface Posting {
  readonly key: string;
  readonly owner: PersonPlan;
  readonly day: number;
  readonly venture: VenturePlan | null;
  readonly text: PostingText | null;
  readonly service: ServiceText | null;
  readonly ending: Ending;
  readonly applicants: readonly { readonly person: PersonPlan; readonly outcome: Outcome }[];
}

const outcomes: Readonly<Record<Outcome, number>> = {
  PENDING: 34,
  REVIEWING: 24,
  ACCEPTED: 16,
  REJECTED: 16,
  WITHDRAWN: 10,
};
const endings: Readonly<Record<Ending, number>> = { OPEN: 80, PAUSED: 6, CANCELLED: 6, DRAFT: 8 };
/** A trial lasts 14 days; whoever posts in it still has it at the end of the history. */
const seatDays = 12.5;
/** From the publication: when somebody applies, is read, and is answered. */
const applyAfter = 0.6;
const step = 0.6;
/** A posting, and the invitations of those who are accepted. */
const supportBuz = '35';

export function opportunityActs(
  chance: Chance,
  people: readonly PersonPlan[],
  ventures: readonly VenturePlan[],
): Act[] {
  // People who take part in something are not among those whose accounts rest.
  const lively = people.filter(
    (one) =>
      one.standing === 'MEMBER' &&
      usesBuz(one) &&
      one.signedDay < -14 &&
      (one.trialDay !== null || one.invitations > 0 || one === member || one === newcomer),
  );
  const seated = lively.filter(
    (one) => !one.founds && one.trialDay !== null && one.trialDay > -seatDays && one.trialDay < -2.5,
  );
  // In a small community nobody tries the seat; the hub's own programme always has one.
  const posters = seated.length ? seated : [steward];
  const postings = [
    ...ventures.filter(mayPost).flatMap((venture) => ofVenture(chance, venture, lively)),
    ...ownPostings.flatMap((text, index) => byPerson(chance, posters, lively, { text }, index)),
    ...servicePostings.flatMap((service, index) => byPerson(chance, posters, lively, { service }, index)),
  ];
  return postings.flatMap(actsOf);
}

/** Active to the end, by somebody who holds the seat to the end. */
function mayPost({ owner, signedDay, ending, special }: VenturePlan): boolean {
  const seated = owner === steward || (owner.trialDay !== null && owner.trialDay > -seatDays);
  return seated && signedDay !== null && signedDay < -3.5 && ending === null && special === null;
}

function ofVenture(chance: Chance, venture: VenturePlan, lively: readonly PersonPlan[]): Posting[] {
  const { owner, idea } = venture;
  const from = Math.max(venture.signedDay! + 0.7, -11);
  const count = owner === founder || owner === steward ? 3 : 2;
  const taking = new Set([owner.key, ...venture.team.map(({ key }) => key)]);
  const able = lively.filter((one) => !taking.has(one.key));
  return chance.some(venturePostings, count).map((text, index) => {
    const day = chance.within(from, -2.6);
    const skills = idea.skills.map((name, place) => ({ name, level: 2 + (place % 3) }));
    return {
      key: `${idea.name}/posting/${index}`,
      owner,
      day,
      venture,
      service: null,
      text: {
        ...text,
        title: `${text.title} — ${idea.name}`,
        description: `${text.description}\n\n${idea.purpose} ${idea.offer}`,
        requiredSkills: skills.slice(0, 2),
        preferredSkills: skills.slice(2),
        industry: idea.industry === 'Undecided' ? null : idea.industry,
        tags: [...idea.tags],
      },
      ending: owner === founder ? 'OPEN' : chance.weighted(endings),
      applicants: applicantsOf(chance, able, day, owner === founder ? 4 : 3, [member]),
    };
  });
}

function byPerson(
  chance: Chance,
  posters: readonly PersonPlan[],
  lively: readonly PersonPlan[],
  what: { text?: PostingText; service?: ServiceText },
  index: number,
): Posting[] {
  const owner = posters[index % posters.length]!;
  const day = chance.within((owner.trialDay ?? -seatDays) + 0.6, -1.9);
  const able = lively.filter((one) => one !== owner);
  return [
    {
      key: `${what.service ? 'service' : 'own'}/${index}`,
      owner,
      day,
      venture: null,
      text: what.text ?? null,
      service: what.service ?? null,
      ending: chance.weighted(endings),
      applicants: applicantsOf(chance, able, day, 3, []),
    },
  ];
}

function applicantsOf(
  chance: Chance,
  able: readonly PersonPlan[],
  day: number,
  most: number,
  first: readonly PersonPlan[],
): Posting['applicants'] {
  const settled = able.filter((one) => one.signedDay + 2 < day);
  const named = first.filter((one) => settled.includes(one) && chance.percent(40));
  const others = chance.some(
    settled.filter((one) => !named.includes(one)),
    chance.between(0, most),
  );
  return [...named, ...others].map((person) => ({ person, outcome: chance.weighted(outcomes) }));
}

function actsOf(posting: Posting): Act[] {
  const { key: lane, day, ending } = posting;
  const acts: Act[] = [{ day, lane, run: (stage) => draft(stage, posting) }];
  if (ending === 'DRAFT') return acts;
  acts.push({ day: day + 0.02, lane, run: (stage) => support(stage, posting) });
  acts.push({ day: day + 0.05, lane, run: (stage) => publish(stage, posting) });
  for (const [index, { person, outcome }] of posting.applicants.entries()) {
    const at = day + applyAfter + index * 0.1;
    acts.push({ day: at, lane, run: (stage) => apply(stage, posting, person, index) });
    acts.push(...answers(posting, person, outcome, at, index));
  }
  const last = day + applyAfter + 3 * step;
  if (ending === 'PAUSED' || ending === 'CANCELLED')
    acts.push({ day: last, lane, run: (stage) => rest(stage, posting, ending) });
  return acts;
}

function answers(posting: Posting, person: PersonPlan, outcome: Outcome, at: number, index: number): Act[] {
  const { key: lane } = posting;
  const application = nameOf(posting, person);
  if (outcome === 'PENDING') return [];
  if (outcome === 'WITHDRAWN')
    return [
      {
        day: at + step,
        lane,
        run: onApplication(posting, application, person, ({ routes }, call, params) =>
          routes.applications.withdraw(
            { params, body: { reason: 'I have found something nearer to home.' } },
            call,
          ),
        ),
      },
    ];
  const acts: Act[] = [
    {
      day: at + step,
      lane,
      run: onApplication(posting, application, posting.owner, ({ routes }, call, params) =>
        routes.applications.open({ params, body: {} }, call),
      ),
    },
  ];
  if (outcome === 'ACCEPTED')
    acts.push({
      day: at + 2 * step,
      lane,
      run: onApplication(posting, application, posting.owner, ({ routes }, call, params) =>
        routes.applications.accept({ params, body: { message: 'Welcome. Shall we speak on Monday?' } }, call),
      ),
    });
  if (outcome === 'REJECTED')
    acts.push({
      day: at + 2 * step,
      lane,
      run: onApplication(posting, application, posting.owner, ({ routes }, call, params) =>
        routes.applications.reject(
          { params, body: { reason: rejections[index % rejections.length]! } },
          call,
        ),
      ),
    });
  return acts;
}

function draft({ routes, people, ventures, things, as }: Stage, posting: Posting): Promise<void> {
  const { owner, text, service, venture } = posting;
  return as(people.get(owner.key), async (call) => {
    const made = service
      ? await routes.serviceOffers.create({ body: parsed(service) }, call)
      : await routes.opportunities.create(
          {
            body: {
              ...parsed(text!),
              ...(venture ? { ventureId: ventures.get(venture.idea.name) } : { timeZone: owner.timeZone }),
            },
          },
          call,
        );
    things.set(`${posting.key}/draft`, plain(made).id);
  });
}

/** Terms that are left out read as none, as on the wire. */
function parsed<T extends PostingText | ServiceText>(text: T) {
  const rewards = text.rewards?.map((reward) => ({ ...reward, terms: reward.terms ?? '' }));
  return { ...text, ...(rewards ? { rewards } : {}) };
}

/** The hub pays for looking, so that nobody has to save on what they had planned to do with their BUZ. */
async function support({ routes, people, as }: Stage, { owner }: Posting): Promise<void> {
  const reason = 'The hub pays for the first postings of the season.';
  await as(people.get(administrator.key), (call) =>
    routes.buzAdmin.award({ body: { userId: people.get(owner.key), amount: supportBuz, reason } }, call),
  );
}

/** Whoever has spent their BUZ keeps a draft. */
function publish({ routes, people, things, as }: Stage, { key, owner }: Posting): Promise<void> {
  const opportunityId = things.get(`${key}/draft`);
  return unlessPoor(async () => {
    await as(people.get(owner.key), (call) =>
      routes.opportunities.publish({ params: { opportunityId }, body: {} }, call),
    );
    things.set(key, opportunityId);
  });
}

function apply(stage: Stage, posting: Posting, person: PersonPlan, index: number): Promise<void> {
  const { routes, people, things, as } = stage;
  if (!things.has(posting.key)) return Promise.resolve();
  const params = { opportunityId: things.get(posting.key) };
  const body = {
    coverLetter: letters[(posting.key.length + index) % letters.length]!,
    skills: person.skills.slice(0, 3).map(({ name, level }) => ({ name, level })),
    experience: `${person.headline}. ${person.years} years of it.`,
    availability: person.hours === null ? '' : `About ${person.hours} hours a week.`,
    motivation: motives[(person.name.length + index) % motives.length]!,
    ndaAccepted: true,
    ...(index === 1 && posting.text?.rewards?.[0]?.kind === 'PROJECT_FEE'
      ? { bid: { amountMinor: '110000', currency: 'CAD' } }
      : {}),
  };
  return unlessPoor(() =>
    as(people.get(person.key), async (call) => {
      const { visible, gate } = await look(stage, call, params);
      if (!visible) return;
      for (const paper of gate?.missingPapers ?? [])
        await signPaper(
          routes,
          call,
          person.name,
          paper.code,
          paper.ventureId ? { ventureId: paper.ventureId } : {},
        );
      const made = plain(await routes.applications.apply({ params, body }, call));
      things.set(nameOf(posting, person), made.id);
    }),
  );
}

/** Looks at it and asks for the papers it needs; what is not for this person, or full, is not there. */
async function look({ routes }: Stage, call: Call, params: { opportunityId: string }) {
  try {
    return {
      visible: true,
      gate: plain(await routes.opportunities.requestDetails({ params, body: {} }, call)),
    };
  } catch (error) {
    if (error instanceof Fail && error.code === 'NOT_FOUND') return { visible: false, gate: null };
    throw error;
  }
}

/** What became of the others may have ended it: whoever was not answered in time is not answered any more. */
function onApplication(
  posting: Posting,
  name: string,
  person: PersonPlan,
  act: (stage: Stage, call: Call, params: { applicationId: string }) => Promise<unknown>,
): Act['run'] {
  return async (stage) => {
    if (!stage.things.has(name)) return;
    const params = { applicationId: stage.things.get(name) };
    const userId = stage.people.get(person.key);
    const { state } = plain(await stage.routes.applications.get({ params }, await stage.callBy(userId)));
    if (state !== 'PENDING' && state !== 'REVIEWING') return;
    await unlessPoor(async () => {
      await stage.as(userId, (call) => act(stage, call, params));
    });
  };
}

async function rest(stage: Stage, posting: Posting, ending: 'PAUSED' | 'CANCELLED'): Promise<void> {
  const { routes, people, things, as, callBy } = stage;
  if (!things.has(posting.key)) return;
  const params = { opportunityId: things.get(posting.key) };
  const userId = people.get(posting.owner.key);
  const { state } = plain(await routes.opportunities.get({ params }, await callBy(userId)));
  if (state !== 'ACTIVE') return;
  await as(userId, (call) =>
    ending === 'PAUSED'
      ? routes.opportunities.pause({ params, body: {} }, call)
      : routes.opportunities.cancel(
          { params, body: { reason: 'We have found another way to do it.' } },
          call,
        ),
  );
}

async function unlessPoor(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Fail) || error.code !== 'INSUFFICIENT_FUNDS') throw error;
  }
}

function nameOf({ key }: Posting, person: PersonPlan): string {
  return `${key}/application/${person.key}`;
}
