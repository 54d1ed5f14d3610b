import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDraw } from '../index.ts';
import { createDetector, nabScore, probationOf, type DetectorState } from './index.ts';

const options = { probation: 200 };

/** A wave of 24 with noise about it. */
function wave(count: number, seed: number): number[] {
  const draw = createDraw(seed);
  return Array.from(
    { length: count },
    (_, at) => 100 + 10 * Math.sin((at * Math.PI) / 12) + draw(1000) / 400,
  );
}

function alarmsOf(values: readonly (number | null)[], from: Parameters<typeof createDetector>[0] = options) {
  const detector = createDetector(from);
  return values.flatMap((value, at) => {
    const { alarm } = detector.step(value);
    return alarm ? [{ at, alarm }] : [];
  });
}

describe('a stream', () => {
  test('that goes on as it was alarms about once in as many values as are kept, and never for a record', () => {
    const said = alarmsOf(wave(2000, 1));
    expect(said.length).toBeLessThanOrEqual(9);
    expect(said.every(({ alarm }) => alarm === 'PATTERN')).toBe(true);
  });

  test('with a spike is said at the spike, once', () => {
    const values = wave(600, 2);
    for (let at = 400; at < 404; at++) values[at] = 190;
    const said = alarmsOf(values).filter(({ at }) => at >= 400 && at < 440);
    expect(said).toEqual([{ at: 400, alarm: 'VALUE' }]);
  });

  test('whose level moves within the range of its values is said within ten values', () => {
    // Swings of 50 every 30 values keep the range wide; the level then moves by 30 and stays.
    const values = wave(900, 3).map(
      (value, at) => (at % 30 === 0 ? value + 50 : value) + (at >= 700 ? 30 : 0),
    );
    const said = alarmsOf(values).find(({ at }) => at >= 700);
    expect(said?.at).toBeLessThan(710);
  });

  test('that stands still in the middle of its range is said by its pattern', () => {
    const values = wave(900, 4);
    for (let at = 700; at < 760; at++) values[at] = 101;
    const said = alarmsOf(values).find(({ at }) => at >= 700);
    expect(said?.at).toBeLessThan(740);
  });

  test('that never varies is never unusual, and its first change is', () => {
    const still = Array.from({ length: 500 }, () => 7);
    expect(alarmsOf(still)).toEqual([]);
    expect(alarmsOf([...still, 8])).toEqual([{ at: 500, alarm: 'VALUE' }]);
  });

  test('with gaps, NaN and infinities is judged by the values it has', () => {
    const values = wave(600, 5);
    const odd = [Number.NaN, Infinity, -Infinity, null];
    const withGaps = values.flatMap((value, at) => (at % 7 === 0 ? [value, odd[at % 4]!] : [value]));
    const [plain, gapped] = [createDetector(options), createDetector(options)];
    const scores = values.map((value) => plain.step(value).score);
    const others = withGaps.flatMap((value) => {
      const { score, alarm } = gapped.step(value);
      if (value !== null && Number.isFinite(value)) return [score];
      expect({ score, alarm }).toEqual({ score: 0, alarm: null });
      return [];
    });
    expect(others).toEqual(scores);
  });

  test('is judged without later values: deleting them changes no score', () => {
    const values = wave(500, 6);
    const whole = createDetector(options);
    const scores = values.map((value) => whole.step(value));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 499 }), (count) => {
        const part = createDetector(options);
        expect(values.slice(0, count).map((value) => part.step(value))).toEqual(scores.slice(0, count));
      }),
      { numRuns: 10 },
    );
  });

  test('goes on from a kept state as if it had never stopped', () => {
    const values = [...wave(450, 7), 300, ...wave(450, 8)];
    const whole = createDetector(options);
    const expected = values.map((value) => whole.step(value));
    for (const cut of [0, 3, 150, 199, 200, 201, 299, 300, 452, 700]) {
      const first = createDetector(options);
      values.slice(0, cut).forEach((value) => first.step(value));
      const kept = JSON.parse(JSON.stringify(first.state())) as DetectorState;
      const second = createDetector(kept);
      expect(values.slice(cut).map((value) => second.step(value))).toEqual(expected.slice(cut));
    }
  });

  test('has scores from 0 to 1 whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: false }), { maxLength: 120 }), (values) => {
        const detector = createDetector({ probation: 20 });
        for (const value of values) {
          const { score } = detector.step(value);
          expect(score >= 0 && score <= 1).toBe(true);
        }
      }),
    );
  });

  test.each([
    [{ probation: 5 }, 'The probation must be'],
    [{ probation: Number.NaN }, 'The probation must be'],
    [{ probation: 20, lags: 15 }, 'at most half'],
  ])('%o is refused', (bad, sentence) => {
    expect(() => createDetector(bad)).toThrow(sentence);
  });
});

describe('the score of the benchmark', () => {
  const windows = [{ from: 300, to: 349 }];
  const said = (...rows: number[]) => {
    const scores = new Float64Array(1000);
    for (const row of rows) scores[row] = 1;
    return nabScore([{ scores, windows }]).score;
  };

  test('is 100 for the first row of a window and 0 for silence; late finds and false alarms are worth less', () => {
    expect(said(300)).toBeCloseTo(100, 0);
    expect(said()).toBe(0);
    expect(said(349)).toBeLessThan(said(320));
    expect(said(300, 900)).toBeCloseTo(100 - 5.5, 1);
    // What comes right after a window costs less than what comes long after.
    expect(said(300, 352)).toBeGreaterThan(said(300, 600));
  });

  test('does not count the beginning', () => {
    expect(probationOf(1000)).toBe(150);
    expect(probationOf(50_000)).toBe(750);
    expect(said(20, 300)).toBe(said(300));
  });
});
