import {
  amended,
  completed,
  declined,
  delegated,
  issued,
  made,
  opened,
  remarked,
  rewritten,
  sent,
  signed,
  type AgreementPlan,
} from './agreement-acts.ts';
import { contractActs } from './contract-acts.ts';
import { leadingIdeas } from './ideas.ts';
import { breachActs, caseActs, decidedReview, holdActs } from './legal-office-acts.ts';
import { emailOf, type Act, type PersonPlan } from './plan.ts';
import { administrator, founder, member, newcomer, steward } from './roles.ts';

/** Agreements between named people, in every state somebody who looks around wants to see; and what was read before signing. */

const kelp = leadingIdeas.first.name;
const library = leadingIdeas.member.name;

const lessons: AgreementPlan = {
  key: 'lessons',
  by: founder,
  template: 'CONTRIB',
  title: 'Contributor agreement: lessons for kelp farmers',
  message: 'As we said on the phone: eight lessons, and your names on every one of them.',
  venture: kelp,
  values: {
    work: '- Write eight lessons about growing and drying kelp\n- Try them out with two groups of beginners\n- Keep the recipes that go with them in order',
    hoursPerWeek: '6',
    fee: '2400.00 CAD',
    feeBasis: 'in all',
  },
  dates: { startDate: 5 },
  recipients: [
    { who: member, role: 'Contributor', step: 1 },
    { who: newcomer, role: 'Contributor', step: 2 },
    { who: founder, role: 'Owner', step: 3 },
  ],
};

const kitchen: AgreementPlan = {
  key: 'kitchen',
  by: founder,
  template: 'CONTRIB',
  title: 'Contributor agreement: kitchen trials',
  venture: kelp,
  values: {
    work: '- Cook with the first harvest, twelve dishes\n- Write down what a canteen can do with it\n- Work out what a portion costs',
    hoursPerWeek: '8',
    fee: '900.00 CAD',
    feeBasis: 'a month',
  },
  dates: { startDate: 2 },
  recipients: [
    { who: newcomer, role: 'Contributor', step: 1 },
    { who: founder, role: 'Owner', step: 2 },
  ],
};

const dryingLine: AgreementPlan = {
  key: 'drying line',
  by: founder,
  template: 'NDA2',
  title: 'Mutual secrecy about the drying line',
  message: 'Before I show you the drawings. It binds us both.',
  venture: kelp,
  values: { purpose: 'Find out whether the drying line can be built for half of what the supplier asks.' },
  recipients: [
    { who: founder, role: 'First party', step: 1 },
    { who: member, role: 'Second party', step: 2 },
  ],
};

const coldRoom: AgreementPlan = {
  key: 'cold room',
  by: founder,
  template: 'SERVICE',
  title: 'Cold room at the north pier',
  message: 'You need no account for this: the link in your mail is enough.',
  venture: kelp,
  values: {
    services: 'Keep a cold room of twelve square metres at four degrees, day and night, with our own key.',
    deliverables:
      '- The room, cleaned and cooled, on the first day\n- A record of its temperature every month',
    price: '5400.00 CAD',
  },
  dates: { startDate: 21 },
  recipients: [
    { who: founder, role: 'Client', step: 1 },
    { who: { name: 'Ida Holm', email: emailOf('ida.holm') }, role: 'Provider', step: 2 },
    { who: steward, role: 'Bookkeeping', step: 2, kind: 'COPY' },
  ],
};

const adviser: AgreementPlan = {
  key: 'adviser',
  by: founder,
  template: 'ADVISOR',
  title: 'Advice on teaching adults',
  venture: kelp,
  values: { services: 'How lessons for people who work with their hands are built.', equityPercent: '0.5' },
  recipients: [
    { who: member, role: 'Adviser', step: 1 },
    { who: founder, role: 'Project', step: 2 },
  ],
};

const market: AgreementPlan = {
  key: 'market',
  by: founder,
  template: 'LOI',
  title: 'A stand at the fish market',
  values: {
    intent: 'Share a stand at the fish market on Saturdays, from spring on.',
    points: '- Half of the rent each\n- One cooks, one sells, in turns',
    steps: 'Each side works out its costs; then we meet at the market.',
  },
  dates: { decisionDate: 30 },
  recipients: [
    { who: founder, role: 'First side', step: 1 },
    { who: newcomer, role: 'Second side', step: 2 },
  ],
};

const soup: AgreementPlan = {
  key: 'soup',
  by: founder,
  template: 'NDA2',
  title: 'Secrecy about the soup',
  values: { purpose: 'Let a canteen taste three recipes before anybody else does.' },
  recipients: [
    { who: founder, role: 'First party', step: 1 },
    { who: newcomer, role: 'Second party', step: 2 },
  ],
  ownClause: {
    title: 'Tasting',
    text: 'Who tastes the soup pays ten thousand dollars for every guess at a recipe that turns out right.',
  },
};

const seedlings: AgreementPlan = {
  key: 'seedlings',
  by: founder,
  template: 'NDA2',
  title: 'Secrecy about the seedlings',
  values: { purpose: 'Compare the seedlings of two hatcheries without telling either about the other.' },
  recipients: [
    { who: founder, role: 'First party', step: 1 },
    { who: member, role: 'Second party', step: 2 },
  ],
  ownClause: {
    title: 'Samples',
    text: 'Samples of seedlings are counted when they are handed over, and what is left of them is returned within ten days.',
  },
};

const readingRoom: AgreementPlan = {
  key: 'reading room',
  by: steward,
  template: 'ADVISOR',
  title: 'Advice for the reading room',
  venture: library,
  validityDays: 28,
  values: {
    services: 'What a reading room needs so that children and their grandparents both come.',
    hoursPerMonth: '3',
    equityPercent: '0.25',
  },
  recipients: [
    { who: member, role: 'Adviser', step: 1 },
    { who: steward, role: 'Project', step: 2 },
  ],
};

const workshops: AgreementPlan = {
  key: 'workshops',
  by: steward,
  template: 'SERVICE',
  title: 'Four workshops in the kitchen of the library',
  venture: library,
  values: {
    services: 'Four evenings on cooking for many, for up to sixteen people each.',
    deliverables: '- One evening a week\n- A sheet with recipes for each of them',
    price: '1600.00 CAD',
    paymentDays: '14',
  },
  dates: { startDate: 7 },
  recipients: [
    { who: founder, role: 'Provider', step: 1 },
    { who: steward, role: 'Client', step: 2 },
  ],
};

const visitors = {
  key: 'visitors',
  by: founder,
  template: 'NDA1',
  title: 'Secrecy of visitors to the farm',
  values: { purpose: 'Walk over the farm and see how the lines are laid out.' },
};

export function legalActs(people: readonly PersonPlan[]): Act[] {
  return [
    ...ofTheHub(),
    ...ofTheFounder(),
    ...reviewActs(),
    ...breachActs(workshops.key),
    ...caseActs(people),
    ...holdActs(workshops.key, library),
    ...contractActs(founder),
  ];
}

function ofTheHub(): Act[] {
  return [
    sent(workshops, -70),
    signed(workshops.key, founder, -69),
    completed(workshops.key, steward, -68),
    sent(readingRoom, -26),
    signed(readingRoom.key, member, -25),
    // In force for 28 days: it ends three and a half days from now.
    completed(readingRoom.key, steward, -24.5),
  ];
}

function ofTheFounder(): Act[] {
  return [
    sent(lessons, -8.1),
    remarked(lessons.key, member, -7.6, 'Is the second group of beginners to be found by us, or by you?'),
    remarked(lessons.key, founder, -7.4, 'By us. The fish market has asked already.'),
    signed(lessons.key, member, -7),
    signed(lessons.key, newcomer, -6.4),
    completed(lessons.key, founder, -5.8),
    sent(kitchen, -7.9),
    signed(kitchen.key, newcomer, -7.2),
    completed(kitchen.key, founder, -6.6),
    amended(kitchen, -1.9, 'Twelve dishes take longer than we thought.', {
      hoursPerWeek: '12',
      fee: '1300.00 CAD',
    }),
    sent(adviser, -5.4),
    declined(
      adviser.key,
      member,
      -4.4,
      'I would rather teach the lessons themselves than advise on them; let us speak about that instead.',
    ),
    issued(visitors, -4.3, 'Recipient', [steward, newcomer, member]),
    signed(`${visitors.key}/${steward.key}`, steward, -3.7),
    completed(`${visitors.key}/${steward.key}`, founder, -3.1),
    sent(market, -3.6),
    signed(market.key, founder, -3),
    delegated(
      market.key,
      newcomer,
      -2.4,
      { name: 'Helena Nogueira', email: emailOf('helena.nogueira') },
      'My sister keeps the books, and she decides about rents.',
    ),
    sent(dryingLine, -1.6),
    signed(dryingLine.key, founder, -1.5),
    sent(coldRoom, -1.1),
    signed(coldRoom.key, founder, -1),
  ];
}

/** One text was sent back, rewritten and approved; another waits for the legal office. */
function reviewActs(): Act[] {
  return [
    made(soup, -8.4),
    decidedReview(
      administrator,
      soup.title,
      -7.8,
      'REVISE',
      'A penalty of that size would not hold. Say what a leak costs, or leave the clause out.',
    ),
    rewritten(
      soup,
      -7.3,
      'Who tastes the soup keeps to themselves what they think is in it.',
      'The penalty is gone.',
    ),
    decidedReview(administrator, soup.title, -6.7, 'APPROVE', 'Clear, and fair to both.'),
    opened(soup, -0.7, 21),
    signed(soup.key, founder, -0.6),
    made(seedlings, -0.5),
  ];
}
