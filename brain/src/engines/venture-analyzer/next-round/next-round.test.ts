import { describe, expect, test } from 'vitest';
import { createDraw } from '../../ml/index.ts';
import {
  fitNextRound,
  labelledSnapshot,
  nextRoundChances,
  snapshotAt,
  type FundingHistory,
} from '../index.ts';

/** Companies that raise the more often the more they raised: made up, so that something is there to learn. */
function made(count: number, seed: number): FundingHistory[] {
  const draw = createDraw(seed);
  return Array.from({ length: count }, (_, at) => {
    const eager = draw(2) === 1;
    const founded = 11_000 + draw(1500);
    const rounds = [];
    let day = founded + 200 + draw(600);
    while (day < 15_500) {
      rounds.push({ day, kind: rounds.length === 0 ? 'angel' : 'series-a', raised: eager ? 5e6 : 2e5 });
      day += (eager ? 250 : 900) + draw(500);
    }
    return {
      id: `c${at}`,
      category: eager ? 'software' : 'web',
      region: 'Ontario',
      founded,
      rounds,
      acquired: null,
    };
  });
}

const histories = made(700, 1);
const day = 14_500;

describe('a snapshot', () => {
  test('does not change when everything from its day on is deleted', () => {
    const cut = histories.map((history) => ({
      ...history,
      rounds: history.rounds.filter((round) => round.day < day),
    }));
    expect(snapshotAt(cut, day)).toEqual(snapshotAt(histories, day));
  });

  test('leaves out who was bought, who is silent for four years, and who never raised', () => {
    const [one] = made(1, 2);
    const of = (change: Partial<FundingHistory>) => snapshotAt([{ ...one!, ...change }], day).ids;
    const recent = [{ day: day - 30, kind: 'angel', raised: null }];
    expect(of({ rounds: recent })).toEqual(['c0']);
    expect(of({ rounds: recent, acquired: day - 1 })).toEqual([]);
    expect(of({ rounds: recent, acquired: day + 1 })).toEqual(['c0']);
    expect(of({ rounds: [{ day: day - 1500, kind: 'angel', raised: 1 }] })).toEqual([]);
    expect(of({ rounds: [] })).toEqual([]);
  });
});

test('a model learns who raises, and says chances that are about right a year later', () => {
  const days = [13_800, 14_160];
  const model = fitNextRound(
    days.map((one) => labelledSnapshot(histories, one)),
    1,
  );
  const later = labelledSnapshot(made(700, 9), 14_520);
  const chances = nextRoundChances(model, later.matrix);
  const mean = (keep: number) => {
    const rows = [...chances.keys()].filter((row) => later.labels[row] === keep);
    return rows.reduce((sum, row) => sum + chances[row]!, 0) / rows.length;
  };
  expect(mean(1)).toBeGreaterThan(mean(0) + 0.2);
  const said = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
  const came = later.labels.reduce((sum, label) => sum + label, 0) / later.labels.length;
  expect(Math.abs(said - came)).toBeLessThan(0.1);
  expect(() => fitNextRound([later], 1)).toThrow('Two days');
});
