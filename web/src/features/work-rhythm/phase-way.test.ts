import { expect, test } from 'vitest';
import { placeOn, stations } from './phase-way';

test('a phase on the way is its own station', () => {
  expect(placeOn('BETA', [{ event: 'rework', to: 'PRODUCT_DEVELOPMENT' }])).toEqual({
    station: 'BETA',
    aside: null,
  });
  expect(placeOn(null, [])).toEqual({ station: null, aside: null });
});

test('a phase beside the way stands at the station the way back leads to', () => {
  expect(placeOn('FUNDING', [{ event: 'complete-round', to: 'GROWTH' }])).toEqual({
    station: 'GROWTH',
    aside: 'FUNDING',
  });
  expect(placeOn('STALLED', [{ event: 'retry', to: 'LAUNCH' }]).station).toBe('LAUNCH');
  expect(placeOn('PIVOT', [{ event: 'new-hypothesis', to: 'MARKET_VALIDATION' }]).station).toBe(
    'MARKET_VALIDATION',
  );
  expect(placeOn('ABANDONED', [])).toEqual({ station: null, aside: 'ABANDONED' });
});

test('every station is drawn once', () => {
  expect(new Set(stations).size).toBe(stations.length);
});
