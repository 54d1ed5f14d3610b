import { createWorld, signDocument, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, key, match, openBooks, peopleOf, type Books } from './test-books.ts';

let world: World;
let books: Books;
let owner: Enrolled;
let cleo: Enrolled;
let lara: Enrolled;
let ivan: Enrolled;

const part = (percent: number) => percent * 1_000_000;

beforeAll(async () => {
  world = await createWorld();
  books = await openBooks(world, 'Lantern Works', {
    'Cleo Contributor': 'CONTRIBUTOR',
    'Lara Lead': 'LEAD',
    'Ivan Investor': 'INVESTOR',
  });
  ({ owner, cleo, lara, ivan } = peopleOf(books));
}, 120_000);
afterAll(() => world.close());

describe('revenue', () => {
  test('is reported with evidence, once a month, and not ahead', async () => {
    const body = {
      month: books.month(3),
      currency: 'CAD',
      grossMinor: '10000',
      taxesMinor: '0',
      thirdPartyMinor: '0',
      evidenceFileIds: [await books.evidence()],
    };
    const send = (change: object, who = owner) =>
      who.api.finances.reportRevenue({ ...books.at, body: { ...body, ...change } }, key());
    await expect(send({ month: books.month(-1) })).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(send({ taxesMinor: '9000', thirdPartyMinor: '1001' })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(send({ evidenceFileIds: [] })).rejects.toMatchObject(code('MALFORMED'));
    await expect(send({ evidenceFileIds: [await books.evidence(cleo)] })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(send({ grossMinor: '100.50' })).rejects.toMatchObject(code('MALFORMED'));
    const report = await send({});
    expect(report).toMatchObject({ state: 'REPORTED', netMinor: '10000', reportedByName: owner.name });
    await expect(send({})).rejects.toMatchObject(code('ALREADY_EXISTS'));
    await expect(send({ month: books.month(2), currency: 'USD' })).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('CAD') as string },
    });
  });

  test('is decided on by a billing administrator from outside, once, with a reason', async () => {
    const { items } = await books.billing.api.finances.reportedRevenue({ query: {} });
    const [report] = items;
    expect(report).toMatchObject({ ventureName: 'Lantern Works', month: books.month(3) });
    const params = { reportId: report!.id };
    const body = { reason: 'No invoices in the file.' };
    await expect(owner.api.finances.recognise({ params, body }, key())).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
    await expect(owner.api.finances.reject({ params, body }, key())).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(owner.api.finances.reportedRevenue({ query: {} })).rejects.toMatchObject(code('FORBIDDEN'));
    expect(await books.billing.api.finances.reject({ params, body }, key())).toMatchObject({
      state: 'REJECTED',
    });
    await expect(books.recognise(report!.id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect(await books.told(owner)).toContain('A revenue report of Lantern Works was rejected');
  });

  test('cannot be recognised by an administrator who takes part in the venture', async () => {
    const insider = await books.administrator('Ines Insider');
    await books.join(insider, 'OBSERVER');
    const report = await books.report(3, '9999');
    await expect(books.recognise(report.id, insider)).rejects.toMatchObject(code('FORBIDDEN'));
    expect(await books.recognise(report.id)).toMatchObject({ state: 'RECOGNISED' });
    await expect(books.report(3, '100')).rejects.toMatchObject(code('ALREADY_EXISTS'));
  });

  test('keeps its evidence, read by billing and by those who see the money, and nobody else', async () => {
    const { items } = await owner.api.finances.revenue({ ...books.at, query: { state: 'RECOGNISED' } });
    const [fileId] = items[0]!.evidenceFileIds;
    await expect(owner.api.files.remove({ params: { fileId: fileId! } })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    const { files } = world.brain.services;
    const { db } = world.brain.kernel.database;
    await expect(files.download(db, books.billing.userId, fileId!)).resolves.toBeTruthy();
    await expect(files.download(db, ivan.userId, fileId!)).resolves.toBeTruthy();
    await expect(files.download(db, cleo.userId, fileId!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('shares', () => {
  test('sum to 100 %, go to members, and the first are in force at once', async () => {
    const lines = (of: readonly [string | null, number][]) =>
      of.map(([userId, share]) => ({ userId, part: share }));
    await expect(books.setShares(lines([[owner.userId, part(100) - 1]]))).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(
      books.setShares(
        lines([
          [owner.userId, part(50)],
          [books.stranger.userId, part(50)],
        ]),
      ),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    const set = await books.setShares(
      lines([
        [owner.userId, part(50)],
        [cleo.userId, part(30)],
        [null, part(20)],
      ]),
    );
    expect(set).toMatchObject({ state: 'IN_FORCE', documentId: null });
  });

  test('fall only with the signature of everybody whose share falls', async () => {
    const wish = [
      { userId: owner.userId, part: part(45) },
      { userId: cleo.userId, part: part(25) },
      { userId: lara.userId, part: part(10) },
      { userId: null, part: part(20) },
    ];
    const plan = await books.setShares(wish);
    expect(plan.state).toBe('WAITING');
    await expect(books.setShares(wish)).rejects.toMatchObject(code('RULE_VIOLATED'));
    await signDocument(owner.api, plan.documentId!, owner.name);
    await world.settle();
    const before = await owner.api.finances.revenueShares(books.at);
    expect(before.inForce!.lines.map((line) => line.part)).toEqual([part(50), part(30), part(20)]);
    expect(before.waiting!.lines.find(({ userId }) => userId === cleo.userId)).toMatchObject({
      before: part(30),
    });
    await signDocument(cleo.api, plan.documentId!, cleo.name);
    await world.settle();
    const after = await owner.api.finances.revenueShares(books.at);
    expect(after).toMatchObject({ waiting: null, inForce: { id: plan.id }, version: before.version + 1 });
  });

  test('stay as they are when somebody declines, and when they are withdrawn', async () => {
    const wish = [{ userId: owner.userId, part: part(100) }];
    const declined = await books.setShares(wish);
    await lara.api.legal.decline({
      params: { documentId: declined.documentId! },
      body: { reason: 'I keep my part.' },
    });
    await world.settle();
    expect((await owner.api.finances.revenueShares(books.at)).waiting).toBeNull();
    const withdrawn = await books.setShares(wish);
    const params = { ...books.at.params, planId: withdrawn.id };
    const body = { reason: 'Thought better of it.' };
    expect(await owner.api.finances.withdrawRevenueShares({ params, body })).toMatchObject({
      state: 'WITHDRAWN',
    });
    await world.settle();
    await expect(owner.api.finances.withdrawRevenueShares({ params, body })).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    const { inForce } = await owner.api.finances.revenueShares(books.at);
    expect(inForce!.lines).toHaveLength(4);
  });

  test('that rise for some and fall only for the venture need nobody else', async () => {
    const { version } = await owner.api.finances.revenueShares(books.at);
    const lines = [
      { userId: owner.userId, part: part(45) },
      { userId: cleo.userId, part: 33_333_333 },
      { userId: lara.userId, part: 11_666_667 },
      { userId: null, part: part(10) },
    ];
    expect(await books.setShares(lines)).toMatchObject({ state: 'IN_FORCE' });
    // Somebody who looked at the shares before is told.
    await expect(
      owner.api.finances.setRevenueShares({ ...books.at, body: { lines } }, { ...key(), ...match(version) }),
    ).rejects.toMatchObject(code('EDIT_CONFLICT'));
  });

  test('are shown whole to those who see money, and to others their own line', async () => {
    const seen = (who: Enrolled) => who.api.finances.revenueShares(books.at);
    expect((await seen(ivan)).inForce!.lines).toHaveLength(4);
    expect((await seen(cleo)).inForce!.lines.map(({ userId }) => userId)).toEqual([cleo.userId]);
    await expect(seen(books.stranger)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(books.setShares([{ userId: cleo.userId, part: part(100) }], cleo)).rejects.toMatchObject({
      problem: { code: expect.stringMatching(/^(FORBIDDEN|GATE_BLOCKED)$/) as string },
    });
  });
});
