import { addDays, utcDay } from '@smartstart/units';
import type { Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import * as store from '../books/price-store.ts';
import { tell, type Actor, type Ground } from '../deps.ts';
import { seats } from '../rules/machines.ts';
import { priceNoticeDays } from '../rules/plans.ts';
import { inState } from '../seat/seat-store.ts';

/** Changes of the price are announced 30 days ahead, to everybody with a seat. */

const peopleAtOnce = 500;
const priceJob = 'tell-new-price';

export async function announcePrice(
  { kernel, security }: Ground,
  tx: Tx,
  actor: Actor,
  given: { priceMinor: number; from: string; reason: string },
): Promise<store.PriceRow> {
  const now = kernel.clock.now();
  const from = new Date(`${given.from}T00:00:00.000Z`);
  const earliest = addDays(now, priceNoticeDays);
  if (from < earliest)
    throw new Fail(
      'RULE_VIOLATED',
      `A new price is announced ${priceNoticeDays} days ahead: it can hold from ${utcDay(addDays(earliest, 1))} on.`,
    );
  const version = Math.max(...(await store.prices(tx)).map((price) => price.version)) + 1;
  const row = await store.insertPrice(tx, {
    version,
    price_minor: BigInt(given.priceMinor),
    currency: 'CAD',
    from_at: from,
    announced_at: now,
    set_by: actor.userId,
    reason: given.reason,
  });
  if (!row)
    throw new Fail(
      'ALREADY_EXISTS',
      'A price was announced for that day at the same moment. Look at the list.',
    );
  await security.audit(tx, {
    actorId: actor.userId,
    action: 'seat-price.announced',
    entity: 'seat-price',
    entityId: String(version),
    after: { priceMinor: String(row.price_minor), from: from.toISOString() },
    reason: given.reason,
    ...(actor.call ? { call: actor.call } : {}),
  });
  await kernel.jobs.enqueue(tx, priceJob, { version, after: '' }, null);
  return row;
}

export function definePriceNotices(ground: Ground): void {
  const { jobs, database } = ground.kernel;
  jobs.define({
    name: priceJob,
    run: async ({ input }) => {
      const price = (await store.prices(database.db)).find(({ version }) => version === input['version']);
      if (!price) return;
      const states = seats.transitions
        .flatMap(({ from, to }) => [...from, to])
        .filter((state) => !['INACTIVE', 'CANCELLED', 'TRIAL_EXPIRED'].includes(state));
      for (let after: string | null = null; ;) {
        const page: Awaited<ReturnType<typeof inState>> = await inState(
          database.db,
          [...new Set(states)],
          after,
          peopleAtOnce,
        );
        await database.transact(async (tx) => {
          // The key of the notice makes a second run harmless.
          for (const { user_id } of page)
            await tell(ground, tx, 'seat-price.announced', user_id, {
              version: price.version,
              priceMinor: String(price.price_minor),
              currency: price.currency,
              from: price.from_at.toISOString(),
            });
        });
        if (page.length < peopleAtOnce) return;
        after = page.at(-1)!.user_id;
      }
    },
  });
}
