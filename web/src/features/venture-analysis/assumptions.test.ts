import { describe, expect, test } from 'vitest';
import {
  assumptionsOf,
  countOf,
  draftOf,
  firstStep,
  isSame,
  stepped,
  untouched,
  usualShock,
  type Draft,
} from './assumptions';

const full: Draft = {
  ...untouched,
  growthPercent: 4,
  costChange: { percent: -10, month: 3 },
  hires: [{ key: 'a', month: 2, people: 1, monthlyCostMinor: '500000' }],
  rounds: [{ key: 'b', month: 6, amountMinor: '25000000', probability: 0.5 }],
  oneOffs: [{ key: 'c', month: 4, amountMinor: '1200000', direction: 'OUT', name: ' tax ' }],
  shocks: [usualShock('REVENUE_DROP', 'd')],
};

describe('assumptions on the wire', () => {
  test('are nothing when nothing was touched', () => {
    expect(countOf(assumptionsOf(untouched))).toBe(0);
    expect(assumptionsOf(untouched).horizonMonths).toBe(36);
  });

  test('carry every row with its amount, money out with a sign', () => {
    const sent = assumptionsOf(full);
    expect(countOf(sent)).toBe(6);
    expect(sent.oneOffs).toEqual([{ month: 4, amountMinor: '-1200000', name: 'tax' }]);
    expect(sent.hires).toEqual([{ month: 2, people: 1, monthlyCostMinor: '500000' }]);
  });

  test('leave out rows without an amount, changes of nothing, and what lies beyond the horizon', () => {
    const sent = assumptionsOf({
      ...full,
      horizonMonths: 12,
      costChange: { percent: 0, month: 3 },
      hires: [{ key: 'a', month: 2, people: 1, monthlyCostMinor: '' }],
      rounds: [{ key: 'b', month: 20, amountMinor: '100', probability: 1 }],
      oneOffs: [{ key: 'c', month: 4, amountMinor: '000', direction: 'OUT', name: '' }],
      shocks: [{ ...usualShock('COST_RISE', 'd'), percent: 0 }],
    });
    expect(countOf(sent)).toBe(1);
  });

  test('come back as they were saved', () => {
    const saved = assumptionsOf(full);
    const again = assumptionsOf(draftOf(saved, (kind, index) => `${kind}${index}`));
    expect(isSame(saved, again)).toBe(true);
  });

  test('are the same in whatever order their names come', () => {
    const saved = assumptionsOf(full);
    const turned = Object.fromEntries(Object.entries(saved).toReversed()) as typeof saved;
    expect(isSame(saved, turned)).toBe(true);
    expect(isSame(saved, assumptionsOf({ ...full, growthPercent: 5 }))).toBe(false);
  });
});

describe('the way back', () => {
  const grow = (growthPercent: number) =>
    ({ kind: 'change', field: 'growth', draft: { ...untouched, growthPercent } }) as const;

  test('takes a slider that is drawn on as one step', () => {
    const drawn = [1, 2, 3].map(grow).reduce(stepped, firstStep);
    expect(drawn.present.growthPercent).toBe(3);
    expect(stepped(drawn, { kind: 'undo' }).present).toBe(untouched);
  });

  test('goes forward again, until something else is changed', () => {
    const back = stepped(stepped(firstStep, grow(2)), { kind: 'undo' });
    expect(stepped(back, { kind: 'redo' }).present.growthPercent).toBe(2);
    const other = stepped(back, { kind: 'change', field: 'cost', draft: full });
    expect(stepped(other, { kind: 'redo' })).toBe(other);
  });

  test('leads back from a reset, and nowhere from the beginning', () => {
    const reset = stepped(stepped(firstStep, grow(2)), { kind: 'replace', draft: untouched });
    expect(stepped(reset, { kind: 'undo' }).present.growthPercent).toBe(2);
    expect(stepped(firstStep, { kind: 'undo' })).toBe(firstStep);
  });

  test('starts a new step after going back, also on the same field', () => {
    const back = stepped([1, 2].map(grow).reduce(stepped, firstStep), { kind: 'undo' });
    const again = stepped(back, grow(5));
    expect(stepped(again, { kind: 'undo' }).present).toBe(untouched);
  });
});
