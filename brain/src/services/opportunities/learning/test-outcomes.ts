import { createDraw } from '../../../engines/ml/index.ts';
import { traitsOf, type Outcome } from './outcomes.ts';

const fields = ['design', 'code', 'law', 'food'] as const;
const hour = 3_600_000;

/**
 * Decisions made up for tests, the same for the same seed. `telling`: whoever answers looks at the hours first and takes
 * people for their own field, of which the transparent score knows nothing; otherwise answers are tossed.
 */
export function madeUp({
  count,
  seed,
  telling,
}: {
  count: number;
  seed: number;
  telling: boolean;
}): Outcome[] {
  const draw = createDraw(seed);
  const share = () => draw(1001) / 1000;
  const people = Math.max(1, Math.floor(count / 10));
  return Array.from({ length: count }, (_, at): Outcome => {
    const person = draw(people);
    const field = draw(fields.length);
    const components = {
      skills: share(),
      experience: share(),
      availability: share(),
      location: share(),
      interests: share(),
    };
    const own = person % fields.length === field;
    const value = 0.75 * components.availability + (own ? 0.5 : 0) - 0.2 * components.interests;
    const accepted = telling ? value + 0.15 * share() > 0.6 : share() > 0.6;
    return {
      applicationId: `application ${at}`,
      applicantId: `person ${person}`,
      sideId: `side ${draw(20)}`,
      appliedAt: at * hour,
      decidedAt: (at + 1 + draw(40)) * hour,
      accepted,
      components,
      wish: at % 3 ? share() : null,
      traits: traitsOf({
        type: 'PROJECT_CONSULTING',
        industry: 'Technology',
        skills: [fields[field]!],
        tags: [`${fields[field]} ${draw(3)}`],
      }),
    };
  }).toSorted((a, b) => a.decidedAt - b.decidedAt);
}
