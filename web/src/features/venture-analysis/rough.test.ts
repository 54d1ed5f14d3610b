import { expect, test } from 'vitest';
import { roughMajor, roughMoney } from './rough';

test.each([
  ['1234567', 'CAD', 12_300n],
  ['-1235067', 'CAD', -12_400n],
  ['49', 'CAD', 0n],
  ['99950', 'CAD', 1000n],
  ['12345', 'CAD', 123n],
  ['1234567', 'JPY', 1_230_000n],
  ['0', 'CAD', 0n],
  ['99999999999999999999', 'CAD', 1_000_000_000_000_000_000n],
])('%s minor units of %s', (minor, currency, major) => expect(roughMajor(minor, currency)).toBe(major));

test('is written without places', () => {
  expect(roughMoney('en-CA')('1234567', 'CAD')).toMatch(/^CAD\s12,300$/);
  expect(roughMoney('en-CA')('-1234567', 'CAD')).toMatch(/^-CAD\s12,300$/);
});
