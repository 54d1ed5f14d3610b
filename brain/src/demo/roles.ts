import { emailOf, type PersonPlan } from './plan.ts';

/** The people of the demo community who are told of by name: those one can sign in as, and the one who keeps the hub's own ventures. */

type Sketch = Pick<
  PersonPlan,
  | 'key'
  | 'name'
  | 'culture'
  | 'location'
  | 'timeZone'
  | 'locale'
  | 'headline'
  | 'biography'
  | 'years'
  | 'hours'
  | 'joinedDay'
> &
  Partial<Pick<PersonPlan, 'trialDay' | 'founds'>> & {
    readonly skills: readonly [name: string, level: number, years: number][];
    readonly interests: readonly string[];
  };

function person(sketch: Sketch): PersonPlan {
  const { biography, skills, ...rest } = sketch;
  return {
    trialDay: null,
    founds: false,
    ...rest,
    email: emailOf(sketch.key),
    biography: `${biography}\n\n${sketch.name} is a fictional person of the demo community.`,
    skills: skills.map(([name, level, years]) => ({ name, level, years })),
    website: null,
    visibility: 'PUBLIC',
    showSkills: true,
    theme: 'AUTO',
    // Whoever keeps the hub shows what somebody sees who did not consent.
    analytics: sketch.key !== 'administrator',
    standing: 'MEMBER',
    signedDay: sketch.joinedDay + 0.02,
    invitations: 0,
  };
}

export const administrator = person({
  key: 'administrator',
  name: 'Amara Lindqvist',
  culture: 'nordics',
  location: 'Ottawa, Canada',
  timeZone: 'America/Toronto',
  locale: 'en-CA',
  headline: 'Keeps this installation in order',
  biography:
    'I set this hub up. I approve ventures that need it, look after the audit log and answer when something is stuck.',
  years: 17,
  hours: 30,
  joinedDay: -269.5,
  skills: [
    ['Compliance', 5, 12],
    ['Security', 4, 10],
    ['Project management', 4, 15],
  ],
  interests: ['Open source', 'Privacy', 'Fair work'],
});

export const founder = person({
  key: 'founder',
  name: 'Maya Okafor',
  culture: 'canada',
  location: 'Halifax, Canada',
  timeZone: 'America/Halifax',
  locale: 'en-CA',
  headline: 'Founder on the coast, between kelp and clinics',
  biography:
    'I ran the kitchen of a small hospital for eight years and know what is missing on both sides of the counter. Now I build two things I would have bought myself, with people who want to own a part of them.',
  years: 11,
  hours: 35,
  joinedDay: -121,
  // It ends five days from now.
  trialDay: -9.4,
  founds: true,
  skills: [
    ['Process design', 5, 9],
    ['Supply chain', 4, 6],
    ['Sales', 3, 4],
    ['Hiring', 3, 5],
  ],
  interests: ['Oceans', 'Local food', 'Health', 'Fair work'],
});

export const member = person({
  key: 'member',
  name: 'Tomás Rivera',
  culture: 'hispanic',
  location: 'Montréal, Canada',
  timeZone: 'America/Toronto',
  locale: 'en-CA',
  headline: 'Curriculum author who also writes code',
  biography:
    'I write lessons that people finish, and the small programs around them. I have ten hours a week for something that lasts longer than a project.',
  years: 7,
  hours: 10,
  joinedDay: -150,
  skills: [
    ['Curriculum design', 4, 7],
    ['TypeScript', 3, 4],
    ['Community building', 3, 5],
    ['Writing', 5, 7],
  ],
  interests: ['Education', 'Citizen science', 'Local food', 'Languages'],
});

/** Appointed, so that ventures of the hub's own programme have an owner whose seat does not end with a trial. */
export const steward = person({
  key: 'ingrid.solberg',
  name: 'Ingrid Solberg',
  culture: 'nordics',
  location: 'Toronto, Canada',
  timeZone: 'America/Toronto',
  locale: 'en-CA',
  headline: 'Runs the hub’s own programme of neighbourhood ventures',
  biography:
    'I start small ventures with neighbourhoods and hand them over when they stand. Billing questions of this hub end at my desk, too.',
  years: 14,
  hours: 40,
  joinedDay: -263,
  founds: true,
  skills: [
    ['Community building', 5, 12],
    ['Bookkeeping', 4, 10],
    ['Partnerships', 4, 8],
  ],
  interests: ['Education', 'Circular economy', 'Housing'],
});

/** Signs the member papers of the founder’s venture and waits for the founder’s countersignature. */
export const newcomer = person({
  key: 'joao.nogueira',
  name: 'João Nogueira',
  culture: 'brazil',
  location: 'Recife, Brazil',
  timeZone: 'America/Recife',
  locale: 'pt-BR',
  headline: 'Cook who can also keep books',
  biography:
    'Twelve years in kitchens, four of them my own. I look for a venture in which I can do both the stove and the sums.',
  years: 12,
  hours: 15,
  joinedDay: -33,
  skills: [
    ['Pricing', 3, 4],
    ['Supply chain', 4, 8],
    ['Branding', 2, 3],
  ],
  interests: ['Local food', 'Oceans', 'Craft'],
});

export const namedPeople = [administrator, founder, member, steward, newcomer];
