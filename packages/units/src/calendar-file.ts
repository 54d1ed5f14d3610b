/** A meeting as an iCalendar file (RFC 5545), for the calendar of whoever wants it there. Pure. */

export interface CalendarEntry {
  readonly id: string;
  readonly title: string;
  readonly agenda: string;
  readonly place: string;
  /** ISO 8601, in UTC. */
  readonly startsAt: string;
  readonly lengthMinutes: number;
  readonly version: number;
  readonly state: string;
}

const lineOctets = 75;
const minuteMs = 60_000;

export function calendarFile(meeting: CalendarEntry, now: Date): string {
  const starts = new Date(meeting.startsAt);
  const ends = new Date(starts.getTime() + meeting.lengthMinutes * minuteMs);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//SmartStart//Meetings//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${meeting.id}@smartstart`,
    `SEQUENCE:${meeting.version}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(starts)}`,
    `DTEND:${stamp(ends)}`,
    `SUMMARY:${escaped(meeting.title)}`,
    ...(meeting.place ? [`LOCATION:${escaped(meeting.place)}`] : []),
    ...(meeting.agenda ? [`DESCRIPTION:${escaped(meeting.agenda)}`] : []),
    `STATUS:${meeting.state === 'CANCELLED' ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

/** `20260301T093000Z` */
function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|[\r\n]/g, String.raw`\n`);
}

/** Lines are at most 75 octets long and go on after a space; no character is torn. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let out = '';
  let room = lineOctets;
  for (const sign of line) {
    const size = encoder.encode(sign).length;
    if (size > room) {
      out += '\r\n ';
      room = lineOctets - 1;
    }
    out += sign;
    room -= size;
  }
  return out;
}
