import { readFileSync } from 'node:fs';
import { subscriptionsWire } from '@smartstart/contract';
import { expect, test } from 'vitest';
import { drawn, type Machine } from '../../../kernel/machine.ts';
import * as machines from './machines.ts';
import { hasSeat, nextSeat, origins, seats } from './machines.ts';

const page = readFileSync(new URL('../../../../../docs/subscriptions.md', import.meta.url), 'utf8');

test('the pictures in the documentation are those of the code, and there are no others', () => {
  const all: readonly Machine<string, string>[] = [
    machines.seats,
    machines.invoices,
    machines.payments,
    machines.refunds,
    machines.disputes,
  ];
  for (const machine of all) expect(page).toContain(`\`\`\`mermaid\n${drawn(machine)}\n\`\`\``);
  expect(page.match(/```mermaid/g)).toHaveLength(all.length);
});

test('every state of the wire is reached, and none is a dead end but where it should be', () => {
  const reached = new Set([seats.start, ...seats.transitions.map(({ to }) => to)]);
  expect([...reached].toSorted()).toEqual([...subscriptionsWire.subscriptionState.options].toSorted());
  const left = new Set(seats.transitions.flatMap(({ from }) => from));
  expect(subscriptionsWire.subscriptionState.options.filter((state) => !left.has(state))).toEqual([]);
});

test('a first payment that fails leads back to where the person came from, and nowhere else', () => {
  for (const origin of origins) expect(nextSeat('SUBSCRIBING', 'payment-fails', origin)).toBe(origin);
});

test('the seat is open in the states that section 10 names', () => {
  const open = subscriptionsWire.subscriptionState.options.filter((state) => hasSeat(state, null));
  expect(open.toSorted()).toEqual(['ACTIVE', 'CANCELLING', 'GRACE', 'PAYMENT_PENDING', 'TRIALING']);
  expect(origins.filter((origin) => hasSeat('SUBSCRIBING', origin))).toEqual(['TRIALING']);
});
