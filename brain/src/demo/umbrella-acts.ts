import type { Call } from '../kernel/call.ts';
import { signsDocument } from './equity-acts.ts';
import { verifyIdentity } from './hub-acts.ts';
import { emailOf, type Act, type PersonPlan } from './plan.ts';
import { administrator, founder, member, newcomer, steward } from './roles.ts';
import { plain, type Stage } from './stage.ts';

/**
 * The founder has brought three people: one whose first month was paid, and in part taken back by a correction; one who
 * disputes theirs; and one who has not signed yet. What they earn stands in the books of the library.
 */

interface Bond {
  readonly person: PersonPlan;
  readonly ratePercent: string;
  readonly kind: 'PRIVATE' | 'AFFILIATE';
  readonly proposed: number;
  readonly signed: number;
  /** Null: it waits for the signature of the member. */
  readonly answered: number | null;
}

const bonds: readonly Bond[] = [
  { person: member, ratePercent: '1.5', kind: 'PRIVATE', proposed: -79.9, signed: -79.4, answered: -78.9 },
  { person: steward, ratePercent: '1.0', kind: 'PRIVATE', proposed: -79.9, signed: -79.4, answered: -78.9 },
  { person: newcomer, ratePercent: '0.5', kind: 'AFFILIATE', proposed: -6.4, signed: -5.9, answered: null },
];

/** The month of the revenue is over by the day of the run, whatever day it is today: more than 31 days lie between. */
const days = {
  identity: -50,
  firstRun: -30.9,
  approved: -30.4,
  disputed: -29.9,
  paid: -17.4,
  invited: -8.4,
  secondRun: -5.3,
};
/** In the month of the first revenue or later, and in an earlier one than the second, whatever day it is today. */
const firstClosed = -68;

export function umbrellaActs(): Act[] {
  return [
    ...bonds.flatMap(bondActs),
    verifyIdentity(founder, days.identity),
    run(days.firstRun, monthOfFirst),
    by(administrator, days.approved, async (stage, call) => {
      const { id, version } = await settledOf(stage, call, member);
      const { umbrellaAdmin } = stage.routes;
      await umbrellaAdmin.approve({ params: { paymentId: id }, body: {} }, { ...call, ifMatch: version });
    }),
    by(steward, days.disputed, async (stage, call) => {
      const { id } = await settledOf(stage, call, steward);
      const reason = 'The spring programme was paid by the city in two parts. Only the first was due then.';
      await stage.routes.umbrella.dispute({ params: { paymentId: id }, body: { reason } }, call);
    }),
    by(administrator, days.paid, async (stage, call) => {
      const { id, version } = await settledOf(stage, call, member);
      const body = { outcome: 'PAID', reference: 'UMB-0001' } as const;
      const { umbrellaAdmin } = stage.routes;
      await umbrellaAdmin.pay({ params: { paymentId: id }, body }, { ...call, ifMatch: version });
    }),
    by(founder, days.invited, async ({ routes }, call) => {
      const email = emailOf('nora.of.the.shipyard');
      const message = 'You asked how we share what comes in. This is the place.';
      await routes.umbrella.invite({ body: { email, kind: 'PRIVATE', ratePercent: '1.0', message } }, call);
    }),
    run(days.secondRun),
  ];
}

function bondActs({ person, ratePercent, kind, proposed, signed, answered }: Bond): Act[] {
  const book = `umbrella ${person.key}`;
  return [
    by(
      founder,
      proposed,
      async ({ routes, people, documents, things }, call) => {
        const body = { userId: people.get(person.key), kind, ratePercent, message: '' };
        const { id, documentId } = plain(await routes.umbrella.propose({ body }, call));
        things.set(book, id);
        documents.set(book, documentId!);
      },
      book,
    ),
    signsDocument(book, founder, book, signed),
    ...(answered === null ? [] : [signsDocument(book, person, book, answered)]),
  ];
}

/** The first amount of somebody, while it is not paid. */
async function settledOf({ routes, things }: Stage, call: Call, { key }: PersonPlan) {
  const relationshipId = things.get(`umbrella ${key}`);
  const query = { limit: 100 };
  const own = call.caller?.held.has(12) ? routes.umbrellaAdmin.payments : routes.umbrella.payments;
  const { items } = plain(await own({ query }, call));
  return items.find((one) => one.relationshipId === relationshipId && one.state !== 'PENDING')!;
}

function monthOfFirst({ clock }: Stage): string {
  const at = clock.now().getTime() + (firstClosed - days.firstRun) * 86_400_000;
  return new Date(at).toISOString().slice(0, 7);
}

/** Each relationship is settled in a transaction of its own. */
function run(day: number, monthOf?: (stage: Stage) => string): Act {
  return {
    day,
    lane: 'umbrella',
    run: async (stage) => {
      const call = await stage.callBy(stage.people.get(administrator.key));
      const body = monthOf ? { month: monthOf(stage) } : {};
      await stage.routes.umbrellaAdmin.calculate({ body }, call);
    },
  };
}

function by(
  person: PersonPlan,
  day: number,
  work: (stage: Stage, call: Call) => Promise<void>,
  lane = 'umbrella',
): Act {
  return {
    day,
    lane,
    run: (stage) => stage.as(stage.people.get(person.key), (call) => work(stage, call)),
  };
}
