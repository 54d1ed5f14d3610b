import type { Collaboration } from './scores.ts';

/** How somebody works with others, by what they are part of; the first rule that fits names it. */

export type Pattern = 'LEADING' | 'ACROSS_GROUPS' | 'IN_ONE_GROUP' | 'CONNECTING' | 'ON_THEIR_OWN';

const rules: readonly {
  readonly pattern: Pattern;
  readonly rule: string;
  readonly fits: (counts: Collaboration) => boolean;
}[] = [
  {
    pattern: 'LEADING',
    rule: 'leads or mentors in two or more places',
    fits: ({ leadRoles, mentorships }) => leadRoles + mentorships >= 2,
  },
  {
    pattern: 'ACROSS_GROUPS',
    rule: 'part of two or more ventures and teams',
    fits: ({ ventures, teams }) => ventures + teams >= 2,
  },
  {
    pattern: 'IN_ONE_GROUP',
    rule: 'part of one venture or team',
    fits: ({ ventures, teams }) => ventures + teams === 1,
  },
  {
    pattern: 'CONNECTING',
    rule: 'in no venture and no team, with five connections or more',
    fits: ({ connections }) => connections >= 5,
  },
  {
    pattern: 'ON_THEIR_OWN',
    rule: 'in no venture and no team, with fewer than five connections',
    fits: () => true,
  },
];

export function patternOf(counts: Collaboration): { readonly pattern: Pattern; readonly rule: string } {
  const { pattern, rule } = rules.find(({ fits }) => fits(counts))!;
  return { pattern, rule };
}
