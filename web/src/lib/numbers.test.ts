import { describe, expect, test } from 'vitest';
import { dilution, figureFormat } from './numbers';

const en = figureFormat('en-CA');
const de = figureFormat('de-DE');

describe('figures of a table', () => {
  test('keep every digit, also beyond what a double holds', () => {
    expect(en.count('900719925474099312345')).toBe('900,719,925,474,099,312,345');
    expect(en.count('1000.5000000001')).toBe('1,000.5000000001');
    expect(de.count('1000000.25')).toBe('1.000.000,25');
  });

  test('parts are percent, and a little is never nothing', () => {
    expect(en.percent('0.35')).toBe('35%');
    expect(en.percent('0.1833333333')).toBe('18.33%');
    expect(en.percent('0.0000000001')).toBe('< 0.01%');
    expect(en.percent('0')).toBe('0%');
  });

  test('money has all its places', () => {
    expect(en.money({ amount: '1250.5', currency: 'CAD' })).toMatch(/^CAD\s1,250\.50$/);
    expect(en.money({ amount: '0.0001', currency: 'CAD' })).toMatch(/^CAD\s0\.0001$/);
    expect(en.money({ amount: '1200', currency: 'JPY' })).toMatch(/^JPY\s1,200$/);
  });

  test('a day is the same day everywhere', () => expect(en.day('2026-01-31')).toBe('Jan 31, 2026'));
});

describe('what people type', () => {
  test.each([
    [en, '1,000,000', '1000000'],
    [en, ' 12.50 ', '12.5'],
    [en, '1 000', '1000'],
    [de, '1.000.000', '1000000'],
    [de, '12,5', '12.5'],
    [en, '1,00', null],
    [en, '1e6', null],
    [en, '-5', null],
    [en, '', null],
  ])('%#: %s', (format, typed, wire) => expect(format.read(typed)).toBe(wire));

  test('has no more places than there are', () => {
    expect(en.read('1.5', 0)).toBeNull();
    expect(en.read('12.123456', 6)).toBe('12.123456');
    expect(en.read('12.1234567', 6)).toBeNull();
  });

  test('comes back as it would be typed', () => expect(de.typed('1250.5')).toBe('1250,5'));
});

test('dilution is the part of a part that is gone', () => {
  expect(dilution('0.5', '0.4')).toBe('0.2');
  expect(dilution('0.4', '0.5')).toBe('-0.25');
  expect(dilution('0', '0.5')).toBeNull();
});
