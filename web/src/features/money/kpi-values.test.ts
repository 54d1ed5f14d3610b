import { describe, expect, test } from 'vitest';
import { moneyFormat } from '../../lib/money';
import { kpiNumber, kpiPoint, readTarget, typedTarget } from './kpi-values';

const en = moneyFormat('en-CA');
const money = { unit: 'MONEY' } as const;
const percent = { unit: 'PERCENT' } as const;
const points = { unit: 'POINTS' } as const;

describe('values of KPIs', () => {
  test('read in their unit', () => {
    expect(kpiNumber(money, '-125050', 'CAD', en)).toMatch(/^[−-]CAD\s1,250\.50$/);
    expect(kpiNumber(percent, '33.3333333333', 'CAD', en)).toBe('33.33%');
    expect(kpiNumber(points, '12.5', 'CAD', en)).toBe('12.5');
  });

  test('a target goes into a field and comes back', () => {
    for (const [measured, value] of [
      [money, '125050'],
      [money, '-5'],
      [percent, '12.5'],
      [points, '0'],
    ] as const)
      expect(readTarget(measured, typedTarget(measured, value, 'CAD', en), 'CAD', en)).toBe(value);
    expect(readTarget(money, 'many', 'CAD', en)).toBeNull();
    expect(readTarget(money, '1.005', 'CAD', en)).toBeNull();
    expect(typedTarget(money, null, 'CAD', en)).toBe('');
  });

  test('a month without a figure leaves a gap', () => {
    expect(kpiPoint(money, '150', 'CAD')).toBe(1.5);
    expect(kpiPoint(percent, null, 'CAD')).toBeNull();
  });
});
