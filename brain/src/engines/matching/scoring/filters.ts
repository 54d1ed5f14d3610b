import { keptAbove, minutesApart, shareOf } from './components.ts';
import { foldedWords, type Opportunity, type Person, within } from './profiles.ts';

/** What is asked of a ranking, in either direction. */
export interface Question {
  /** The instant of asking, in the unit of `expiresAt`. */
  readonly at: number;
  /** Ids never to propose: hidden, applied for, declined. */
  readonly excluded?: Iterable<string>;
  /** How many at most, 1 to 1,000; the first 10 when not said. */
  readonly take?: number;
  /** Only scores above this are kept; 0.3 when not said. */
  readonly above?: number;
  /** By the score, or by the geometric mean of both sides; ties go to the smaller id. */
  readonly order?: 'SCORE' | 'BOTH_SIDED';
  /** The least value of the availability component, 0 to 1; 0 (no filter) when not said. */
  readonly availability?: number;
}

/** A question with everything said. */
export interface PlainQuestion {
  readonly at: number;
  readonly excluded: ReadonlySet<string>;
  readonly take: number;
  readonly above: number;
  readonly bothSided: boolean;
  readonly availability: number;
}

const mostTaken = 1_000;

export function plain(question: Question): PlainQuestion {
  const { at, take = 10, above = keptAbove, availability = 0 } = question;
  if (!Number.isInteger(take) || take < 1 || take > mostTaken)
    throw new RangeError(`take is a whole number from 1 to ${mostTaken}, not ${take}.`);
  if (Number.isNaN(at) || Number.isNaN(above) || Number.isNaN(availability))
    throw new RangeError('at, above and availability are numbers.');
  return {
    at,
    take,
    above,
    availability,
    excluded: new Set(question.excluded),
    bothSided: question.order === 'BOTH_SIDED',
  };
}

/** The rung that opens what only members, and only subscribers, may see. */
export const memberRung = 1;
export const subscriberRung = 2;

/**
 * The hard filters, decided before anything is scored: both open and not expired; not one's own; visible to the person;
 * the papers' rungs held; a common language and clocks near enough, where both sides state them; hours enough, where the
 * question says so. Exclusions of the question are not looked at here.
 */
export function admits(
  person: Person,
  opportunity: Opportunity,
  { at, availability }: Pick<PlainQuestion, 'at' | 'availability'>,
): boolean {
  return (
    person.open &&
    opportunity.open &&
    opportunity.expiresAt > at &&
    person.id !== opportunity.creatorId &&
    sees(person, opportunity) &&
    opportunity.rungs.every((rung) => person.rungs.includes(rung)) &&
    understands(person, opportunity) &&
    nearEnough(person, opportunity) &&
    shareOf(person.hours, opportunity.hours) >= availability
  );
}

function sees(person: Person, opportunity: Opportunity): boolean {
  switch (opportunity.visibility) {
    case 'PUBLIC':
      return true;
    case 'MEMBER_ONLY':
      return person.rungs.includes(memberRung);
    case 'SUBSCRIBER_ONLY':
      return person.rungs.includes(subscriberRung);
    case 'VENTURE_ONLY':
      return opportunity.ventureId !== null && person.ventureIds.includes(opportunity.ventureId);
    case 'PRIVATE':
      return opportunity.invitedIds.includes(person.id);
  }
}

function understands(person: Person, opportunity: Opportunity): boolean {
  const asked = foldedWords(opportunity.languages);
  const spoken = foldedWords(person.languages);
  return asked.length === 0 || spoken.length === 0 || asked.some((language) => spoken.includes(language));
}

function nearEnough(person: Person, { withinMinutes, utcOffset }: Opportunity): boolean {
  if (withinMinutes === null || utcOffset === null || person.utcOffset === null) return true;
  return minutesApart(person.utcOffset, utcOffset) <= within('distance', withinMinutes);
}
