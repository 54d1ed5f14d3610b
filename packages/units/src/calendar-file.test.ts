import { expect, test } from 'vitest';
import { calendarFile } from './calendar-file.ts';

const meeting = {
  id: '01a20702-db63-739d-aa1a-fe9677436d1f',
  title: 'Plan; review, decide',
  agenda: 'One\nTwo',
  place: '',
  startsAt: '2026-11-23T14:30:00.000Z',
  lengthMinutes: 45,
  version: 3,
  state: 'SCHEDULED',
};
const now = new Date('2026-11-20T08:00:00Z');

test('a meeting becomes an entry of a calendar, in UTC', () => {
  const lines = calendarFile(meeting, now).split('\r\n');
  expect(lines).toContain('DTSTART:20261123T143000Z');
  expect(lines).toContain('DTEND:20261123T151500Z');
  expect(lines).toContain('SEQUENCE:3');
  expect(lines).toContain(String.raw`SUMMARY:Plan\; review\, decide`);
  expect(lines).toContain(String.raw`DESCRIPTION:One\nTwo`);
  expect(lines.some((line) => line.startsWith('LOCATION'))).toBe(false);
  expect(calendarFile({ ...meeting, state: 'CANCELLED' }, now)).toContain('STATUS:CANCELLED');
});

test('long lines are folded without tearing a character', () => {
  const title = 'é'.repeat(200);
  const text = calendarFile({ ...meeting, title }, now);
  for (const line of text.split('\r\n'))
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}`);
});
