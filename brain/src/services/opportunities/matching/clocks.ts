import { dayMs } from '@smartstart/units';

/** Minutes a time zone is ahead of UTC at an instant; null for one this system does not know. */
export function offsetOf(timeZone: string, at: Date): number | null {
  const zone = formatOf(timeZone)
    ?.formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  if (zone === undefined) return null;
  const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(zone) ?? [];
  const ahead = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -ahead : ahead;
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

/** Making one takes longer than filling a hundred people into an index; there are some hundred zones. */
function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  let format = formats.get(timeZone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    } catch {
      format = null;
    }
    formats.set(timeZone, format);
  }
  return format;
}

export function startOfUtcDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / dayMs) * dayMs);
}
