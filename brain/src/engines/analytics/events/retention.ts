import { addMonths, isoDay } from '@smartstart/units';
import type { HubCalendar } from './hub-calendar.ts';
import { inOrder, type Ground } from './recording.ts';
import * as store from './store.ts';

/** Raw events are kept this long; afterwards counts by day, and nobody (domain rules, section 15). */
export const keptMonths = 13;
const deleteSize = 20_000;

/**
 * Sums up the days that are over their time, tells every copy to drop them, and drops them here. May be killed anywhere: days
 * are summed up once, before the first of their events goes.
 */
export async function dropOldEvents(ground: Ground, calendar: HubCalendar): Promise<{ dropped: number }> {
  const { database, clock } = ground.kernel;
  const firstKept = addMonths(calendar.dayOf(clock.now()), -keptMonths);
  const before = calendar.startOf(firstKept);
  await database.transact((tx) =>
    inOrder(tx, async (order) => {
      await store.sumUpDays(tx, before, calendar.timeZone);
      await store.insertErasure(tx, {
        seq: ++order.seq,
        scope: 'BEFORE',
        person: null,
        before,
        at: clock.now(),
      });
    }),
  );
  let dropped = 0;
  for (;;) {
    const gone = await database.transact((tx) => store.deleteEventsBefore(tx, before, deleteSize));
    dropped += gone;
    if (gone < deleteSize) break;
  }
  ground.kernel.log.debug({ dropped, before: isoDay(firstKept) }, 'old events were summed up');
  return { dropped };
}
