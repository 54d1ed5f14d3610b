import type { Call } from '../kernel/call.ts';
import { signCopy } from './person-acts.ts';
import { emailOf, type Act, type PersonPlan } from './plan.ts';
import { plain, type Stage } from './stage.ts';
import type { VenturePlan } from './venture-acts.ts';

/** Who owns what in a venture: the framework, offers to the team, and an investor who has not signed yet. */

/** The days on which it happens: everybody has joined by then. */
const days = { framework: -5.4, offered: -4.9, answered: -4.6, investor: -3.4, waiting: -1.9 };

/** @param venture of somebody with a team whose first members are a co-owner, a lead and a contributor */
export function equityActs(venture: VenturePlan, personOf: (key: string) => PersonPlan): Act[] {
  const { owner } = venture;
  const place: Place = { name: venture.idea.name, lane: `equity ${venture.idea.name}`, owner };
  const member = (role: string) => {
    const joined = venture.team.find(
      (one) => one.role === role && one.answer.kind === 'ACCEPTED' && one.answer.countersignedDay !== null,
    );
    return joined ? personOf(joined.key) : null;
  };
  const [coOwner, lead, contributor] = [member('CO_OWNER'), member('LEAD'), member('CONTRIBUTOR')];
  const owners = coOwner ? [owner, coOwner] : [owner];
  return [
    framework(place, coOwner),
    ...owners.map((one, index) => signs(place, one, 'framework', days.framework + 0.1 * (index + 1))),
    ...(lead
      ? [
          offered(place, lead, 'lead', '4', days.offered),
          signs(place, lead, 'lead', days.answered),
          signs(place, owner, 'lead', days.answered + 0.1),
        ]
      : []),
    ...(contributor
      ? [
          offered(place, contributor, 'contributor', '1.5', days.offered + 0.1),
          signs(place, contributor, 'contributor', days.answered + 0.2),
          signs(place, owner, 'contributor', days.answered + 0.3),
          offered(place, contributor, 'more', '0.5', days.waiting),
        ]
      : []),
    investor(place),
  ];
}

interface Place {
  readonly name: string;
  readonly lane: string;
  readonly owner: PersonPlan;
}

function framework(place: Place, coOwner: PersonPlan | null): Act {
  return byOwner(place, days.framework, async ({ routes, people, ventures, documents }, call) => {
    const params = { ventureId: ventures.get(place.name) };
    const parts = coOwner
      ? ([
          [place.owner, 40],
          [coOwner, 20],
        ] as const)
      : ([[place.owner, 60]] as const);
    const owners = parts.map(([{ key }, percent]) => ({
      userId: people.get(key),
      part: percent * 1_000_000,
      vesting: { kind: 'TIME', months: 48, cliffMonths: 12, everyMonths: 1 } as const,
    }));
    const body = {
      model: 'HYBRID',
      currency: 'CAD',
      units: '100000000',
      hub: 0,
      pool: 40_000_000,
      owners,
    } as const;
    const { documentId } = plain(await routes.equity.setUp({ params, body }, call));
    documents.set(`${place.name} framework`, documentId);
  });
}

function offered(place: Place, to: PersonPlan, key: string, percent: string, day: number): Act {
  return byOwner(place, day, async ({ routes, people, ventures, documents }, call) => {
    const params = { ventureId: ventures.get(place.name) };
    const { items } = plain(await routes.ventures.members({ params }, call));
    // Somebody whose membership rests is offered nothing.
    if (!items.some(({ userId, state }) => userId === people.get(to.key) && state === 'ACTIVE')) return;
    const body = {
      addresseeId: people.get(to.key),
      terms: {
        kind: 'OPS',
        work: 'What we agreed when we met: a part of the work each week, and a say in how it is done.',
        effort: '8 hours a week',
        impact: '',
        deliverables: '- the plan for the first season\n- the first season itself',
        equity: { unit: 'PERCENT', value: percent },
        vesting: { kind: 'TIME', months: 48, cliffMonths: 12, everyMonths: 1 },
      },
    } as const;
    const offer = plain(await routes.offers.create({ params, body }, call));
    const sent = plain(await routes.offers.send({ params: { offerId: offer.id }, body: { days: 14 } }, call));
    documents.set(`${place.name} ${key}`, sent.documentId!);
  });
}

/** An investor without an account, who has the document by mail and has not signed it. */
function investor(place: Place): Act {
  return byOwner(place, days.investor, async ({ routes, ventures }, call) => {
    const params = { ventureId: ventures.get(place.name) };
    const stakeholder = {
      name: 'Tidewater Angels',
      kind: 'INSTITUTION',
      email: emailOf('tidewater.angels'),
      relationship: 'INVESTOR',
    } as const;
    const added = plain(
      await routes.equity.act({ params, body: { act: { act: 'ADD_STAKEHOLDER', stakeholder } } }, call),
    );
    const act = {
      act: 'ISSUE_SAFE',
      stakeholderId: added.objectIds[0]!,
      investment: { amount: '150000', currency: 'CAD' },
      valuationCap: { amount: '3000000', currency: 'CAD' },
      discount: '0.2',
      timing: 'POST_MONEY',
      mostFavoured: false,
      note: '',
    } as const;
    await routes.equity.propose(
      { params, body: { act, deadlineDays: 21, message: 'As discussed on the pier.' } },
      call,
    );
  });
}

function signs(place: Place, person: PersonPlan, key: string, day: number): Act {
  return signsDocument(place.lane, person, `${place.name} ${key}`, day);
}

/** The last signature seals the document: rendering takes longer than signing, so it is not part of the act. */
export function signsDocument(lane: string, person: PersonPlan, book: string, day: number): Act {
  return {
    day,
    lane,
    async run({ brain, routes, people, documents, as }) {
      if (!documents.has(book)) return;
      const documentId = documents.get(book);
      const state = await as(people.get(person.key), async (call) => {
        const at = { params: { documentId } };
        const { textHash } = plain(await routes.legal.document(at, call));
        await signCopy(routes, call, person.name, { id: documentId, textHash });
        return plain(await routes.legal.document(at, call)).state;
      });
      if (state === 'EFFECTIVE') await brain.kernel.jobs.run('seal-document', { documentId });
    },
  };
}

function byOwner(place: Place, day: number, run: (stage: Stage, call: Call) => Promise<void>): Act {
  return {
    day,
    lane: place.lane,
    run: (stage) => stage.as(stage.people.get(place.owner.key), (call) => run(stage, call)),
  };
}
