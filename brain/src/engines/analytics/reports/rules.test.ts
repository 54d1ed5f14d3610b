import { describe, expect, test } from 'vitest';
import { quantileOf } from '../metrics/running-metrics.ts';
import { hideSmall } from '../metrics/figures.ts';
import { rangeOf } from '../metrics/range.ts';
import { backtest, seasonalNaive } from '../metrics/backtest.ts';
import { judge } from '../watch/looking.ts';
import { checkCustom, compileEvents, rowsOf, type CustomQuery } from './custom.ts';
import { csvOf } from './files.ts';
import { nextDue } from './schedule-rule.ts';

const weekly = {
  frequency: 'WEEKLY',
  weekday: 1,
  monthDay: 1,
  hour: 8,
  timeZone: 'America/Toronto',
} as const;

describe('when a report is due', () => {
  test('a weekly one on Monday at the hour of the zone', () => {
    // Wednesday 2026-11-25; Toronto is five hours behind in winter.
    expect(nextDue(weekly, new Date('2026-11-25T12:00:00Z'))).toEqual(new Date('2026-11-30T13:00:00Z'));
  });
  test('on the day itself before the hour, and a week later at the hour', () => {
    expect(nextDue(weekly, new Date('2026-11-30T12:59:59Z'))).toEqual(new Date('2026-11-30T13:00:00Z'));
    expect(nextDue(weekly, new Date('2026-11-30T13:00:00Z'))).toEqual(new Date('2026-12-07T13:00:00Z'));
  });
  test('the hour of the clock stays when the clock changes', () => {
    // Clocks go back on 2026-11-01 in Toronto.
    const daily = { ...weekly, frequency: 'DAILY' } as const;
    expect(nextDue(daily, new Date('2026-10-31T11:00:00Z'))).toEqual(new Date('2026-10-31T12:00:00Z'));
    expect(nextDue(daily, new Date('2026-10-31T12:00:00Z'))).toEqual(new Date('2026-11-01T13:00:00Z'));
  });
  test('an hour that the clock skips is sent right after it, once', () => {
    // Clocks go from 02:00 to 03:00 on 2027-03-14.
    const early = { ...weekly, frequency: 'DAILY', hour: 2 } as const;
    expect(nextDue(early, new Date('2027-03-14T00:00:00Z'))).toEqual(new Date('2027-03-14T07:00:00Z'));
    expect(nextDue(early, new Date('2027-03-14T07:00:00Z'))).toEqual(new Date('2027-03-15T06:00:00Z'));
  });
  test('an hour that the clock strikes twice is sent the first time', () => {
    const night = { ...weekly, frequency: 'DAILY', hour: 1 } as const;
    expect(nextDue(night, new Date('2026-11-01T04:30:00Z'))).toEqual(new Date('2026-11-01T05:00:00Z'));
    expect(nextDue(night, new Date('2026-11-01T05:00:00Z'))).toEqual(new Date('2026-11-02T06:00:00Z'));
  });
  test('a monthly one on its day, in the next month when it is past', () => {
    const monthly = { ...weekly, frequency: 'MONTHLY', monthDay: 28, timeZone: 'UTC' } as const;
    expect(nextDue(monthly, new Date('2026-12-28T08:00:00Z'))).toEqual(new Date('2027-01-28T08:00:00Z'));
    expect(nextDue(monthly, new Date('2027-02-01T00:00:00Z'))).toEqual(new Date('2027-02-28T08:00:00Z'));
  });
  test('what was missed is due once: the next moment counts from now', () => {
    const zones = ['UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns'];
    for (const timeZone of zones)
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 5 * 86_400_000 + 3_600_000) {
        const next = nextDue({ ...weekly, timeZone }, new Date(at));
        expect(next.getTime()).toBeGreaterThan(at);
        expect(next.getTime() - at).toBeLessThanOrEqual(8 * 86_400_000);
        const shown = new Intl.DateTimeFormat('en-GB', {
          timeZone,
          weekday: 'short',
          hour: '2-digit',
          hour12: false,
        });
        expect(shown.format(next)).toMatch(/^Mon,? 08/);
      }
  });
});

describe('custom reports', () => {
  const query: CustomQuery = {
    dataset: 'EVENTS',
    groupBy: ['day', 'event'],
    measures: ['events', 'people'],
    filters: [],
    limit: 100,
  };
  const span = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-02-01T00:00:00Z') };

  test('what a person typed is never SQL', () => {
    const evil = `x'; drop table events; --`;
    const { text, parameters } = compileEvents(
      { ...query, filters: [{ field: 'event', is: 'EQUALS', value: evil }] },
      span,
      null,
    );
    expect(text).not.toContain('drop');
    expect(parameters).toContain(evil);
  });
  test('names outside the list are refused, also those every object has', () => {
    for (const name of ['person', 'constructor', 'toString', 'hasOwnProperty'])
      expect(() => checkCustom({ ...query, groupBy: [name] })).toThrow(/no field/);
    expect(() => checkCustom({ ...query, groupBy: ['events'] })).toThrow(/measure/);
    expect(() => checkCustom({ ...query, sort: { field: 'week', descending: true } })).toThrow(
      /Sort by a field/,
    );
    expect(() => checkCustom({ ...query, groupBy: ['day', 'day'] })).toThrow(/twice/);
  });
  test('metrics of different kinds are not put together', () => {
    const figures: CustomQuery = { ...query, dataset: 'METRICS', groupBy: ['day'], measures: ['average'] };
    expect(() => checkCustom(figures)).toThrow(/group by the metric/);
    expect(() =>
      checkCustom({ ...figures, filters: [{ field: 'metric', is: 'EQUALS', value: 'mrr' }] }),
    ).not.toThrow();
  });
  test('groups of fewer than five people are left out, and one person’s own are not', () => {
    const found = [
      { day: '2026-01-01', event: 'logout', events: 9, people: 4, behind: 4 },
      { day: '2026-01-02', event: 'logout', events: 9, people: 5, behind: 5 },
    ];
    const hub = rowsOf(compileEvents(query, span, null), found, 100);
    expect(hub).toEqual({ rows: [['2026-01-02', 'logout', 9, 5]], suppressed: 1, cut: false });
    const own = compileEvents(query, span, 7);
    expect(own.parameters).toContain(7);
    expect(own.text).not.toContain('behind');
  });
});

test('a spreadsheet takes no cell for a formula', () => {
  const heading = { title: '=cmd()', description: '', hubName: 'Hub', at: new Date(0) };
  const table = {
    title: 'T',
    columns: [{ key: 'a', title: '@x', unit: null, numeric: false }],
    rows: [['+1+1'], [-5], [null]],
  };
  const range = { name: '7d' as const, from: '2026-01-01T00:00:00.000Z', to: '2026-01-08T00:00:00.000Z' };
  const result = { tables: [table], notes: [], range, computedAt: range.to };
  const text = csvOf(heading, result).bytes.toString();
  expect(text).toContain(`'=cmd()`);
  expect(text).toContain(`'@x`);
  expect(text).toContain(`'+1+1`);
  expect(text).toContain('\r\n-5\r\n');
});

test('groups of few people are hidden, and never only one of them', () => {
  const share = (key: string, people: number) => ({ key, label: key, value: people, people });
  const shown = hideSmall([share('a', 20), share('b', 3), share('c', 9), share('d', 0)]);
  expect(shown.map(({ key, suppressed }) => [key, suppressed])).toEqual([
    ['a', false],
    ['b', true],
    ['c', true],
    ['d', false],
  ]);
});

test('quantiles of a histogram', () => {
  const buckets = { '0.1': 50, '0.3': 40, '1': 9, '+Inf': 1 };
  expect(quantileOf(buckets, 0.5)).toBeCloseTo(0.1);
  expect(quantileOf(buckets, 0.95)).toBeCloseTo(0.3 + (5 / 9) * 0.7);
  expect(quantileOf(buckets, 1)).toBe(1);
  expect(quantileOf({}, 0.5)).toBeNull();
});

test('ranges that mean nothing are refused with the field', () => {
  const now = new Date('2026-06-01T12:00:30Z');
  expect(rangeOf({ range: '7d' }, now).to).toEqual(new Date('2026-06-01T12:01:00Z'));
  for (const wish of [
    { range: 'custom' as const },
    { range: 'custom' as const, from: '2026-05-02T00:00:00Z', to: '2026-05-01T00:00:00Z' },
    { range: 'custom' as const, from: '2020-05-02T00:00:00Z', to: '2026-05-01T00:00:00Z' },
    { range: 'custom' as const, from: '2027-05-02T00:00:00Z', to: '2027-05-03T00:00:00Z' },
  ])
    expect(() => rangeOf(wish, now)).toThrow();
});

describe('the statistical watch', () => {
  const hours = Array.from(
    { length: 30 * 24 },
    (_, hour) => 20 + 10 * Math.sin((hour / 24) * 2 * Math.PI) + ((hour * 7919) % 5),
  );
  test('says the hour in which a stream breaks out, and nothing of a usual one', () => {
    expect(judge(hours)).toBe(false);
    expect(judge([...hours, 400])).toBe(true);
  });
  test('bears missing hours, and says nothing before it has learnt', () => {
    expect(judge([...hours.slice(0, 200), 400])).toBe(false);
    expect(judge(hours.map((value, at) => (at % 50 === 0 ? null : value)))).toBe(false);
    expect(judge([])).toBe(false);
  });
});

describe('the forecast is held to the naive one', () => {
  test('of a steady climb it is better', () => {
    const judged = backtest(Float64Array.from({ length: 40 }, (_, week) => 100 + 5 * week));
    expect(judged!.error).toBeLessThan(judged!.naiveError);
  });
  test('of what never moves there is nothing to say', () => {
    expect(backtest(new Float64Array(40).fill(7))).toBeNull();
  });
  test('seasonal-naive repeats the season', () => {
    expect([1, 2, 3, 4].map((step) => seasonalNaive(Float64Array.of(9, 1, 2, 3), step, 3))).toEqual([
      1, 2, 3, 1,
    ]);
  });
});
