import { describe, expect, test } from 'vitest';
import { axisFigure, dayOf, percentText, secondsText, timeText, writeFigure } from './figure-format';

/** The formatter sets narrow and fixed spaces; here only what is read counts. */
const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');

describe('figures by unit', () => {
  test.each([
    ['COUNT', 12_345, '12,345'],
    ['RATIO', 0.25, '25%'],
    ['RATIO', 0.0002, '< 0.1%'],
    ['RATIO', 0, '0%'],
    ['MONEY', 123_456, 'CAD 1,234.56'],
    ['BUZ', 10.5, '10.5 BUZ'],
    ['MILLISECONDS', 212.4, '212ms'],
    ['MILLISECONDS', 2500, '2.5 sec'],
    ['DAYS', 1, '1 day'],
    ['SCORE', 71.25, '71.3'],
  ] as const)('%s %d reads %s', (unit, value, text) =>
    expect(plain(writeFigure('en', unit, value))).toBe(text),
  );

  test('at an axis they are short', () => {
    expect(plain(axisFigure('en', 'MONEY', 123_456_700))).toBe('1.2M');
    expect(axisFigure('en', 'RATIO', 0.256)).toBe('26%');
  });

  test('a share above one is still a percentage', () => expect(percentText('en', 1.5)).toBe('150%'));
});

describe('times', () => {
  test.each([
    [0, '0 sec'],
    [59, '59 sec'],
    [90, '1 min 30 sec'],
    [3600, '1 hr'],
    [86_400 * 2 + 3600 * 4 + 59, '2 days 4 hr'],
    // Rounding may not make 60 minutes beside an hour.
    [7199, '2 hr'],
  ])('%d seconds read %s', (seconds, text) => expect(plain(secondsText('en', seconds))).toBe(text));

  test('a day is the day it was counted on, wherever the reader is', () =>
    expect(timeText('en', 'America/Toronto', 'DAY', '2026-10-05T00:00:00.000Z')).toBe('Oct 5, 2026'));

  test.each([
    ['Toronto', '2026-10-05T04:00:00.000Z'],
    ['Berlin', '2026-10-04T22:00:00.000Z'],
    ['Honolulu', '2026-10-05T10:00:00.000Z'],
    ['Auckland', '2026-10-04T11:00:00.000Z'],
  ])('a day that begins in %s is that day', (_, at) => expect(dayOf(at)).toBe('2026-10-05'));

  test('an hour is shown on the clock of the reader', () =>
    expect(plain(timeText('en', 'America/Toronto', 'HOUR', '2026-10-05T12:00:00.000Z'))).toContain(
      '8:00 AM',
    ));
});
