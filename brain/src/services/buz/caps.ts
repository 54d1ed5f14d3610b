import { addDays, addMs } from '@smartstart/units';
import type { Limit } from './price-list.ts';

/** From when on the times of a limit are counted; null: from the beginning. Pure. */
export function windowStart(within: Limit['within'], now: Date): Date | null {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  switch (within) {
    case 'EVER':
      return null;
    case 'DAY':
      return new Date(Date.UTC(year, month, now.getUTCDate()));
    case 'MONTH':
      return new Date(Date.UTC(year, month, 1));
    case '30_DAYS':
      // What is 30 × 24 h old to the millisecond has left the window.
      return addMs(addDays(now, -30), 1);
    case 'QUARTER':
      return new Date(Date.UTC(year, month - (month % 3), 1));
    case 'YEAR':
      return new Date(Date.UTC(year, 0, 1));
  }
}
