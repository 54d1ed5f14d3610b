import { readBuz } from '@smartstart/units';
import { Fail } from '../kernel/errors.ts';
import type { Chance } from './chance.ts';
import { lastDay, type Act, type PersonPlan } from './plan.ts';
import { administrator, founder, member, steward } from './roles.ts';
import { plain, type Stage } from './stage.ts';

/** What the community does with its BUZ: awards, payments, reservations, stakes, proposals and votes. */

const prizes = { count: 18, from: 150, to: 900 };
const paymentsEach = 3;
const voters = { share: 70, for: 66, abstain: 10 };
const delegators = 7;

const thanks = [
  'For looking over the pitch',
  'Translations, as agreed',
  'Thank you for the introduction',
  'Half of the workshop room',
  'For the logo draft',
  'Your help with the cargo bike',
  'Proofreading',
  'The interviews last week',
];

export function buzActs(
  chance: Chance,
  people: readonly PersonPlan[],
  usesBuz: (one: PersonPlan) => boolean,
): Act[] {
  const settled = people.filter((one) => one.standing === 'MEMBER' && usesBuz(one) && one.signedDay < -14);
  // Nobody decides on an award of their own.
  const winners = chance.some(
    settled.filter((one) => one !== administrator),
    prizes.count,
  );
  const trying = settled.filter((one) => one.trialDay !== null && !one.founds);
  return [
    ...winners.map((one) =>
      prize(
        one,
        Math.max(one.signedDay + 1, -chance.within(14.5, 40)),
        chance.between(prizes.from, prizes.to),
      ),
    ),
    ...trying.flatMap((one) => payments(chance, one, settled)),
    ...trying
      .filter((one) => winners.includes(one))
      .map((one) => stake(one.key, one.trialDay! + 1, 'BRONZE', '100', false)),
    stake(steward.key, -95, 'BRONZE', '120', false),
    stake(steward.key, -20, 'BRONZE', '130', true),
    stake(founder.key, -6, 'BRONZE', '100', false),
    reserve(founder, member, -1.5, '12.5', 'For the menu in two languages, when it is printed'),
    ...suspicious(settled),
    ...delegations(chance, settled),
    ...proposals(chance, settled),
  ];
}

function prize(person: PersonPlan, day: number, whole: number): Act {
  const reason = 'A prize of the season’s community challenge.';
  return {
    day,
    lane: administrator.key,
    run: ({ routes, people, as }) =>
      as(people.get(administrator.key), (call) =>
        routes.buzAdmin.award(
          { body: { userId: people.get(person.key), amount: String(whole), reason } },
          call,
        ),
      ),
  };
}

/** While the trial of the seat lasts; who has too little or has lost a paper pays another day. */
function payments(chance: Chance, sender: PersonPlan, others: readonly PersonPlan[]): Act[] {
  const begin = sender.trialDay! + 0.6;
  const end = Math.min(lastDay, sender.trialDay! + 13);
  return Array.from({ length: chance.between(1, paymentsEach) }, () => {
    const recipient = chance.pick(others.filter((one) => one !== sender && one.signedDay < begin));
    const amount = `${chance.between(1, 9)}.${chance.pick(['5', '25', '0', '75'])}`;
    return pay(sender.key, recipient.key, chance.within(begin, end), amount, chance.pick(thanks));
  });
}

function pay(from: string, to: string, day: number, amount: string, memo: string): Act {
  return {
    day,
    lane: from,
    run: (stage) =>
      attempt(stage, from, 2, async () => {
        const { people, brain } = stage;
        await brain.services.buz.transfers.send({
          senderId: people.get(from),
          recipientId: people.get(to),
          amountMicro: readBuz(amount) as bigint,
          memo,
          key: `demo:${from}:${to}:${day}`,
        });
      }),
  };
}

function stake(key: string, day: number, tier: 'BRONZE', amount: string, autoRenew: boolean): Act {
  return {
    day,
    lane: key,
    run: (stage) =>
      attempt(stage, key, 2, ({ routes, people, as }) =>
        as(people.get(key), (call) => routes.buz.openStake({ body: { tier, amount, autoRenew } }, call)),
      ),
  };
}

function reserve(payer: PersonPlan, recipient: PersonPlan, day: number, amount: string, memo: string): Act {
  return {
    day,
    lane: payer.key,
    run: (stage) =>
      attempt(stage, payer.key, 2, ({ routes, people, as }) => {
        const body = { recipientId: people.get(recipient.key), amount, memo, expiresInHours: 240 };
        return as(people.get(payer.key), (call) => routes.buz.openHold({ body }, call));
      }),
  };
}

/** A young account that suddenly sends much more than it ever did: held for review. */
function suspicious(settled: readonly PersonPlan[]): Act[] {
  const young = settled.find((one) => one.joinedDay > -29 && one.trialDay !== null && one.trialDay > -12);
  if (!young) return [];
  const to = settled.find((one) => one !== young && one.signedDay < -60)!.key;
  const first = young.trialDay! + 0.5;
  return [
    prize(young, first, 950),
    ...Array.from({ length: 5 }, (_, index) =>
      pay(young.key, to, first + 0.6 + index * 0.1, '2', thanks[index]!),
    ),
    pay(young.key, to, -0.2, '700', 'As discussed'),
  ];
}

function delegations(chance: Chance, settled: readonly PersonPlan[]): Act[] {
  return chance
    .some(
      settled.filter((one) => !one.founds && one.signedDay < -67),
      delegators,
    )
    .map(({ key }) => ({
      day: -66,
      lane: key,
      run: (stage) =>
        attempt(stage, key, 1, ({ routes, people, as }) =>
          as(people.get(key), (call) =>
            routes.governance.delegate({ body: { delegateId: people.get(steward.key) } }, call),
          ),
        ),
    }));
}

interface Motion {
  readonly key: string;
  readonly day: number;
  readonly by: PersonPlan;
  readonly kind: 'FEATURE' | 'ECONOMIC' | 'PARTNERSHIP' | 'TECHNICAL';
  readonly title: string;
  readonly text: string;
  /** Of a hundred who vote. */
  readonly inFavour: number;
  readonly reference?: string;
}

const motions: readonly Motion[] = [
  {
    key: 'library',
    day: -62,
    by: steward,
    kind: 'PARTNERSHIP',
    title: 'A shelf in the public library',
    text: 'The library would keep one shelf for what ventures of this community print. We would send two copies of each, and a person who answers questions on Saturdays.',
    inFavour: 84,
    reference: 'Agreement with the library, signed; see the minutes of the community meeting.',
  },
  {
    key: 'fee',
    day: -34,
    by: steward,
    kind: 'ECONOMIC',
    title: 'No fee for payments below one BUZ',
    text: 'Small thanks should cost nothing. The treasury would lose little: the fee of such payments came to less than a tenth of a BUZ in the last month.',
    inFavour: 31,
  },
  {
    key: 'reading',
    day: -8.5,
    by: steward,
    kind: 'FEATURE',
    title: 'Show the reading time of papers in lists',
    text: 'Those who sign on the way to work would like to know before opening a paper whether five minutes are enough. The figure is there already; it is shown too late.',
    inFavour: 72,
  },
];

const discussionDays = 7;
const votingDays = 3;

function proposals(chance: Chance, settled: readonly PersonPlan[]): Act[] {
  return motions.flatMap((motion) => {
    const opens = motion.day + discussionDays + 0.6;
    const closes = Math.min(lastDay, motion.day + discussionDays + votingDays - 0.6);
    const votes = settled
      .filter((one) => one.signedDay < motion.day && chance.percent(voters.share))
      .map((one) => {
        const choice = chance.percent(voters.abstain)
          ? 'ABSTAIN'
          : chance.percent(motion.inFavour)
            ? 'FOR'
            : 'AGAINST';
        return castVote(one.key, chance.within(opens, closes), motion.key, choice);
      });
    const { reference } = motion;
    return [propose(motion), ...votes, ...(reference ? [execute(motion, reference)] : [])];
  });
}

function propose({ key, day, by, kind, title, text }: Motion): Act {
  return {
    day,
    lane: by.key,
    run: ({ routes, people, documents, as }) =>
      as(people.get(by.key), async (call) => {
        const { id } = plain(await routes.governance.create({ body: { kind, title, text } }, call));
        documents.set(`proposal ${key}`, id);
        await routes.governance.submit({ params: { proposalId: id }, body: {} }, call);
      }),
  };
}

function castVote(key: string, day: number, motion: string, choice: 'FOR' | 'AGAINST' | 'ABSTAIN'): Act {
  return {
    day,
    lane: key,
    run: (stage) =>
      attempt(stage, key, 1, ({ routes, people, documents, as }) => {
        const params = { proposalId: documents.get(`proposal ${motion}`) };
        return as(people.get(key), (call) => routes.governance.vote({ params, body: { choice } }, call));
      }),
  };
}

function execute({ key, day }: Motion, reference: string): Act {
  return {
    day: day + discussionDays + votingDays + 4,
    lane: administrator.key,
    run: ({ routes, people, documents, as }) =>
      as(people.get(administrator.key), (call) =>
        routes.buzAdmin.executeProposal(
          { params: { proposalId: documents.get(`proposal ${key}`) }, body: { reference } },
          call,
        ),
      ),
  };
}

/** Papers run out, accounts rest, and BUZ are spent, in this community as anywhere: who may not act that day leaves it. */
const ordinary = new Set<string>([
  'GATE_BLOCKED',
  'INSUFFICIENT_FUNDS',
  'RECIPIENT_NOT_READY',
  'RULE_VIOLATED',
]);

async function attempt(stage: Stage, key: string, rung: 1 | 2, act: (stage: Stage) => Promise<unknown>) {
  const { security, kernel } = stage.brain;
  if (!(await security.held(kernel.database.db, stage.people.get(key))).has(rung)) return;
  await act(stage).catch((error: unknown) => {
    if (!(error instanceof Fail) || !ordinary.has(error.code)) throw error;
  });
}
