import type { communityWire } from '@smartstart/contract';

/** What the people of the demo community say to each other. Voices are people by their place in a list. */

export type Kind = (typeof communityWire.messageKind)['options'][number];
type Sign = (typeof communityWire.reaction)['options'][number];
type Category = (typeof communityWire.kudosCategory)['options'][number];

/** `founder`, `member` and the like, or the number of somebody else. */
export type Voice = 'founder' | 'member' | 'steward' | 'newcomer' | 'administrator' | number;

export interface Said {
  readonly by: Voice;
  readonly text: string;
  readonly kind?: Kind;
  readonly reactions?: readonly (readonly [Voice, Sign])[];
  readonly answers?: readonly {
    readonly by: Voice;
    readonly text: string;
    /** Whoever asked says that it helped. */
    readonly helped?: true;
  }[];
}

export const general: readonly Said[] = [
  {
    by: 'steward',
    text: 'Good morning. The hub’s kitchen table is open on Thursday from five to seven: bring a question, leave with two answers.',
    kind: 'UPDATE',
    reactions: [
      ['founder', 'HEART'],
      [0, 'THUMBS_UP'],
      [1, 'THUMBS_UP'],
    ],
    answers: [
      { by: 2, text: 'Can one join from home?' },
      { by: 'steward', text: 'Yes, the link is in the invitation.' },
    ],
  },
  {
    by: 'founder',
    text: 'First drying run finished: 40 kg, three kitchens ordered before it was cold. Thank you to everybody who lent a hand and a van.',
    kind: 'CELEBRATION',
    reactions: [
      ['steward', 'PARTY'],
      ['member', 'CLAP'],
      [0, 'PARTY'],
      [3, 'PARTY'],
    ],
    answers: [{ by: 'member', text: 'Save a bag for the library’s cooking evening!' }],
  },
  {
    by: 3,
    text: 'Is anybody going to the founders’ walk on Sunday? I have two free seats from the station.',
  },
  {
    by: 'newcomer',
    text: 'Hello, I am João. I cook, I keep books, and I look for a venture that needs both.',
    reactions: [
      ['founder', 'HEART'],
      ['steward', 'HEART'],
    ],
    answers: [{ by: 'founder', text: 'Welcome! Write to me, we should talk about kelp and ledgers.' }],
  },
];

export const help: readonly Said[] = [
  {
    by: 'member',
    kind: 'QUESTION',
    text: 'How do you word a trial week with somebody who is not a member of the venture yet? I want it fair for both.',
    answers: [
      { by: 1, text: 'We wrote a page: what is done, what it is worth, what happens with it if we part.' },
      {
        by: 'steward',
        text: 'Post it as an opportunity with a fixed fee and the NDA. The agreement is then generated, and the week has an end.',
        helped: true,
      },
    ],
  },
  {
    by: 'founder',
    kind: 'QUESTION',
    text: 'Which food-safety course do you recommend for two people who dry, but do not cook?',
    answers: [
      { by: 'newcomer', text: 'The provincial one, level 1. It takes a day and costs less than a lunch.' },
    ],
  },
];

export const announcements: readonly Said[] = [
  {
    by: 'administrator',
    kind: 'ANNOUNCEMENT',
    text: 'On Saturday night between 02:00 and 02:20 the hub is updated. What you send then waits on your device and goes out by itself.',
    reactions: [['steward', 'THUMBS_UP']],
  },
];

export const direct: readonly Said[] = [
  { by: 'founder', text: 'Tomás, would you look at our lessons for kelp farmers? Two evenings, I think.' },
  { by: 'member', text: 'Gladly. Send me the outline; I tell you on Friday what I would cut.' },
  { by: 'founder', text: 'On its way. Cut as much as you like.' },
];

/** In the founder’s venture: 0 and up are those who joined it. */
export const venture: readonly Said[] = [
  {
    by: 'founder',
    kind: 'ANNOUNCEMENT',
    text: 'We ship on Monday. Bags are in the shed, labels come tomorrow by boat.',
    reactions: [
      [0, 'THUMBS_UP'],
      [1, 'PARTY'],
    ],
  },
  {
    by: 0,
    text: 'The dryer holds 42 °C now, also with the door side full. I wrote down the settings.',
    reactions: [['founder', 'THANKS']],
    answers: [
      { by: 'founder', text: 'That was the last blocker of the sprint. Where are the notes?' },
      { by: 0, text: 'In the files of the venture.' },
    ],
  },
  {
    by: 1,
    kind: 'QUESTION',
    text: 'Who can take the van on Monday at six?',
    answers: [{ by: 0, text: 'I can, if somebody loads with me.', helped: true }],
  },
  { by: 2, text: 'I counted the lots: 18 are labelled, 6 wait for the second check.' },
];

export const ideas: readonly {
  readonly by: Voice;
  readonly title: string;
  readonly body: string;
  readonly tags: readonly string[];
  readonly impact: number;
  readonly effort: number;
  readonly votes: readonly Voice[];
  readonly state?: 'UNDER_REVIEW' | 'ACCEPTED' | 'REJECTED';
  readonly reason?: string;
}[] = [
  {
    by: 'founder',
    title: 'A shared shelf of tools',
    body: 'Every venture owns something that stands idle most of the week: a label printer, a van, a pressure washer. Let us list them and lend them to each other, with a deposit in BUZ.',
    tags: ['sharing', 'tools'],
    impact: 4,
    effort: 2,
    votes: ['member', 'steward', 'newcomer', 0, 1, 2],
    state: 'ACCEPTED',
    reason: 'It costs little and many asked for it. We begin with a list on a page of the hub.',
  },
  {
    by: 'steward',
    title: 'Office hours of a bookkeeper',
    body: 'One evening a month, somebody who knows the rules sits in the hub and answers what people did not dare to ask.',
    tags: ['money', 'help'],
    impact: 5,
    effort: 2,
    votes: ['founder', 'member', 0, 3],
    state: 'UNDER_REVIEW',
  },
  {
    by: 'founder',
    title: 'A walk instead of a stand-up',
    body: 'Once a week the ventures of one town meet for a walk of an hour. Whoever has a problem walks in front.',
    tags: ['community'],
    impact: 2,
    effort: 1,
    votes: ['newcomer', 1],
  },
];

export const polls: readonly {
  readonly by: Voice;
  readonly question: string;
  readonly options: readonly string[];
  readonly days: number;
  readonly votes: readonly (readonly [Voice, number])[];
}[] = [
  {
    by: 'steward',
    question: 'When should the kitchen table of the hub be open?',
    options: ['Thursday, five to seven', 'Saturday morning', 'Sunday afternoon'],
    days: 14,
    votes: [
      ['member', 0],
      ['newcomer', 1],
      [0, 0],
      [1, 0],
      [2, 1],
      [3, 2],
    ],
  },
  {
    by: 'member',
    question: 'What should the next evening be about?',
    options: ['Reading a contract', 'Talking to first customers', 'Sharing equity without tears'],
    days: 2,
    votes: [
      ['founder', 1],
      ['steward', 2],
      [0, 2],
      [1, 2],
    ],
  },
];

export const kudos: readonly {
  readonly from: Voice;
  readonly to: Voice;
  readonly category: Category;
  readonly text: string;
}[] = [
  {
    from: 'founder',
    to: 'member',
    category: 'CRAFT',
    text: 'Cut our lessons by half, and now people finish them.',
  },
  {
    from: 'member',
    to: 'steward',
    category: 'HELPFULNESS',
    text: 'Answers every question on the day it is asked.',
  },
  {
    from: 'steward',
    to: 'founder',
    category: 'LEADERSHIP',
    text: 'Said early that the launch would be a week late, and why.',
  },
  { from: 0, to: 'founder', category: 'TEAMWORK', text: 'Loaded the van with us at five in the morning.' },
  {
    from: 'newcomer',
    to: 'founder',
    category: 'HELPFULNESS',
    text: 'Took an hour to show me how a venture reads its runway.',
  },
];

/** Who knows whom; the last ones wait for an answer. */
export const connections: readonly {
  readonly from: Voice;
  readonly to: Voice;
  readonly message: string;
  readonly accepted: boolean;
}[] = [
  { from: 'founder', to: 'steward', message: 'We keep meeting at the kitchen table.', accepted: true },
  { from: 'member', to: 'steward', message: '', accepted: true },
  { from: 0, to: 'founder', message: 'It was good to work with you.', accepted: true },
  { from: 'newcomer', to: 'founder', message: 'We wrote about kelp and ledgers.', accepted: true },
  { from: 'founder', to: 'member', message: 'For the lessons, and what comes after.', accepted: false },
  { from: 2, to: 'founder', message: 'We met on the founders’ walk.', accepted: false },
  { from: 3, to: 'member', message: 'You teach what I want to learn.', accepted: false },
];

/** Each endorses the skill the other names first. */
export const endorsements: readonly { readonly from: Voice; readonly to: Voice; readonly note: string }[] = [
  { from: 'steward', to: 'founder', note: 'I saw it over three ventures.' },
  { from: 'newcomer', to: 'founder', note: '' },
  { from: 'founder', to: 'member', note: 'The lessons speak for themselves.' },
  { from: 'steward', to: 'member', note: '' },
];

export const supportRequests: readonly {
  readonly by: Voice;
  readonly subject: string;
  readonly text: string;
  readonly priority: 'P2' | 'P3' | 'P4';
  readonly answer?: string;
}[] = [
  {
    by: 'member',
    subject: 'A paper shows the old address',
    text: 'I moved in spring and changed my profile; the participation agreement still shows the old address.',
    priority: 'P3',
    answer:
      'A signed paper keeps what was true when it was signed. The next version you sign shows the new address; nothing is lost until then.',
  },
  {
    by: 'founder',
    subject: 'Can the daily digest come at noon?',
    text: 'In the morning I am on the boat. A digest at noon would be read.',
    priority: 'P4',
  },
];
