import { expect, test } from 'vitest';
import { suggestionFor } from './suggestion';

test('the rate follows the expected revenue, as the reader writes it', () => {
  expect(suggestionFor('999.99', 'en-CA')).toBe('0.5');
  expect(suggestionFor('1,000', 'en-CA')).toBe('1.0');
  expect(suggestionFor('1.000', 'de')).toBe('1.0');
  expect(suggestionFor('10000', 'en-CA')).toBe('1.0');
  expect(suggestionFor('10,000.01', 'en-CA')).toBe('1.5');
});

test('what is no amount suggests nothing', () => {
  for (const typed of ['', '  ', 'a lot', '-5', '1,00', '12.345', '1e9'])
    expect(suggestionFor(typed, 'en-CA')).toBeNull();
});
