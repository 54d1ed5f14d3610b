import type { Components } from './components.ts';

/** Inputs of a score that may not be stated. */
export type Missing =
  | 'person.skills'
  | 'opportunity.required'
  | 'person.years'
  | 'person.hours'
  | 'opportunity.hours'
  | 'person.place'
  | 'opportunity.place'
  | 'person.utcOffset'
  | 'opportunity.utcOffset'
  | 'person.interests'
  | 'opportunity.topics'
  | 'person.wishes.types'
  | 'person.wishes.engagements'
  | 'person.wishes.rewards';

/** Why a component has its value: a code and the numbers of the sentence, so that any language can say it. */
export type Cause =
  | {
      readonly code: 'REQUIRED_SKILLS';
      readonly component: 'skills';
      /** Skills held at the level asked or above, of how many asked. */
      readonly met: number;
      readonly asked: number;
      /** Held below the level asked, and not held; folded names. */
      readonly below: readonly string[];
      readonly lacking: readonly string[];
    }
  | {
      readonly code: 'PREFERRED_SKILLS';
      readonly component: 'skills';
      readonly met: number;
      readonly asked: number;
    }
  | { readonly code: 'NO_EXPERIENCE_NEEDED'; readonly component: 'experience' }
  | {
      readonly code: 'EXPERIENCE';
      readonly component: 'experience';
      readonly years: number;
      readonly needed: number;
    }
  | { readonly code: 'NO_HOURS_ASKED'; readonly component: 'availability' }
  | {
      readonly code: 'HOURS';
      readonly component: 'availability';
      readonly free: number;
      readonly asked: number;
    }
  | {
      readonly code: 'SAME_PLACE' | 'ELSEWHERE';
      readonly component: 'location';
      readonly place: string;
    }
  | { readonly code: 'CLOCKS'; readonly component: 'location'; readonly minutes: number }
  | {
      readonly code: 'TOPICS';
      readonly component: 'interests';
      readonly shared: readonly string[];
      readonly asked: number;
    }
  | {
      readonly code: 'MISSING';
      readonly component: keyof Components | 'wishes';
      readonly input: Missing;
    };

/** A cause with its English sentence. */
export type Reason = Cause & { readonly text: string };

export function sentence(cause: Cause): Reason {
  return { ...cause, text: inWords(cause) };
}

const notStated: Record<Missing, string> = {
  'person.skills': 'The person states no skills',
  'opportunity.required': 'The opportunity states no required skills',
  'person.years': 'The person states no years of experience',
  'person.hours': 'The person states no free hours',
  'opportunity.hours': 'The opportunity states no hours',
  'person.place': 'The person states no place',
  'opportunity.place': 'The opportunity states no place',
  'person.utcOffset': 'The person states no time zone',
  'opportunity.utcOffset': 'The opportunity states no time zone',
  'person.interests': 'The person states no interests',
  'opportunity.topics': 'The opportunity states no industry and no tags',
  'person.wishes.types': 'The person does not say which types they look for',
  'person.wishes.engagements': 'The person does not say which engagement they look for',
  'person.wishes.rewards': 'The person does not say which reward they look for',
};

function inWords(cause: Cause): string {
  switch (cause.code) {
    case 'REQUIRED_SKILLS':
      return `${cause.met} of ${counted(cause.asked, 'required skill')}${gaps(cause.below, cause.lacking)}.`;
    case 'PREFERRED_SKILLS':
      return `${cause.met} of ${counted(cause.asked, 'preferred skill')}.`;
    case 'NO_EXPERIENCE_NEEDED':
      return 'No experience needed.';
    case 'EXPERIENCE':
      return `${counted(cause.years, 'year')} of experience, ${cause.needed} needed.`;
    case 'NO_HOURS_ASKED':
      return 'No hours asked.';
    case 'HOURS':
      return `${cause.free} free hours a week, ${cause.asked} asked.`;
    case 'SAME_PLACE':
      return `Same place: ${cause.place}.`;
    case 'ELSEWHERE':
      return `On site in ${cause.place}, and the person is elsewhere.`;
    case 'CLOCKS':
      return cause.minutes === 0 ? 'Same time of day.' : `${hours(cause.minutes)} time difference.`;
    case 'TOPICS':
      return cause.shared.length === 0
        ? `None of ${counted(cause.asked, 'topic')} among the interests.`
        : `${cause.shared.length} of ${counted(cause.asked, 'topic')} among the interests: ${cause.shared.join(', ')}.`;
    case 'MISSING':
      return `${notStated[cause.input]}: it counts half.`;
  }
}

function gaps(below: readonly string[], lacking: readonly string[]): string {
  const parts = [
    ...(below.length > 0 ? [`below the level asked: ${below.join(', ')}`] : []),
    ...(lacking.length > 0 ? [`not stated: ${lacking.join(', ')}`] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function hours(minutes: number): string {
  const whole = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [...(whole > 0 ? [`${whole} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(' ');
}
