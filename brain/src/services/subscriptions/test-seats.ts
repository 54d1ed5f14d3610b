import { randomUUID } from 'node:crypto';
import { createWorld, enrol, seatPapers, signPaper, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { ladder } from '../../engines/security/index.ts';
import { messageDelayMs } from './providers/test-bank.ts';

export const key = () => ({ idempotencyKey: randomUUID() });
export const code = (expected: string) => ({ problem: { code: expected } });
export const reason = 'as agreed with the customer';

export const taxNumbers = { GST_NUMBER: '123456789 RT0001', QST_NUMBER: '1234567890 TQ0001' };
export const ontario = {
  name: 'Ada Author',
  organisation: '',
  street: '1 Main Street',
  city: 'Toronto',
  region: 'ON',
  postalCode: 'M5V 2T6',
  country: 'CA',
};

export type CardId = 'works' | 'confirm' | 'works-once' | 'no-funds' | 'declined';
export type Office = Awaited<ReturnType<typeof openOffice>>;

/** For tests: a world with the test bank, people who may subscribe, a billing administrator, and what is done often. */
export async function openOffice(env: Record<string, string> = {}) {
  const world = await createWorld({ ...taxNumbers, ...env });
  const { jobs } = world.brain.kernel;
  const billing = await administrator(world, 'Bill Biller');

  /** A member with the papers of the seat and an address, and no seat yet. */
  async function person(name: string, address = ontario): Promise<Enrolled> {
    const who = await enrol(world, name, 'MEMBER');
    for (const paper of seatPapers) await signPaper(who.api, who.name, paper);
    await who.api.subscriptions.setAddress({ body: address });
    return who;
  }

  /** Everything that happens by itself at this moment, and the messages of the bank a moment later. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 3; round++) {
      await world.settle();
      await jobs.run('send-payments');
      await jobs.run('send-refunds');
      world.clock.advance(messageDelayMs);
      await jobs.run('deliver-test-messages');
    }
    await world.settle();
  }

  /** The jobs that run by the clock, and all that follows. */
  async function tick(): Promise<void> {
    for (const name of ['end-trials', 'run-seats', 'watch-invoices']) await jobs.run(name);
    await settle();
  }

  /** Days go by, and the jobs run on each. */
  async function pass(days: number): Promise<void> {
    for (let day = 0; day < days; day++) {
      world.clock.advance(dayMs);
      await tick();
    }
  }

  /** Leaves a card on the page of the test bank. */
  async function storeCard(who: Enrolled, card: CardId, subscribe = false): Promise<string> {
    const { visit } = await who.api.subscriptions.addMethod({ body: { kind: 'CARD', subscribe } }, key());
    await answer(visit!.url!, { act: 'CARD', card });
    await settle();
    return visit!.id;
  }

  function answer(
    url: string,
    act: { act: 'CARD'; card: string } | { act: 'CONFIRM' } | { act: 'REFUSE' } | { act: 'LEAVE' },
  ) {
    const sessionId = url.split('/').at(-1)!;
    return world.as(null).paymentHooks.testAnswer({ params: { sessionId }, body: act });
  }

  async function subscriber(name: string, card: CardId = 'works', address = ontario): Promise<Enrolled> {
    const who = await person(name, address);
    await storeCard(who, card);
    await who.api.subscriptions.subscribe({ body: {} }, key());
    await settle();
    return who;
  }

  /** Somebody who pays by transfer, with the invoice and the payment that wait. */
  async function transferrer(name: string) {
    const who = await person(name);
    await who.api.subscriptions.addMethod({ body: { kind: 'TRANSFER' } }, key());
    await who.api.subscriptions.subscribe({ body: {} }, key());
    await world.settle();
    const [invoice] = await invoicesOf(who);
    const { payments } = await who.api.invoices.get({ params: { invoiceId: invoice!.id } });
    return { who, invoiceId: invoice!.id, paymentId: payments[0]!.id };
  }

  const stateOf = async (who: Enrolled) => (await who.api.subscriptions.get({})).state;
  const invoicesOf = async (who: Enrolled) => (await who.api.invoices.list({ query: {} })).items;
  const holdsSeat = async (who: Enrolled) => {
    const { security, kernel } = world.brain;
    return (await security.held(kernel.database.db, who.userId)).has(2);
  };

  return {
    world,
    billing,
    person,
    settle,
    tick,
    pass,
    storeCard,
    answer,
    subscriber,
    transferrer,
    stateOf,
    invoicesOf,
    holdsSeat,
  };
}

/** Somebody with rung 9; the way there is tested where it belongs. */
export async function administrator(world: World, name: string): Promise<Enrolled> {
  const admin = await enrol(world, name, 'SUBSCRIBER');
  const { security, kernel } = world.brain;
  await kernel.database.transact(async (tx) => {
    await security.record(tx, admin.userId, { kind: 'APPOINTED', value: '9' });
    await security.record(tx, admin.userId, { kind: 'SECOND_FACTOR' });
    for (const paper of ladder[9]!.papers)
      await security.record(tx, admin.userId, { kind: 'PAPER', value: paper.code, ref: 'hub' });
  });
  return admin;
}
