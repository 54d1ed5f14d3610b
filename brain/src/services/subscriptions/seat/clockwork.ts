import { addDays, addMs, hourMs } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { beginPayment } from '../books/payments.ts';
import { addressOf } from '../books/price-store.ts';
import { defaultMethod, openPaymentOf } from '../books/payment-store.ts';
import { platform, tell, type Ground } from '../deps.ts';
import { retryAt } from '../rules/periods.ts';
import { graceDays, lastRetryHours, reminderDays, retryDays, suspensionDays } from '../rules/plans.ts';
import { step } from './seat.ts';
import * as store from './seat-store.ts';
import { awaitedInvoice, renew, subscribe } from './subscribing.ts';

/** What happens to seats by the clock. Each person in a transaction of their own: one that fails holds nobody else up. */

const sweepSize = 200;

export function defineSeatJobs(ground: Ground): void {
  const { jobs } = ground.kernel;
  jobs.define({
    name: 'end-trials',
    cron: '*/10 * * * *',
    run: async () => {
      await sweep(
        ground,
        (now) => store.trialsOver(ground.kernel.database.db, now, sweepSize),
        (tx, userId) => endTrial(ground, tx, userId),
      );
      await ground.kernel.database.transact((tx) => remind(ground, tx));
    },
  });
  jobs.define({
    name: 'run-seats',
    cron: '*/10 * * * *',
    run: async () => {
      const { db } = ground.kernel.database;
      await sweep(
        ground,
        (now) => store.periodsOver(db, 'CANCELLING', now, sweepSize),
        (tx, userId) => endSeat(ground, tx, userId),
      );
      await sweep(
        ground,
        (now) => store.periodsOver(db, 'ACTIVE', now, sweepSize),
        (tx, userId) => renew(ground, tx, userId),
      );
      for (let after: string | null = null; ;) {
        const page: store.SeatRow[] = await store.inState(db, ['GRACE', 'SUSPENDED'], after, sweepSize);
        for (const { user_id } of page) await guarded(ground, user_id, (tx) => press(ground, tx, user_id));
        if (page.length < sweepSize) break;
        after = page.at(-1)!.user_id;
      }
    },
  });
}

/** Whoever stored a method to charge goes on with the seat; the trial of everybody else is over. */
async function endTrial(ground: Ground, tx: Tx, userId: string): Promise<void> {
  const { clock } = ground.kernel;
  const row = await store.lock(tx, userId, clock.now());
  if (row.state !== 'TRIALING' || row.trial_ends_at! > clock.now()) return;
  const method = await defaultMethod(tx, userId);
  const ready =
    !row.trial_charge_tried &&
    method &&
    method.provider !== 'manual' &&
    (await addressOf(tx, userId)) &&
    (await ground.security.stand(tx, userId, 'SUBSCRIBE')).open;
  if (ready) await subscribe(ground, tx, userId, platform, { trial_charge_tried: true });
  else await step(ground, tx, row, 'trial-over', platform);
}

async function remind(ground: Ground, tx: Tx): Promise<void> {
  const { clock } = ground.kernel;
  for (const row of await store.takeReminders(tx, addDays(clock.now(), reminderDays))) {
    const method = await defaultMethod(tx, row.user_id);
    await tell(ground, tx, 'trial.ends', row.user_id, {
      endsAt: row.trial_ends_at?.toISOString(),
      charged: Boolean(method && method.provider !== 'manual'),
    });
  }
}

async function endSeat(ground: Ground, tx: Tx, userId: string): Promise<void> {
  const { clock } = ground.kernel;
  const row = await store.lock(tx, userId, clock.now());
  if (row.state === 'CANCELLING' && row.period_end! <= clock.now())
    await step(ground, tx, row, 'period-over', platform);
}

/** Grace and suspension: the next retry, or the end of the span. */
async function press(ground: Ground, tx: Tx, userId: string): Promise<void> {
  const now = ground.kernel.clock.now();
  const row = await store.lock(tx, userId, now);
  if (row.state === 'SUSPENDED' && addDays(row.suspended_at!, suspensionDays) <= now) {
    await step(ground, tx, row, 'suspension-over', platform, { invoice_id: null, months_in_a_row: 0 });
    return;
  }
  if (row.state !== 'GRACE') return;
  const invoice = await awaitedInvoice(tx, row);
  const open = invoice && (await openPaymentOf(tx, invoice.id));
  const retry = retryAt(row.grace_since!, row.retries, retryDays);
  if (invoice && !open && retry && retry <= now && (await tryAgain(ground, tx, row))) return;
  const end = addDays(row.grace_since!, graceDays);
  // The last retry is begun on the last day: its answer is waited for, but not without end.
  const waits = open && open.way !== 'TRANSFER' && now < addMs(end, lastRetryHours * hourMs);
  if (end <= now && !waits) await step(ground, tx, row, 'grace-over', platform, { suspended_at: now });
}

async function tryAgain(ground: Ground, tx: Tx, row: store.SeatRow): Promise<boolean> {
  const invoice = await awaitedInvoice(tx, row);
  const method = await defaultMethod(tx, row.user_id);
  await store.save(tx, row.user_id, { retries: row.retries + 1 });
  const owed = invoice?.state === 'PENDING' || invoice?.state === 'OVERDUE';
  if (!invoice || !owed || !method || method.provider === 'manual') return false;
  await beginPayment(ground, tx, invoice, method, platform);
  return true;
}

/** Until nobody is left; whoever fails is left for the next time. */
async function sweep(
  ground: Ground,
  find: (now: Date) => Promise<string[]>,
  work: (tx: Tx, userId: string) => Promise<void>,
): Promise<void> {
  const failed = new Set<string>();
  for (;;) {
    const found = (await find(ground.kernel.clock.now())).filter((userId) => !failed.has(userId));
    for (const userId of found)
      if (!(await guarded(ground, userId, (tx) => work(tx, userId)))) failed.add(userId);
    if (found.length < sweepSize) return;
  }
}

async function guarded(
  { kernel: { database, log } }: Ground,
  userId: string,
  work: (tx: Tx) => Promise<void>,
): Promise<boolean> {
  try {
    await database.transact(work);
    return true;
  } catch (err) {
    log.error({ err, userId }, 'a seat could not be moved and is tried again');
    return false;
  }
}
