import { hourMs } from '@smartstart/units';
import { endOfQuietHours } from './quiet-hours.ts';
import type { Settings } from './preferences.ts';

/** When a mail or a push message may go out. */
export interface Sending {
  readonly urgent: boolean;
  /** A pause does not hold what everybody must be told; quiet hours do. */
  readonly mandatory: boolean;
  readonly timeZone: string;
}

/** The end of a pause and of quiet hours; null when nothing holds it. What is urgent goes out at once. */
export function heldUntil(now: Date, settings: Settings, sending: Sending): Date | null {
  if (sending.urgent) return null;
  const { pausedUntil, quietFrom, quietTo } = settings;
  const pause = !sending.mandatory && pausedUntil && pausedUntil > now ? pausedUntil : null;
  if (quietFrom === null || quietTo === null) return pause;
  const quiet = { from: quietFrom, to: quietTo, timeZone: sending.timeZone };
  return endOfQuietHours(pause ?? now, quiet) ?? pause;
}

/** The next moment the clocks of that zone show the full hour; an hour that is skipped in spring comes with the next one. */
export function nextHour(now: Date, hour: number, timeZone: string): Date {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const wall = (at: number) => Number(format.format(at));
  // Zones lie off the full hour by 15, 30 or 45 minutes, so the hour is looked for in quarters.
  const quarter = hourMs / 4;
  let at = (Math.floor(now.getTime() / quarter) + 1) * quarter;
  for (let step = 0; step < 4 * 25; step++, at += quarter) {
    if (wall(at) !== wall(at - quarter) && begun(wall(at - quarter), wall(at), hour)) break;
  }
  return new Date(at);
}

/** Did the hour begin between these two readings, going forward round the clock. */
function begun(before: number, after: number, hour: number): boolean {
  const way = (after - before + 24) % 24;
  const goal = (hour - before + 24) % 24;
  return goal > 0 && goal <= way;
}
