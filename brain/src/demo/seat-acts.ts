import { randomUUID } from 'node:crypto';
import { addMs, dayMs, utcDay } from '@smartstart/units';
import { Fail } from '../kernel/errors.ts';
import type { Act, PersonPlan } from './plan.ts';
import { administrator } from './roles.ts';
import { plain, type Stage } from './stage.ts';

/** People who pay for their seat, in every state a seat can be in, with invoices, a refund and a dispute. */

type Way = 'works' | 'works-once' | 'transfer';

interface Payer {
  readonly way: Way;
  /** When the seat is taken. */
  readonly from: number;
  readonly cancels?: number;
  /** A transfer that the hub has seen. */
  readonly arrives?: number;
  readonly refunded?: number;
  readonly disputed?: number;
}

/** From the most settled on: with fewer people the last are left out. */
const payers: readonly Payer[] = [
  { way: 'works', from: -64 },
  { way: 'works-once', from: -34 },
  { way: 'works', from: -40 },
  { way: 'works', from: -24, disputed: -12, cancels: -6 },
  { way: 'transfer', from: -4 },
  { way: 'works-once', from: -46 },
  { way: 'works', from: -20, refunded: -12 },
  { way: 'works', from: -55, cancels: -45 },
  { way: 'transfer', from: -26, arrives: -22 },
  { way: 'works', from: -12 },
  { way: 'works', from: -9 },
];
/** Nobody pays before. */
export const firstSeatDay = Math.min(...payers.map(({ from }) => from)) - 2;
/** The trial is over by then. */
const afterTrial = 16;
/** The provider has told of a card by then. */
const untilStored = 1.5;

const addresses = [
  { street: '40 Wellington Street', city: 'Toronto', region: 'ON', postalCode: 'M5E 1C7' },
  { street: '210 rue Saint-Paul', city: 'Montréal', region: 'QC', postalCode: 'H2Y 1Z9' },
  { street: '5 Spring Garden Road', city: 'Halifax', region: 'NS', postalCode: 'B3J 1E8' },
  { street: '88 Robson Street', city: 'Vancouver', region: 'BC', postalCode: 'V6B 2A3' },
] as const;

export function seatActs(people: readonly PersonPlan[]): Act[] {
  const left = people.filter((one) => one.trialDay !== null && !one.founds && one.standing === 'MEMBER');
  return payers.flatMap((payer, index) => {
    const begin = payer.from - untilStored;
    const found = left.findIndex(({ trialDay }) => trialDay! + afterTrial < begin);
    if (found < 0) return [];
    const [person] = left.splice(found, 1);
    return actsOf(person!, payer, addresses[index % addresses.length]!);
  });
}

function actsOf(person: PersonPlan, payer: Payer, address: (typeof addresses)[number]): Act[] {
  const { key: lane } = person;
  const { way, from, cancels, arrives, refunded, disputed } = payer;
  const act = (day: number | undefined, run: Act['run']): Act[] =>
    day === undefined ? [] : [{ day, lane, run: (stage) => attempt(stage, lane, run) }];
  return [
    ...act(from - untilStored, (stage) => storeMethod(stage, person, way, address)),
    ...act(from, (stage) => subscribe(stage, lane)),
    ...act(cancels, ({ routes, people, as }) =>
      as(people.get(lane), (call) => routes.subscriptions.cancel({ body: {} }, call)),
    ),
    ...act(arrives, (stage) => confirm(stage, lane)),
    ...act(refunded, (stage) => refund(stage, lane)),
    ...act(disputed, (stage) => dispute(stage, lane)),
  ];
}

async function storeMethod(
  { brain, routes, people, callBy }: Stage,
  { key, name }: PersonPlan,
  way: Way,
  address: (typeof addresses)[number],
): Promise<void> {
  const call = await callBy(people.get(key));
  const { subscriptions, paymentHooks } = routes;
  await subscriptions.setAddress({ body: { name, organisation: '', country: 'CA', ...address } }, call);
  const idempotency = { scope: key, key: randomUUID(), operation: 'addMethod', bodyHash: '' };
  // Where no bank plays along, everybody pays by transfer.
  const card = way !== 'transfer' && brain.services.subscriptions.testBank !== null;
  const kind = card ? ('CARD' as const) : ('TRANSFER' as const);
  const { visit } = plain(
    await subscriptions.addMethod({ body: { kind, subscribe: false } }, { ...call, idempotency }),
  );
  if (!visit?.url) return;
  const params = { sessionId: visit.url.split('/').at(-1)! };
  await paymentHooks.testAnswer({ params, body: { act: 'CARD', card: way } }, await callBy(null));
}

async function subscribe({ brain, routes, people, as }: Stage, key: string): Promise<void> {
  await as(people.get(key), (call) => routes.subscriptions.subscribe({ body: {} }, call));
  await brain.kernel.jobs.run('send-payments');
}

/** Papers run out and accounts rest here as anywhere: who may not act that day leaves it. */
async function attempt(stage: Stage, key: string, run: Act['run']): Promise<void> {
  const { security, kernel } = stage.brain;
  if (!(await security.held(kernel.database.db, stage.people.get(key))).has(1)) return;
  await run(stage).catch((error: unknown) => {
    if (!(error instanceof Fail)) throw error;
  });
}

/** The latest invoice of somebody. */
async function latest({ routes, people, callBy }: Stage, key: string) {
  const call = await callBy(people.get(key));
  const { items } = plain(await routes.invoices.list({ query: { limit: 1 } }, call));
  return items[0];
}

async function confirm(stage: Stage, key: string): Promise<void> {
  const { routes, people, callBy, brain } = stage;
  const call = await callBy(people.get(administrator.key));
  const { items } = plain(
    await routes.subscriptionAdmin.payments(
      { query: { limit: 100, state: 'PROCESSING', way: 'TRANSFER' } },
      call,
    ),
  );
  const payment = items.find(({ userId }) => userId === people.get(key));
  if (!payment) return;
  const paidOn = utcDay(addMs(brain.kernel.clock.now(), -dayMs));
  const body = { reference: `Incoming ${payment.transferReference}`, paidOn };
  await routes.subscriptionAdmin.confirm({ params: { paymentId: payment.id }, body }, call);
}

async function refund(stage: Stage, key: string): Promise<void> {
  const { routes, people, callBy } = stage;
  const invoice = await latest(stage, key);
  if (invoice?.state !== 'PAID') return;
  const body = { reason: 'Taken by mistake, and asked for at once.', reference: 'Returned by the hub' };
  await routes.subscriptionAdmin.refund(
    { params: { invoiceId: invoice.id }, body },
    await callBy(people.get(administrator.key)),
  );
}

async function dispute(stage: Stage, key: string): Promise<void> {
  const { routes, people, callBy } = stage;
  const invoice = await latest(stage, key);
  if (!invoice) return;
  const body = { reason: 'My company moved to another province, and the tax is still that of the old one.' };
  await routes.invoices.dispute({ params: { invoiceId: invoice.id }, body }, await callBy(people.get(key)));
}
