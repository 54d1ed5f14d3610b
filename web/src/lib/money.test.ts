import { describe, expect, test } from 'vitest';
import { exactPart, majorOf, minorOf, moneyFormat } from './money';

const en = moneyFormat('en-CA');
const de = moneyFormat('de-DE');

describe('money in minor units', () => {
  test('is written digit by digit, in the places of its currency', () => {
    expect(en.money('125050', 'CAD')).toMatch(/^CAD\s1,250\.50$/);
    expect(en.money('-5', 'CAD')).toMatch(/^[−-]CAD\s0\.05$/);
    expect(en.money('1200', 'JPY')).toMatch(/^JPY\s1,200$/);
    expect(en.money('12345678901234567890', 'CAD')).toMatch(/^CAD\s123,456,789,012,345,678\.90$/);
  });

  test('is read as the reader writes it', () => {
    expect(en.read('1,250.50', 'CAD')).toBe('125050');
    expect(de.read('1.250,5', 'EUR')).toBe('125050');
    expect(en.read('0', 'CAD')).toBe('0');
    expect(en.read('1200', 'JPY')).toBe('1200');
    for (const wrong of ['', '-1', '1.005', 'many', '1,25,0', '99999999999999.00'])
      expect(en.read(wrong, 'CAD'), wrong).toBeNull();
    expect(en.read('1.5', 'JPY')).toBeNull();
  });

  test('comes back from a field as it went in', () => {
    for (const minor of ['0', '5', '50', '125050', '999999999999999'])
      for (const currency of ['CAD', 'JPY', 'BHD']) {
        expect(minorOf(majorOf(minor, currency), currency)).toBe(minor);
        expect(de.read(de.typed(minor, currency), currency)).toBe(minor);
      }
  });
});

describe('parts and percent', () => {
  test('keep all their places', () => {
    expect(en.part(33_333_333)).toBe('33.333333%');
    expect(en.part(100_000_000)).toBe('100%');
    expect(en.part(1)).toBe('0.000001%');
    expect(en.percent('-12.50')).toBe('-12.5%');
  });

  test('a part of an amount is exact before it is rounded', () => {
    expect(exactPart('9500', 33_333_333, 'CAD')).toBe('31.66666635');
    expect(exactPart('9500', 50_000_000, 'JPY')).toBe('4750');
    expect(exactPart('1', 1, 'BHD')).toBe('0.0000000000');
  });

  test('a month is the same month everywhere', () => expect(en.month('2026-01')).toBe('January 2026'));
});
