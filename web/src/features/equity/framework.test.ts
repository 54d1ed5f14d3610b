import { expect, test } from 'vitest';
import { evenParts, faultsOf, partText, percentText, unitsOfPercent, whole } from './framework';

test('parts sum to exactly 100 %, with enough for the owners and not too much for the hub', () => {
  const fine = { owners: [18_333_334, 18_333_333, 18_333_333], hub: 0, pool: 45_000_000 };
  expect(faultsOf(fine, '100000000')).toEqual([]);
  expect(faultsOf({ ...fine, pool: 44_999_999 }, '100000000')).toEqual(['SUM']);
  expect(faultsOf({ owners: [34_000_000], hub: 21_000_000, pool: 45_000_000 }, null)).toEqual([
    'OWNERS',
    'HUB',
  ]);
  expect(faultsOf({ owners: [55_000_000, 0], hub: 0, pool: 45_000_000 }, null)).toEqual(['OWNER_NOTHING']);
  expect(faultsOf(fine, '1000')).toEqual(['UNEVEN']);
});

test('equal parts lose nothing', () => {
  const parts = evenParts(55_000_000, 3);
  expect(parts).toEqual([18_333_334, 18_333_333, 18_333_333]);
  expect(evenParts(whole, 7).reduce((sum, part) => sum + part, 0)).toBe(whole);
});

test('percent and parts are the same figure', () => {
  expect(unitsOfPercent('18.333334')).toBe(18_333_334);
  expect(percentText(18_333_334)).toBe('18.333334');
  expect(percentText(unitsOfPercent('55'))).toBe('55');
  expect(partText(18_333_334)).toBe('0.18333334');
});
