import { expect, test } from 'vitest';
import { figureFormat } from '../../lib/numbers';
import { buildRound, newRound, spread, type RoundDraft } from './round-draft';

const en = figureFormat('en-CA');
const seed: RoundDraft = {
  ...newRound('Seed'),
  key: 'r',
  value: '8,000,000',
  investors: [{ key: 'i', stakeholderId: '', name: 'Fund One', amount: '2,000,000' }],
  pool: '10',
};

test('a round is written as the wire writes it', () => {
  expect(buildRound(seed, en).round).toEqual({
    name: 'Seed',
    preMoney: '8000000',
    investors: [{ name: 'Fund One', amount: '2000000' }],
    pool: { target: '0.1', countedIn: 'PRE_MONEY' },
    method: 'PERCENT_OWNERSHIP',
    liquidationMultiple: '1',
    participation: 'NONE',
  });
  expect(buildRound({ ...seed, by: 'PRICE', value: '0.08', pool: '' }, en).round).toMatchObject({
    pricePerShare: '0.08',
  });
});

test('what is wrong is named by its field', () => {
  const wrong = { ...seed, value: '', pool: '101', participation: 'CAPPED' as const };
  expect(
    buildRound({ ...wrong, investors: [{ ...seed.investors[0]!, name: ' ', amount: 'x' }] }, en).faults,
  ).toEqual(['r.value', 'i.amount', 'i.name', 'r.pool', 'r.cap']);
});

test('values are spread evenly, to the cent', () => {
  expect(spread('0', '10', 5)).toEqual(['0', '2.5', '5', '7.5', '10']);
  expect(spread('1', '1', 5)).toEqual(['1']);
  expect(spread('0', '1', 4)).toEqual(['0', '0.33', '0.66', '1']);
});
