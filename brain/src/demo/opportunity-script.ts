import type { contract, Request } from '@smartstart/contract';

/** What the people of the demo community look for and offer, and what they write when they apply. */

type Posting = Request<typeof contract.opportunities.create>['body'];
type Service = Request<typeof contract.serviceOffers.create>['body'];
export type PostingText = Omit<Posting, 'ventureId'>;
export type ServiceText = Service;

/** Skills that are left out are those the venture itself looks for. */
export const venturePostings: readonly PostingText[] = [
  {
    title: 'Somebody who builds the first version with us',
    type: 'VENTURE_COLLABORATION',
    engagement: 'PART_TIME',
    description:
      'The idea is tested with paper and patience. Now it needs a first version that ten people can use without us standing beside them. You decide how it is built; we bring the ten people.',
    rewards: [{ kind: 'EQUITY', percent: '4', terms: 'Vesting over 48 months with a cliff of 12.' }],
    hoursPerWeek: 15,
    durationWeeks: 26,
    places: 2,
    seatRole: 'CONTRIBUTOR',
  },
  {
    title: 'An adviser who has seen this go wrong',
    type: 'MENTORSHIP',
    engagement: 'ADVISORY',
    description:
      'Two hours a month: you read what we plan, and tell us what you would be afraid of. We write down what we changed because of you.',
    rewards: [{ kind: 'EQUITY', percent: '0.5', terms: 'Vesting over 24 months.' }],
    hoursPerWeek: 1,
    places: 2,
    seatRole: 'ADVISER',
    visibility: 'SUBSCRIBER_ONLY',
  },
  {
    title: 'A lead for the first hundred customers',
    type: 'EQUITY_PARTNERSHIP',
    engagement: 'FULL_TIME',
    description:
      'You talk to people all day, like it, and write down what they say. You build the way from the first letter to the paid invoice, and later the team that goes it.',
    rewards: [
      { kind: 'REVENUE_SHARE', percent: '6', terms: 'Of recognised revenue, for as long as you lead it.' },
      { kind: 'EQUITY', percent: '3', terms: '' },
    ],
    hoursPerWeek: 40,
    places: 1,
    seatRole: 'LEAD',
  },
  {
    title: 'Two weeks of careful testing',
    type: 'PROJECT_CONSULTING',
    engagement: 'CONSULTING',
    description:
      'Break what we have made before others do. At the end there is a list: what fails, how to repeat it, and how bad it is.',
    rewards: [{ kind: 'PROJECT_FEE', amountMinor: '180000', currency: 'CAD', terms: '' }],
    hoursPerWeek: 20,
    durationWeeks: 2,
    places: 1,
    seatRole: 'CONTRIBUTOR',
    openDays: 14,
  },
];

export const ownPostings: readonly PostingText[] = [
  {
    title: 'A translator for a cookbook of forty recipes',
    type: 'PROJECT_CONSULTING',
    engagement: 'CONSULTING',
    description:
      'Forty recipes from three grandmothers, English into French. Each is a page long, and the measures must stay the ones that work in a kitchen.',
    rewards: [{ kind: 'PROJECT_FEE', amountMinor: '96000', currency: 'CAD', terms: 'Half at the start.' }],
    requiredSkills: [{ name: 'Translation', level: 4 }],
    preferredSkills: [{ name: 'Writing', level: 3 }],
    hoursPerWeek: 8,
    durationWeeks: 6,
    industry: 'Food & beverage',
    tags: ['food', 'languages'],
    visibility: 'PUBLIC',
  },
  {
    title: 'Statistics against prototypes',
    type: 'SKILL_SHARING',
    engagement: 'MENTORING',
    description:
      'I can build nearly anything of wood and Arduino, and understand nothing of statistics. Teach me what a sample size is; I build you whatever you can draw.',
    rewards: [{ kind: 'SKILL_EXCHANGE', terms: 'One evening for one evening.' }],
    requiredSkills: [{ name: 'Statistics', level: 3 }],
    hoursPerWeek: 2,
    industry: 'Education',
    tags: ['prototype', 'learning'],
  },
  {
    title: 'Who thinks about tool libraries, too?',
    type: 'IDEA_COLLABORATION',
    engagement: 'ADVISORY',
    description:
      'There is a drill in every flat of this town, and it runs eleven minutes in its life. I have notes, numbers from two streets, and no idea what to do first.',
    rewards: [{ kind: 'UNPAID', terms: 'If a venture comes of it, we talk about shares.' }],
    preferredSkills: [{ name: 'Market research', level: 2 }],
    hoursPerWeek: 3,
    industry: 'Social impact',
    tags: ['sharing', 'neighbours'],
    ndaRequired: false,
    visibility: 'PUBLIC',
  },
  {
    title: 'A mentor for the first year of freelancing',
    type: 'MENTORSHIP',
    engagement: 'MENTORING',
    description:
      'I design well and calculate badly. I look for somebody who has survived ten years of it and would look at my offers once a month, without mercy.',
    rewards: [{ kind: 'MENTORSHIP_EXCHANGE', terms: 'I teach you design systems.' }],
    requiredSkills: [{ name: 'Sales', level: 3 }],
    hoursPerWeek: 1,
    industry: 'Consulting',
    tags: ['freelance'],
  },
  {
    title: 'A lawyer who knows cooperatives',
    type: 'LEGAL_PARTNERSHIP',
    engagement: 'CONSULTING',
    description:
      'Twelve growers want to own a cold store together. We need articles that a farmer can read, and somebody who tells us which clause will hurt us in five years.',
    rewards: [{ kind: 'HOURLY', amountMinor: '16000', currency: 'CAD', terms: 'At most 25 hours.' }],
    requiredSkills: [{ name: 'Contract law', level: 4 }],
    hoursPerWeek: 5,
    durationWeeks: 5,
    remote: false,
    place: 'Halifax, Canada',
    industry: 'Agriculture',
    tags: ['cooperative'],
  },
  {
    title: 'A referral partner among accountants',
    type: 'UMBRELLA_NETWORK',
    engagement: 'PART_TIME',
    description:
      'You keep the books of small firms and hear of their troubles before anybody else. I repair what computers did to them. We send each other people.',
    rewards: [{ kind: 'REVENUE_SHARE', percent: '5', terms: 'Of the first order.' }],
    requiredSkills: [{ name: 'Accounting', level: 3 }],
    hoursPerWeek: 10,
    industry: 'Finance',
    tags: ['bookkeeping'],
    ndaRequired: false,
  },
  {
    title: 'An accessible redesign of a bus timetable',
    type: 'PROJECT_CONSULTING',
    engagement: 'CONSULTING',
    description:
      'The timetable of a small town, on paper and on the phone. It must work for people who read slowly, see badly, or stand in the rain.',
    rewards: [{ kind: 'PROJECT_FEE', amountMinor: '320000', currency: 'CAD', terms: '' }],
    requiredSkills: [
      { name: 'Accessibility', level: 4 },
      { name: 'User research', level: 3 },
    ],
    preferredSkills: [{ name: 'Illustration', level: 2 }],
    hoursPerWeek: 16,
    durationWeeks: 8,
    industry: 'Transportation',
    tags: ['mobility', 'accessibility'],
    visibility: 'PUBLIC',
    ndaRequired: false,
  },
  {
    title: 'A second pair of eyes on a data model',
    type: 'PROJECT_CONSULTING',
    engagement: 'CONSULTING',
    description:
      'Forty tables, grown over six years. I want to know which ten I would make again, and how to get from here to there while it runs.',
    rewards: [{ kind: 'HOURLY', amountMinor: '11000', currency: 'CAD', terms: '' }],
    requiredSkills: [{ name: 'PostgreSQL', level: 4 }],
    preferredSkills: [{ name: 'API design', level: 3 }],
    hoursPerWeek: 6,
    durationWeeks: 3,
    industry: 'Technology',
    tags: ['data'],
  },
];

export const servicePostings: readonly ServiceText[] = [
  {
    title: 'I read your contract and say what worries me',
    engagement: 'CONSULTING',
    description: 'An hour by video: every clause in plain words, and a list of what to ask the other side.',
    skills: [{ name: 'Contract law', level: 4 }],
    rewards: [{ kind: 'HOURLY', amountMinor: '14000', currency: 'CAD', terms: '' }],
    industry: 'Consulting',
    tags: ['contracts'],
    places: 4,
  },
  {
    title: 'Five user interviews with a report',
    engagement: 'CONSULTING',
    description:
      'I find five people who are not your friends, talk to them, and write two pages you can act on.',
    skills: [
      { name: 'User research', level: 4 },
      { name: 'Writing', level: 3 },
    ],
    rewards: [{ kind: 'PROJECT_FEE', amountMinor: '120000', currency: 'CAD', terms: '' }],
    industry: 'Technology',
    tags: ['research'],
    places: 3,
    visibility: 'PUBLIC',
  },
  {
    title: 'Help with your first financial model',
    engagement: 'MENTORING',
    description: 'We build it together, so that you can change it when I am gone. Three evenings.',
    skills: [{ name: 'Financial modelling', level: 4 }],
    rewards: [{ kind: 'SKILL_EXCHANGE', terms: 'Or coffee.' }],
    industry: 'Finance',
    tags: ['planning'],
    places: 2,
  },
  {
    title: 'Accessible web pages, tested by people who need them',
    engagement: 'CONSULTING',
    description: 'I go through your pages with a screen reader and with two friends who use one all day.',
    skills: [{ name: 'Accessibility', level: 5 }],
    rewards: [{ kind: 'PROJECT_FEE', amountMinor: '85000', currency: 'CAD', terms: '' }],
    industry: 'Technology',
    tags: ['accessibility'],
    places: 2,
  },
];

export const letters: readonly string[] = [
  'This is close to what I have done for the last years, and closer to what I would like to do next. I have read what you wrote twice and have three questions already.',
  'I have done this once before, on a smaller scale, and know which parts take longer than one thinks. I would start with the boring one.',
  'You look for somebody who stays. I am somebody who stays: my last project ran for four years, and its users still write to me.',
  'I am new to this field and not to the work. Ask the people in my portfolio; they will tell you that I ask before I guess.',
  'I would like to help, can begin within two weeks, and have the evenings and one full day.',
];

export const motives: readonly string[] = [
  'Because it would exist afterwards, and I could point at it.',
  'I have the problem myself.',
  'My sister works in that trade, and I have promised her something better.',
  '',
];

export const rejections: readonly string[] = [
  'We have decided for somebody who lives nearby. Thank you for the clear letter.',
  'You can do more than this needs, and we could not hold you. Let us speak again in spring.',
  'We look for somebody with more time a week.',
];
