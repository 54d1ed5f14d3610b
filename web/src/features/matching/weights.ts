import type { ComponentName, MissingInput } from './types';

/** What the transparent score is made of, in the order it is shown (domain rules, section 8). Pure. */

export const weights: Readonly<Record<ComponentName, number>> = {
  skills: 0.4,
  experience: 0.2,
  availability: 0.15,
  location: 0.1,
  interests: 0.15,
};
export const componentNames = Object.keys(weights) as ComponentName[];

const inputs: Readonly<Record<string, ComponentName | 'wish'>> = {
  skills: 'skills',
  required: 'skills',
  years: 'experience',
  hours: 'availability',
  place: 'location',
  utcOffset: 'location',
  interests: 'interests',
  topics: 'interests',
  wishes: 'wish',
};

/** The component that an input which was not stated belongs to. */
export function partOf({ input }: Pick<MissingInput, 'input'>): ComponentName | 'wish' | null {
  return inputs[input.split('.')[1] ?? ''] ?? null;
}

/** Where a person says what they have not said yet; null for what the opportunity does not say. */
export function wayTo({ input, side }: Pick<MissingInput, 'input' | 'side'>): string | null {
  if (side !== 'PERSON') return null;
  if (input.startsWith('person.wishes.')) return '/opportunities/wishes';
  return input === 'person.utcOffset' ? '/settings' : '/settings/profile';
}

/** 0 to 1 as whole points of a hundred. */
export function points(value: number): number {
  return Math.round(value * 100);
}
