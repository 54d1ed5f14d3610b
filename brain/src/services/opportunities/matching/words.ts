import type { matchingWire } from '@smartstart/contract';
import type {
  BothSided,
  Components,
  Match,
  Missing,
  Opportunity,
  Person,
  Reason,
} from '../../../engines/matching/index.ts';

/**
 * Every sentence about a match, in one place. To the person it speaks of `you` and says numbers; to a creator it says of
 * somebody else no more than their profile shows: hours and clocks are told coarsely.
 */

export type About = (typeof matchingWire.matchReason)['_zod']['output']['about'];
export type Sentence = { about: About; text: string };
export type MissingInput = (typeof matchingWire.missingInput)['_zod']['output'];
export type Reader = 'PERSON' | 'CREATOR';

export function reasonsFor(reader: Reader, match: Match): Sentence[] {
  return match.reasons.flatMap((reason) => {
    if (reason.code === 'MISSING') return [];
    return [{ about: reason.component, text: reader === 'PERSON' ? toPerson(reason) : toCreator(reason) }];
  });
}

/** What the person looks for, against what is offered; null where they have not said. */
export function wishReason(
  reader: Reader,
  person: Person,
  opportunity: Opportunity,
  wish: number,
): Sentence | null {
  const { types, engagements, rewards } = person.wishes;
  const stated = [
    { said: types.length > 0, met: types.includes(opportunity.type), what: spoken(opportunity.type) },
    {
      said: engagements.length > 0,
      met: engagements.includes(opportunity.engagement),
      what: spoken(opportunity.engagement),
    },
    { said: rewards.length > 0, met: rewards.includes(opportunity.reward), what: spoken(opportunity.reward) },
  ].filter(({ said }) => said);
  if (stated.length === 0) return null;
  const met = stated.filter((one) => one.met).map((one) => one.what);
  const who = reader === 'PERSON' ? 'You look' : 'Looks';
  const text =
    met.length === 0
      ? `${who} for other kinds of engagement.`
      : `${who} for ${listed(met)}${wish < 1 && met.length < stated.length ? ', not for the rest of what is offered' : ''}.`;
  return { about: 'wish', text };
}

export function likedReason(title: string): Sentence {
  return { about: 'other', text: `It is like “${title}”, of which you asked for more.` };
}

export function missingFor(reader: Reader, inputs: readonly Missing[]): MissingInput[] {
  return inputs.map((input) => {
    const side = input.startsWith('person.') ? 'PERSON' : 'OPPORTUNITY';
    return { input, side, text: (reader === 'PERSON' ? notSaidByYou : notSaidByThem)[input] };
  });
}

/** A candidate's components, where the exact value would tell what their profile does not. */
export function coarse(components: Components): Components {
  return { ...components, availability: Math.floor(components.availability * 4) / 4 };
}

export function wishMissing({ missing }: BothSided): Missing[] {
  return missing.filter((input) => input.startsWith('person.wishes.'));
}

function toPerson(reason: Reason): string {
  switch (reason.code) {
    case 'REQUIRED_SKILLS':
      return `You have ${reason.met} of ${counted(reason.asked, 'required skill')}${gaps(reason.below, reason.lacking)}.`;
    case 'PREFERRED_SKILLS':
      return `You have ${reason.met} of ${counted(reason.asked, 'preferred skill')}.`;
    case 'EXPERIENCE':
      return `You have ${counted(reason.years, 'year')} of experience, ${reason.needed} needed.`;
    case 'HOURS':
      return `You have ${counted(reason.free, 'free hour')} a week, ${reason.asked} asked.`;
    case 'ELSEWHERE':
      return `It is on site in ${reason.place}, and you are elsewhere.`;
    case 'CLOCKS':
      return reason.minutes === 0
        ? 'You share the time of day.'
        : `${spanOf(reason.minutes)} time difference.`;
    case 'TOPICS':
      return reason.shared.length === 0
        ? `None of its ${counted(reason.asked, 'topic')} is among your interests.`
        : `${reason.shared.length} of its ${counted(reason.asked, 'topic')} ${reason.shared.length === 1 ? 'is' : 'are'} among your interests: ${listed(reason.shared)}.`;
    default:
      return reason.text;
  }
}

function toCreator(reason: Reason): string {
  switch (reason.code) {
    case 'REQUIRED_SKILLS':
      return `${reason.met} of ${counted(reason.asked, 'required skill')}${gaps(reason.below, reason.lacking)}.`;
    case 'HOURS':
      return reason.free >= reason.asked ? 'States hours enough.' : 'States fewer hours than asked.';
    case 'CLOCKS':
      return reason.minutes <= 180
        ? 'At most 3 h time difference.'
        : reason.minutes <= 360
          ? 'At most 6 h time difference.'
          : 'More than 6 h time difference.';
    case 'ELSEWHERE':
      return `On site in ${reason.place}, and the person is elsewhere.`;
    default:
      return reason.text;
  }
}

const notSaidByYou: Record<Missing, string> = {
  'person.skills': 'You have not named any skills.',
  'opportunity.required': 'It names no required skills.',
  'person.years': 'You have not said your years of experience.',
  'person.hours': 'You have not said your hours.',
  'opportunity.hours': 'It does not say its hours.',
  'person.place': 'You have not said where you are.',
  'opportunity.place': 'It does not say where it is.',
  'person.utcOffset': 'You have not said your time zone.',
  'opportunity.utcOffset': 'It does not say its time zone.',
  'person.interests': 'You have not named any interests.',
  'opportunity.topics': 'It names no industry and no tags.',
  'person.wishes.types': 'You have not said which kinds of opportunity you look for.',
  'person.wishes.engagements': 'You have not said which engagement you look for.',
  'person.wishes.rewards': 'You have not said which reward you look for.',
};

const notSaidByThem: Record<Missing, string> = {
  ...notSaidByYou,
  'person.skills': 'Names no skills.',
  'opportunity.required': 'Your opportunity names no required skills.',
  'person.years': 'Does not say the years of experience.',
  'person.hours': 'Does not say the free hours.',
  'opportunity.hours': 'Your opportunity does not say its hours.',
  'person.place': 'Does not say where they are.',
  'opportunity.place': 'Your opportunity does not say where it is.',
  'person.utcOffset': 'Does not say the time zone.',
  'opportunity.utcOffset': 'Your opportunity does not say its time zone.',
  'person.interests': 'Names no interests.',
  'opportunity.topics': 'Your opportunity names no industry and no tags.',
  'person.wishes.types': 'Does not say which kinds of opportunity they look for.',
  'person.wishes.engagements': 'Does not say which engagement they look for.',
  'person.wishes.rewards': 'Does not say which reward they look for.',
};

function gaps(below: readonly string[], lacking: readonly string[]): string {
  const parts = [
    ...(below.length > 0 ? [`below the level asked: ${listed(below)}`] : []),
    ...(lacking.length > 0 ? [`not named: ${listed(lacking)}`] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function spanOf(minutes: number): string {
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(whole > 0 ? [`${whole} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(' ');
}

function spoken(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}
