import type { contract } from '@smartstart/contract';
import { addDays } from '@smartstart/units';
import type { Handlers } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import * as invoices from './books/invoice-store.ts';
import * as payments from './books/payment-store.ts';
import { addressOf, dropAddress } from './books/price-store.ts';
import type { Ground, SubscriptionDeps } from './deps.ts';
import { createProviders } from './providers/registry.ts';
import type { TestBank } from './providers/test-bank.ts';
import { adminRoutes } from './routes/admin-routes.ts';
import { hookRoutes } from './routes/hook-routes.ts';
import { invoiceRoutes, ownRoutes } from './routes/own-routes.ts';
import { hookBodyDays } from './rules/plans.ts';
import { defineSeatJobs } from './seat/clockwork.ts';
import { leave } from './seat/seat.ts';
import { pastsOfMany } from './seat/seat-past-store.ts';
import { find, historyOf, statesOfMany } from './seat/seat-store.ts';
import { defineCharging } from './till/charging.ts';
import { remindOfDisputes } from './till/disputes.ts';
import { forgetBodies } from './till/hook-store.ts';
import { defineHooks, receive } from './till/hooks.ts';
import { defineMethods, dropAll } from './till/methods.ts';
import { watchDueDates } from './till/paying.ts';
import { definePriceNotices } from './till/prices.ts';
import { defineRefunds } from './till/refunds.ts';

export type { SeatPast, SeatStep } from './seat/seat-past-store.ts';
export * as seatFigures from './books/figures-store.ts';

export interface Subscriptions {
  readonly ground: Ground;
  readonly testBank: TestBank | null;
  /** Does the plan include the seat's larger quota and features now. */
  hasSeat(db: Db, userId: string): Promise<boolean>;
  readonly statesOfMany: typeof statesOfMany;
  readonly pastsOfMany: typeof pastsOfMany;
  exportOf(db: Db, userId: string): Promise<unknown>;
}

/** The paid seat: trial, months, invoices and payments, with whoever moves the money behind an interface. */
export function createSubscriptions(kernel: Kernel, deps: SubscriptionDeps): Subscriptions {
  const { providers, testBank } = createProviders(kernel);
  const ground: Ground = { ...deps, kernel, providers };
  defineSeatJobs(ground);
  defineCharging(ground);
  defineRefunds(ground);
  defineMethods(ground);
  defineHooks(ground);
  definePriceNotices(ground);
  defineUpkeep(ground, testBank);
  react(ground);
  testBank?.onMessage((message) => receive(ground, 'test', message, null));
  return {
    ground,
    testBank,
    statesOfMany,
    pastsOfMany,
    hasSeat: async (db, userId) => (await deps.security.held(db, userId)).has(2),
    exportOf: async (db, userId) => ({
      subscription: (await find(db, userId)) ?? null,
      history: await historyOf(db, userId),
      address: (await addressOf(db, userId)) ?? null,
      methods: (await payments.methodsOf(db, userId)).map(({ label, expires, created_at }) => ({
        label,
        expires,
        storedAt: created_at,
      })),
      invoices: await invoices.invoicesOfPerson(db, userId),
      steps: await invoices.logOfPerson(db, userId),
    }),
  };
}

export interface SubscriptionRoutes {
  readonly subscriptions: Handlers<typeof contract.subscriptions>;
  readonly invoices: Handlers<typeof contract.invoices>;
  readonly subscriptionAdmin: Handlers<typeof contract.subscriptionAdmin>;
  readonly paymentHooks: Handlers<typeof contract.paymentHooks>;
}

export function subscriptionRoutes({ ground, testBank }: Subscriptions): SubscriptionRoutes {
  return {
    subscriptions: ownRoutes(ground),
    invoices: invoiceRoutes(ground),
    subscriptionAdmin: adminRoutes(ground),
    paymentHooks: hookRoutes(ground, testBank),
  };
}

function defineUpkeep(ground: Ground, testBank: TestBank | null): void {
  const { jobs, database, clock } = ground.kernel;
  jobs.define({
    name: 'watch-invoices',
    cron: '*/30 * * * *',
    run: async () => {
      await watchDueDates(ground);
      await database.transact(async (tx) => {
        await remindOfDisputes(ground, tx);
        await payments.endOldVisits(tx, clock.now());
        await forgetBodies(tx, addDays(clock.now(), -hookBodyDays));
      });
    },
  });
  if (testBank)
    jobs.define({ name: 'deliver-test-messages', cron: '* * * * *', run: () => testBank.deliver() });
}

/** Somebody who leaves the platform is not charged again, and what is left of them is what the law asks for. */
function react(ground: Ground): void {
  const { outbox } = ground.kernel;
  outbox.subscribe('subscriptions.leaving', ['account.closing', 'account.banned'], (tx, { data }) =>
    leave(ground, tx, String(data['userId'])),
  );
  outbox.subscribe('subscriptions.erased', ['account.erased'], async (tx, { data }) => {
    const userId = String(data['userId']);
    await dropAddress(tx, userId);
    await dropAll(ground, tx, userId);
  });
}
