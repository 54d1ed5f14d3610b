import type { supportWire } from '@smartstart/contract';
import { hourMs, minuteMs } from '@smartstart/units';

/** Until when a support request is to be answered (domain rules, section 10). Pure. */

export type Priority = (typeof supportWire.supportPriority)['options'][number];

/** Office hours of the hub: Monday to Friday, in its own time zone. */
export const office = { timeZone: 'America/Toronto', fromHour: 9, toHour: 17 } as const;

const officeHours: Readonly<Record<Priority, number>> = { P1: 1, P2: 4, P3: 8, P4: 16 };
/** With priority support the two urgent ones are answered sooner; P1 at any hour of any day. */
const prioritised: Partial<Record<Priority, { readonly ms: number; readonly aroundTheClock: boolean }>> = {
  P1: { ms: 30 * minuteMs, aroundTheClock: true },
  P2: { ms: hourMs, aroundTheClock: false },
};

export function answerDue(askedAt: Date, priority: Priority, prioritySupport: boolean): Date {
  const sooner = prioritySupport ? prioritised[priority] : undefined;
  if (sooner?.aroundTheClock) return new Date(askedAt.getTime() + sooner.ms);
  return addOfficeTime(askedAt, sooner?.ms ?? officeHours[priority] * hourMs);
}

/** The moment by which so much office time has passed. Looked at in steps of a minute of the hub’s own clock. */
export function addOfficeTime(from: Date, ms: number): Date {
  let at = Math.ceil(from.getTime() / minuteMs) * minuteMs;
  let left = Math.ceil(ms / minuteMs);
  while (left > 0) {
    const { open, minutes } = officeState(new Date(at));
    if (!open) at += minutes * minuteMs;
    else {
      const worked = Math.min(minutes, left);
      at += worked * minuteMs;
      left -= worked;
    }
  }
  return new Date(at);
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: office.timeZone,
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Is the office open, and for how many minutes that holds at least. While it is closed, an hour is the longest leap. */
function officeState(at: Date): { open: boolean; minutes: number } {
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  const minute = Number(parts.get('minute'));
  const sinceMidnight = Number(parts.get('hour')) * 60 + minute;
  const weekend = parts.get('weekday') === 'Sat' || parts.get('weekday') === 'Sun';
  const open = !weekend && sinceMidnight >= office.fromHour * 60 && sinceMidnight < office.toHour * 60;
  return { open, minutes: open ? office.toHour * 60 - sinceMidnight : 60 - minute };
}
