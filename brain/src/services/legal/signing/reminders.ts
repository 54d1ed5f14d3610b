import { addDays, addMs, dayMs } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { envelopeOf } from '../record/envelope.ts';
import type { Ground } from '../ground.ts';
import { note, platform } from '../record/history.ts';
import { dueSoon } from './reminder-store.ts';
import * as store from '../record/store.ts';
import { invite } from './turns.ts';

/** Days before the deadline at which whoever has not acted is reminded by itself; what the maker sends comes on top. */
const reminderDays = [3, 1];
/** Somebody who was written to shortly before is left alone. */
const pauseMs = dayMs;
const batch = 100;

export function defineReminders(ground: Ground): void {
  ground.kernel.jobs.define({
    name: 'agreement-reminders',
    cron: '35 * * * *',
    run: async () => {
      while ((await ground.kernel.database.transact((tx) => remindDue(ground, tx))) === batch);
    },
  });
}

async function remindDue(ground: Ground, tx: Tx): Promise<number> {
  const now = ground.kernel.clock.now();
  const due = await dueSoon(tx, {
    now,
    until: addDays(now, Math.max(...reminderDays)),
    lastAsked: addMs(now, -pauseMs),
    secondUntil: addDays(now, Math.min(...reminderDays)),
    limit: batch,
  });
  for (const { documentId, position } of due) {
    const document = await store.lockDocument(tx, documentId);
    if (!document) continue;
    const envelope = await envelopeOf(tx, document);
    const place = envelope.places.find((one) => one.position === position);
    const open = document.state === 'SIGNING' || document.state === 'AMENDMENT_SIGNING';
    if (!open || place?.state !== 'DUE') continue;
    await store.updateSigner(tx, documentId, position, { asked_at: now, reminded: place.reminded + 1 });
    await note(ground, tx, envelope.noted, { type: 'reminded', by: platform, position });
    await invite(ground, tx, document, place, null, 'agreement.reminded');
  }
  return due.length;
}
