import { expect, test } from 'vitest';
import { nextSteps } from './next-steps';
import type { Analysis, ScorePart } from './types';

const part = (name: string, value: number | null, open: number | null): ScorePart => ({
  part: name,
  label: name,
  weightPercent: 20,
  effectivePercent: 20,
  value,
  points: value === null ? null : 10,
  open,
  known: '',
});
const readiness = (...parts: ScorePart[]) => ({ parts }) as unknown as NonNullable<Analysis['readiness']>;
const risks = (...scores: number[]) =>
  ({
    overdue: scores.map((score) => ({ id: `r${score}`, title: 'Lease', score, daysOpen: 40, why: 'Open.' })),
  }) as unknown as NonNullable<Analysis['risks']>;

test('figures come first, where nobody entered any', () => {
  expect(nextSteps({ readiness: null, risks: null }, null)).toMatchObject([
    { kind: 'FIGURES', place: { room: 'money', path: '/months' } },
  ]);
});

test('money, then the gravest risks, then the parts that give most, then what is not known', () => {
  const steps = nextSteps(
    {
      readiness: readiness(
        part('TEAM', 40, 12),
        part('FUNDING', null, null),
        part('PAPERS', 99, 0.2),
        part('EVIDENCE', 10, 18),
      ),
      risks: risks(9, 20, 12),
    },
    ['Raise money or cut costs.'],
  );
  expect(steps.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
    'ADVICE advice 0',
    'OVERDUE_RISK r20',
    'OVERDUE_RISK r12',
    'PART EVIDENCE',
    'PART TEAM',
    'GAP gap FUNDING',
  ]);
});

test('a part that no page is known for leads to the scorecard', () => {
  const [step] = nextSteps({ readiness: readiness(part('LUCK', 0, 50)), risks: null }, []);
  expect(step).toMatchObject({ place: { room: 'standing', path: '/readiness' } });
});
