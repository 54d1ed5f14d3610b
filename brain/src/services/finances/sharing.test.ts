import { contract, urlOf } from '@smartstart/contract';
import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFileDesk } from '../equity/test-files.ts';
import type { PayoutOrder } from './index.ts';
import { sendPayouts } from './sharing/payouts.ts';
import { code, key, match, openBooks, peopleOf, type Books } from './test-books.ts';

let world: World;
let books: Books;
let owner: Enrolled;
let cleo: Enrolled;
let lara: Enrolled;
let ivan: Enrolled;

const cents = (lines: readonly { amountMinor: string }[]) =>
  lines.reduce((all, { amountMinor }) => all + BigInt(amountMinor), 0n);

beforeAll(async () => {
  world = await createWorld();
  books = await openBooks(world, 'Lantern Works', {
    'Cleo Contributor': 'CONTRIBUTOR',
    'Lara Lead': 'LEAD',
    'Ivan Investor': 'INVESTOR',
  });
  ({ owner, cleo, lara, ivan } = peopleOf(books));
  await books.recognised(3, '9999');
  await books.setShares([
    { userId: owner.userId, part: 45_000_000 },
    { userId: cleo.userId, part: 33_333_333 },
    { userId: lara.userId, part: 11_666_667 },
    { userId: null, part: 10_000_000 },
  ]);
}, 120_000);
afterAll(() => world.close());

describe('a distribution', () => {
  let id: string;

  test('below the minimum is carried forward, and with more it is worked out to the cent', async () => {
    id = await books.open();
    await expect(books.open()).rejects.toMatchObject(code('ALREADY_EXISTS'));
    await expect(books.calculate(id)).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('99.99 CAD') as string },
    });
    await books.recognised(2, '2'); // 100.01 in all
    const calculated = await books.calculate(id);
    expect(calculated).toMatchObject({
      state: 'CALCULATED',
      netMinor: '10001',
      platformMinor: '500',
      distributedMinor: '9501',
      firstMonth: books.month(3),
      lastMonth: books.month(2),
    });
    expect(cents(calculated.lines)).toBe(9501n);
    expect(await books.told(cleo)).toContain('Your part of the revenue of Lantern Works');
  });

  test('in each state allows the listed steps only', async () => {
    await expect(books.calculate(id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(books.pay(id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(books.approve(id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION')); // within the five days
  });

  test('is objected to in time by a recipient, and worked out again', async () => {
    await expect(books.object(id, ivan)).rejects.toMatchObject(code('FORBIDDEN'));
    expect(await books.object(id, cleo)).toEqual({ state: 'DRAFT' });
    const draft = await owner.api.finances.distribution({ params: { distributionId: id } });
    expect(draft).toMatchObject({ state: 'DRAFT', lines: [], netMinor: null, reports: [] });
    expect(draft.objections).toMatchObject([{ name: cleo.name, reason: 'My part is wrong.' }]);
    await expect(books.object(id, cleo)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(books.approve(id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect(await books.calculate(id)).toMatchObject({ state: 'CALCULATED', netMinor: '10001' });
    expect(await books.told(owner)).toContain('A distribution of Lantern Works is a draft again');
  });

  test('goes back to a draft when a report in it is corrected', async () => {
    const { reports } = await owner.api.finances.distribution({ params: { distributionId: id } });
    const wrong = reports.find(({ month }) => month === books.month(2))!.reportId;
    const correction = await books.report(2, '90001', { correctsId: wrong });
    await books.recognise(correction.id);
    expect(await owner.api.finances.distribution({ params: { distributionId: id } })).toMatchObject({
      state: 'DRAFT',
      objections: [{ name: null }, { name: cleo.name }],
    });
    // 99.99 + 900.01, the corrected report and its reversal set off.
    const again = await books.calculate(id);
    expect(again).toMatchObject({ netMinor: '100000', platformMinor: '5000', distributedMinor: '95000' });
    expect(cents(again.lines)).toBe(95_000n);
    const amounts = new Map(again.lines.map(({ userId, amountMinor }) => [userId, amountMinor]));
    expect(amounts.get(owner.userId)).toBe('42750');
    expect(amounts.get(null)).toBe('9500');
  });

  test('is approved after five days, when nobody can object any longer, on the version that was seen', async () => {
    world.clock.advance(5 * dayMs - 1);
    await expect(books.approve(id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    world.clock.advance(1);
    await expect(books.object(id, cleo)).rejects.toMatchObject({
      problem: { code: 'ILLEGAL_TRANSITION', detail: expect.stringContaining('5 days') as string },
    });
    await expect(
      owner.api.finances.approve({ params: { distributionId: id }, body: {} }, { ...key(), ...match(1) }),
    ).rejects.toMatchObject(code('EDIT_CONFLICT'));
    await expect(
      owner.api.finances.approve({ params: { distributionId: id }, body: {} }, key()),
    ).rejects.toMatchObject(code('IF_MATCH_REQUIRED'));
    await expect(books.approve(id, lara)).rejects.toMatchObject(code('FORBIDDEN'));
    expect(await books.approve(id)).toMatchObject({ state: 'APPROVED' });
    await expect(books.approve(id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('keeps a venture from being closed and an account from being erased until it is paid', async () => {
    await expect(
      owner.api.ventures.close({ ...books.at, body: { reason: 'We are done here.' } }),
    ).rejects.toMatchObject({ problem: { detail: expect.stringContaining('not paid out') as string } });
    const { finances } = world.brain.services;
    expect(await finances.blockersOf(world.brain.kernel.database.db, cleo.userId)).toHaveLength(1);
  });

  test('is paid line by line; one that fails is tried again, and nobody is paid twice', async () => {
    const paying = await books.pay(id);
    expect(paying.state).toBe('DISTRIBUTING');
    await expect(books.pay(id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const stateOf = (lines: typeof paying.lines) => new Map(lines.map((line) => [line.userId, line.state]));
    expect(stateOf(paying.lines).get(null)).toBe('COMPLETED'); // retained: nothing to transfer
    const lineOf = (userId: string) => paying.lines.find((line) => line.userId === userId)!.id;
    const paid = { outcome: 'PAID', reference: 'TX-1' } as const;
    await expect(books.settle(id, lineOf(cleo.userId), paid, cleo)).rejects.toMatchObject({
      problem: { code: expect.stringMatching(/^(FORBIDDEN|GATE_BLOCKED)$/) as string },
    });
    await books.settle(id, lineOf(owner.userId), paid, books.billing);
    await expect(books.settle(id, lineOf(owner.userId), paid)).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    await books.settle(id, lineOf(cleo.userId), { outcome: 'FAILED', reason: 'The account is closed.' });
    expect(await books.settle(id, lineOf(lara.userId), paid)).toMatchObject({ state: 'PARTIALLY_FAILED' });
    await expect(books.settle(id, lineOf(cleo.userId), paid)).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );

    const retried = await books.pay(id, books.billing);
    expect(Object.fromEntries(stateOf(retried.lines))).toMatchObject({
      [owner.userId]: 'COMPLETED',
      [lara.userId]: 'COMPLETED',
      [cleo.userId]: 'PROCESSING',
    });
    expect(await books.settle(id, lineOf(cleo.userId), { outcome: 'PAID', reference: 'TX-2' })).toMatchObject(
      {
        state: 'COMPLETED',
      },
    );
    await expect(books.pay(id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const rows = await world.brain.kernel.database.db
      .selectFrom('payouts')
      .select(['line_id', 'state'])
      .where('state', '=', 'COMPLETED')
      .execute();
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map((row) => row.line_id)).size).toBe(3);
    expect(await books.told(cleo)).toContain('Your part of the revenue of Lantern Works was paid');
  });

  test('leaves a statement with each recipient, and the whole with those who see money', async () => {
    const params = { distributionId: id };
    const statement = await cleo.api.finances.myStatement({ params });
    expect(statement).toMatchObject({
      netMinor: '100000',
      distributedMinor: '95000',
      mayObject: false,
      line: {
        userId: cleo.userId,
        part: 33_333_333,
        amountMinor: '31667',
        state: 'COMPLETED',
        reference: 'TX-2',
      },
    });
    const { items: own } = await cleo.api.finances.myStatements({ query: {} });
    expect(own).toEqual([statement]);
    await expect(ivan.api.finances.myStatement({ params })).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(books.stranger.api.finances.myStatement({ params })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    const whole = await ivan.api.finances.distribution({ params });
    expect(whole.lines).toHaveLength(4);
    expect(whole.steps).toEqual([]);
    expect(whole.history.map(({ event }) => event)).toEqual([
      'all-paid',
      'retry',
      'some-failed',
      'pay',
      'approve',
      'calculate',
      'object',
      'calculate',
      'object',
      'calculate',
      'opened',
    ]);
    await expect(cleo.api.finances.distribution({ params })).rejects.toMatchObject(code('FORBIDDEN'));
    const { items } = await cleo.api.finances.distributions({ ...books.at, query: {} });
    expect(items[0]!.lines.map(({ userId }) => userId)).toEqual([cleo.userId]);
    const { finances } = world.brain.services;
    expect(await finances.exportOf(world.brain.kernel.database.db, cleo.userId)).toMatchObject({
      payments: [{ amountMinor: '31667', state: 'COMPLETED' }],
    });
  });

  test('gives its recipient a PDF to keep, and the lines as CSV to those who see money', async () => {
    const { download } = createFileDesk(world);
    const params = { distributionId: id };
    const pdfAt = urlOf(contract.finances.statementPdf, { params });
    const { text } = await extractText(await getDocumentProxy(await download(cleo, pdfAt)), {
      mergePages: true,
    });
    for (const part of [cleo.name, 'Lantern Works', '1,000.00 CAD', '33.333333 %', '316.67 CAD', 'TX-2', id])
      expect(text).toContain(part);
    for (const other of ['427.50', lara.name]) expect(text).not.toContain(other);
    for (const who of [ivan, books.stranger])
      await expect(download(who, pdfAt)).rejects.toMatchObject(code('NOT_FOUND'));

    const csvAt = urlOf(contract.finances.exportLines, { params });
    const csv = Buffer.from(await download(ivan, csvAt)).toString('utf8');
    expect(csv.split('\r\n')).toHaveLength(6);
    expect(csv).toContain(`${cleo.name},${cleo.userId},33.333333,316.67,0.00,316.67,CAD,COMPLETED,TX-2,`);
    await expect(download(cleo, csvAt)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(download(books.stranger, csvAt)).rejects.toMatchObject(code('NOT_FOUND'));
  });
});

describe('a correction after the payment', () => {
  test('is set off against what is shared next', async () => {
    const { items } = await owner.api.finances.revenue({ ...books.at, query: { state: 'RECOGNISED' } });
    const paid = items.find(({ month, correctedById }) => month === books.month(2) && !correctedById)!;
    const correction = await books.report(2, '40001', { correctsId: paid.id });
    await books.recognise(correction.id);
    const id = await books.open();
    await expect(books.calculate(id)).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('−500.00 CAD') as string },
    });
    await books.recognised(1, '70000');
    expect(await books.calculate(id)).toMatchObject({ netMinor: '20000', distributedMinor: '19000' });
    const { reports } = await owner.api.finances.distribution({ params: { distributionId: id } });
    expect(reports.map(({ kind, netMinor }) => `${kind} ${netMinor}`)).toEqual([
      'REVERSAL -90001',
      'RECOGNISED 40001',
      'RECOGNISED 70000',
    ]);
  });

  test('never changes what was entered', async () => {
    const { db } = world.brain.kernel.database;
    await expect(db.updateTable('revenue_entries').set({ net_minor: 1n }).execute()).rejects.toThrow(
      'never changed',
    );
    await expect(db.deleteFrom('revenue_entries').execute()).rejects.toThrow('never changed');
  });
});

describe('a payment provider', () => {
  test('that falls silent is asked again under the same key, and its late answer changes nothing twice', async () => {
    const { items } = await owner.api.finances.distributions({ ...books.at, query: { state: 'CALCULATED' } });
    const { id } = items[0]!;
    world.clock.advance(6 * dayMs);
    await books.approve(id);
    const orders: PayoutOrder[] = [];
    const { ground } = world.brain.services.finances;
    const bank = {
      name: 'bank',
      manual: false,
      pay: (order: PayoutOrder) => {
        orders.push(order);
        if (orders.length === 1) return Promise.reject(new Error('no line'));
        return Promise.resolve(
          order.payeeId === lara.userId && order.key.endsWith(':1')
            ? { state: 'FAILED' as const, reason: 'Unknown account.' }
            : { state: 'COMPLETED' as const, reference: `B-${orders.length}` },
        );
      },
    };
    Object.assign(ground, { payouts: bank });
    try {
      const paying = await books.pay(id);
      const [line] = paying.lines;
      await expect(
        books.settle(id, line!.id, { outcome: 'PAID', reference: 'by hand' }),
      ).rejects.toMatchObject(code('RULE_VIOLATED'));
      await sendPayouts(ground);
      await sendPayouts(ground);
      await sendPayouts(ground);
      const keys = orders.map((order) => order.key);
      expect(new Set(keys).size).toBe(3);
      expect(keys).toHaveLength(4); // the first was asked twice
      const failed = await owner.api.finances.distribution({ params: { distributionId: id } });
      expect(failed.state).toBe('PARTIALLY_FAILED');
      await books.pay(id);
      await sendPayouts(ground);
      expect(orders).toHaveLength(5);
      const done = await owner.api.finances.distribution({ params: { distributionId: id } });
      expect(done.state).toBe('COMPLETED');
      expect(done.lines.find(({ userId }) => userId === lara.userId)).toMatchObject({ attempts: 2 });
    } finally {
      Object.assign(ground, { payouts: (await import('./index.ts')).manualPayouts });
    }
  });
});

describe('two at a time', () => {
  test('approve once, and a repeated request gets the stored answer', async () => {
    await books.recognised(6, '20000');
    const id = await books.open();
    const repeated = key();
    const params = { distributionId: id };
    const [first, second] = await Promise.all([
      owner.api.finances.calculate({ params, body: {} }, repeated),
      owner.api.finances.calculate({ params, body: {} }, repeated),
    ]);
    expect(second).toEqual(first);
    world.clock.advance(5 * dayMs);
    const answers = await Promise.allSettled([books.approve(id), books.approve(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const pays = await Promise.allSettled([books.pay(id), books.pay(id, books.billing)]);
    expect(pays.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
