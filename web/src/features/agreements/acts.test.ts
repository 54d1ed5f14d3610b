import { expect, test } from 'vitest';
import { actsOf } from './acts';

test('the way on from a rejected text is the next step, voiding it is not', () => {
  const acts = actsOf({ state: 'REJECTED', permissions: ['CANCEL', 'APPEAL', 'REWORK', 'SHARE'] });
  expect(acts).toEqual({ onward: ['REWORK', 'APPEAL'], other: ['CANCEL'] });
});

test('while it is being signed, moving the deadline is one of the other things', () => {
  const acts = actsOf({ state: 'SIGNING', permissions: ['RETRY', 'CANCEL'] });
  expect(acts).toEqual({ onward: [], other: ['RETRY', 'CANCEL'] });
});
