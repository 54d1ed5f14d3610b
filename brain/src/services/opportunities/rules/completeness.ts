import type { FieldProblem, opportunitiesWire } from '@smartstart/contract';
import type { OpportunityRow } from '../record/store.ts';
import { isCurrency, type Reward } from './words.ts';

/** What an opportunity must say, and what cannot stand together. Pure. */

type Engagement = (typeof opportunitiesWire.engagement)['options'][number];

const leastDescription = 30;
/** Hours a week that an engagement means (domain rules, section 8). */
const hours: Partial<Record<Engagement, { least: number; most: number; sentence: string }>> = {
  FULL_TIME: { least: 40, most: 80, sentence: 'Full time is 40 hours a week or more.' },
  PART_TIME: { least: 10, most: 20, sentence: 'Part time is 10 to 20 hours a week.' },
};

type Stated = Pick<
  OpportunityRow,
  | 'kind'
  | 'venture_id'
  | 'description'
  | 'engagement'
  | 'rewards'
  | 'reward_kinds'
  | 'required_skills'
  | 'preferred_skills'
  | 'hours_per_week'
  | 'years_needed'
  | 'remote'
  | 'place'
  | 'places'
  | 'taken'
  | 'visibility'
>;

/** What is wrong whether or not it is finished. */
export function contradictions(row: Stated): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const add = (field: string, message: string) => problems.push({ path: `body.${field}`, message });
  const span = hours[row.engagement as Engagement];
  if (
    span &&
    row.hours_per_week !== null &&
    (row.hours_per_week < span.least || row.hours_per_week > span.most)
  )
    add('hoursPerWeek', span.sentence);
  for (const { amountMinor, currency } of row.rewards as Reward[]) {
    if (amountMinor !== undefined && BigInt(amountMinor) === 0n)
      add('rewards', 'Name an amount above zero, or none.');
    if (currency !== undefined && !isCurrency(currency)) add('rewards', `There is no currency ${currency}.`);
  }
  if (row.visibility === 'VENTURE_ONLY' && row.venture_id === null)
    add('visibility', 'Only an opportunity of a venture can be for its members alone.');
  if (row.years_needed !== null && row.venture_id !== null)
    add('yearsNeeded', 'An opportunity of a venture asks for the years of its stage. Leave this empty.');
  if (row.places <= row.taken && row.taken > 0)
    add('places', `${row.taken} places are taken already. Offer more, or leave the number.`);
  const names = [...skillsOf(row.required_skills), ...skillsOf(row.preferred_skills)].map(({ name }) =>
    foldedName(name),
  );
  if (new Set(names).size !== names.length)
    add('preferredSkills', 'A skill is either required or preferred, and named once.');
  return problems;
}

/** What is still missing before it can be published. */
export function gaps(row: Stated): FieldProblem[] {
  const problems = contradictions(row);
  const add = (field: string, message: string) => problems.push({ path: `body.${field}`, message });
  if (row.description.length < leastDescription)
    add('description', `Describe it in at least ${leastDescription} characters.`);
  if (!row.reward_kinds.length)
    add('rewards', 'Say what is given in return, even if it is nothing but the experience.');
  if (row.kind === 'SERVICE' && !skillsOf(row.required_skills).length)
    add('skills', 'Name at least one skill that you offer.');
  if (!row.remote && !row.place) add('place', 'Name the place, or say that the work is remote.');
  return problems;
}

export function skillsOf(value: unknown): { name: string; level: number }[] {
  return value as { name: string; level: number }[];
}

/** The form in which names of skills are compared. */
export function foldedName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
