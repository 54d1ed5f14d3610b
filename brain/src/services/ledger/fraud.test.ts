import { buz, dayMs, minuteMs } from '@smartstart/units';
import { describe, expect, test } from 'vitest';
import { noOutflow } from './book.ts';
import { reviewAbove, signalsOf } from './fraud.ts';
import type { Outflow } from './types.ts';

const now = new Date('2026-03-10T12:00:00Z');
const longAgo = new Date(now.getTime() - 400 * dayMs);
const sent = (more: Partial<Outflow> = {}): Outflow => ({ ...noOutflow(now), ...more });
const ago = (ms: number) => new Date(now.getTime() - ms);
const rules = (amount: bigint, outflow = sent(), since = longAgo) => {
  const { score, signals } = signalsOf(amount, outflow, since, now);
  return { score, fired: signals.map((signal) => signal.rule) };
};

describe('the fraud score', () => {
  test('an ordinary transfer of an old account weighs nothing', () => {
    expect(rules(buz(400_000))).toEqual({ score: 0, fired: [] });
  });

  test('LARGE: more than 500,000 BUZ', () => {
    expect(rules(buz(500_000)).fired).toEqual([]);
    expect(rules(buz(500_000) + 1n)).toEqual({ score: 0.3, fired: ['LARGE'] });
  });

  test('RAPID: five or more transfers within ten minutes', () => {
    const five = [10, 8, 6, 4, 2].map((minutes) => ago(minutes * minuteMs));
    const same = { count: 5, sumMicro: buz(5) };
    expect(rules(buz(1), sent({ ...same, recent: five.slice(1) })).fired).toEqual([]);
    expect(rules(buz(1), sent({ ...same, recent: five }))).toEqual({ score: 0.4, fired: ['RAPID'] });
    expect(
      rules(buz(1), sent({ ...same, recent: [ago(10 * minuteMs + 1), ...five.slice(1)] })).fired,
    ).toEqual([]);
  });

  test('UNUSUAL: more than three times the mean of 90 days, from five transfers on', () => {
    expect(rules(buz(31), sent({ count: 4, sumMicro: buz(40) })).fired).toEqual([]);
    expect(rules(buz(30), sent({ count: 5, sumMicro: buz(50) })).fired).toEqual([]);
    expect(rules(buz(30) + 1n, sent({ count: 5, sumMicro: buz(50) }))).toEqual({
      score: 0.2,
      fired: ['UNUSUAL'],
    });
  });

  test('YOUNG_ACCOUNT: younger than 30 days and more than 500 BUZ', () => {
    expect(rules(buz(500), sent(), ago(dayMs)).fired).toEqual([]);
    expect(rules(buz(501), sent(), ago(30 * dayMs)).fired).toEqual([]);
    expect(rules(buz(501), sent(), ago(30 * dayMs - 1))).toEqual({ score: 0.5, fired: ['YOUNG_ACCOUNT'] });
  });

  test('weights are summed, capped at 1, and 0.6 is not above 0.6', () => {
    const rapid = sent({ count: 5, sumMicro: buz(5), recent: Array<Date>(5).fill(ago(minuteMs)) });
    const twoRules = rules(buz(4), rapid);
    expect(twoRules).toEqual({ score: 0.6, fired: ['RAPID', 'UNUSUAL'] });
    expect(twoRules.score > reviewAbove).toBe(false);
    expect(rules(buz(600_000), rapid, ago(dayMs)).score).toBe(1);
  });

  test('each signal names the figures it compared', () => {
    const [signal] = signalsOf(buz(750), sent(), ago(3 * dayMs), now).signals;
    expect(signal!.text).toBe('The account is 3 days old, and 750 BUZ is more than 500 BUZ.');
  });
});
