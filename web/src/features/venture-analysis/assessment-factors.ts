import type { Assessment, AssessmentFactors } from './types';

/** What only people judge for the valuation, as choices of a form. Pure. */

export const groups = {
  scorecard: {
    factors: ['team', 'opportunity', 'product', 'competition', 'channels', 'furtherFunding', 'other'],
    steps: [0.5, 0.75, 1, 1.25, 1.5],
  },
  berkus: {
    factors: ['idea', 'prototype', 'team', 'relations', 'sales'],
    steps: [0, 0.25, 0.5, 0.75, 1],
  },
  riskFactors: {
    factors: [
      'management',
      'stage',
      'political',
      'manufacturing',
      'sales',
      'funding',
      'competition',
      'technology',
      'litigation',
      'international',
      'reputation',
      'exit',
    ],
    steps: [-2, -1, 0, 1, 2],
  },
} as const;
export const groupNames = ['scorecard', 'berkus', 'riskFactors'] as const;
export type GroupName = (typeof groupNames)[number];

/** A number as text, or empty while it is not judged; by `group.factor`. */
export type Judged = Readonly<Record<string, string>>;

export const nameOf = (group: GroupName, factor: string) => `${group}.${factor}`;

export function judgedOf({ factors }: Pick<Assessment, 'factors'>): Judged {
  return Object.fromEntries(
    groupNames.flatMap((group) =>
      groups[group].factors.map((factor) => [nameOf(group, factor), String(factors[group][factor] ?? '')]),
    ),
  );
}

export function factorsOf(judged: Judged): AssessmentFactors {
  const given = (group: GroupName) =>
    Object.fromEntries(
      groups[group].factors.flatMap((factor) => {
        const value = judged[nameOf(group, factor)] ?? '';
        return value === '' ? [] : [[factor, Number(value)]];
      }),
    );
  return {
    scorecard: given('scorecard'),
    berkus: given('berkus'),
    riskFactors: given('riskFactors'),
  };
}

/** The steps of a group, and what was saved between two of them. */
export function choicesOf(group: GroupName, value: string): number[] {
  const steps = new Set<number>(groups[group].steps);
  if (value !== '') steps.add(Number(value));
  return [...steps].toSorted((a, b) => a - b);
}
