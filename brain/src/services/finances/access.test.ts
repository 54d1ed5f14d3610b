import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { code, key, match, openBooks, peopleOf, type Books } from './test-books.ts';

let world: World;
let books: Books;
let owner: Enrolled;
let lara: Enrolled;
let ivan: Enrolled;
let olaf: Enrolled;

beforeAll(async () => {
  world = await createWorld();
  books = await openBooks(world, 'Harbour Lights', {
    'Lara Lead': 'LEAD',
    'Ivan Investor': 'INVESTOR',
    'Olaf Observer': 'OBSERVER',
  });
  ({ owner, lara, ivan, olaf } = peopleOf(books));
}, 120_000);
afterAll(() => world.close());

describe('whoever is no part of the venture, or has another role', () => {
  const calls = (
    who: Enrolled,
  ): [string, 'money' | 'own' | 'act' | 'party' | 'self' | 'hub', () => Promise<unknown>][] => {
    const { finances } = who.api;
    const any = newId();
    const [distribution, report] = [{ params: { distributionId: any } }, { params: { reportId: any } }];
    const options = { ...key(), ...match(0) };
    const month = books.month(40);
    const csv = `month,cash,income,costs\n${month},1,1,1`;
    const reason = 'No reason.';
    return [
      ['rounds', 'money', () => finances.rounds({ ...books.at, query: {} })],
      ['round', 'money', () => finances.round(books.roundAt(any))],
      ['planRound', 'act', () => books.plan({}, who)],
      ['editRound', 'act', () => finances.editRound({ ...books.roundAt(any), body: { name: 'x' } }, options)],
      ['stepRound', 'act', () => books.step(any, 'open', '', who)],
      ['investors', 'money', () => finances.investors({ ...books.at, query: {} })],
      ['addInvestor', 'act', () => books.invest({}, who)],
      [
        'editInvestor',
        'act',
        () => finances.editInvestor({ ...books.investorAt(any), body: { name: 'x' } }, options),
      ],
      ['removeInvestor', 'act', () => finances.removeInvestor(books.investorAt(any))],
      ['months', 'money', () => finances.months({ ...books.at, query: {} })],
      [
        'recordMonth',
        'act',
        () =>
          finances.recordMonth(
            {
              ...books.at,
              body: { month, currency: 'CAD', cashMinor: '1', incomeMinor: '1', costsMinor: '1' },
            },
            key(),
          ),
      ],
      [
        'editMonth',
        'act',
        () => finances.editMonth({ ...books.figuresAt(month), body: { cashMinor: '2' } }, options),
      ],
      ['previewMonths', 'act', () => finances.previewMonths({ ...books.at, body: { csv } })],
      ['importMonths', 'act', () => finances.importMonths({ ...books.at, body: { csv } }, options)],
      ['runway', 'money', () => finances.runway(books.at)],
      ['kpis', 'own', () => finances.kpis({ ...books.at, query: {} })],
      [
        'setTargets',
        'act',
        () =>
          finances.setTargets({ ...books.at, body: { targets: [{ kpi: 'MOOD', target: '4' }] } }, options),
      ],
      ['readiness', 'money', () => finances.readiness(books.at)],
      ['revenue', 'money', () => finances.revenue({ ...books.at, query: {} })],
      [
        'reportRevenue',
        'act',
        () =>
          finances.reportRevenue(
            {
              ...books.at,
              body: {
                month,
                currency: 'CAD',
                grossMinor: '1',
                taxesMinor: '0',
                thirdPartyMinor: '0',
                evidenceFileIds: [any],
              },
            },
            key(),
          ),
      ],
      ['revenueShares', 'own', () => finances.revenueShares(books.at)],
      [
        'setRevenueShares',
        'act',
        () =>
          finances.setRevenueShares(
            { ...books.at, body: { lines: [{ userId: null, part: 100_000_000 }] } },
            options,
          ),
      ],
      [
        'withdrawRevenueShares',
        'act',
        () =>
          finances.withdrawRevenueShares({ params: { ...books.at.params, planId: any }, body: { reason } }),
      ],
      ['distributions', 'own', () => finances.distributions({ ...books.at, query: {} })],
      ['openDistribution', 'act', () => finances.openDistribution({ ...books.at, body: {} }, key())],
      ['distribution', 'party', () => finances.distribution(distribution)],
      ['calculate', 'party', () => finances.calculate({ ...distribution, body: {} }, key())],
      ['approve', 'party', () => finances.approve({ ...distribution, body: {} }, options)],
      ['pay', 'party', () => finances.pay({ ...distribution, body: {} }, key())],
      ['settleLine', 'party', () => books.settle(any, any, { outcome: 'PAID', reference: 'x' }, who)],
      ['myStatements', 'self', () => finances.myStatements({ query: {} })],
      ['myStatement', 'party', () => finances.myStatement(distribution)],
      ['statementPdf', 'party', () => finances.statementPdf(distribution)],
      ['exportLines', 'party', () => finances.exportLines(distribution)],
      ['object', 'party', () => finances.object({ ...distribution, body: { reason } }, key())],
      ['reportedRevenue', 'hub', () => finances.reportedRevenue({ query: {} })],
      ['recognise', 'hub', () => finances.recognise({ ...report, body: { reason } }, key())],
      ['reject', 'hub', () => finances.reject({ ...report, body: { reason } }, key())],
      ['payable', 'hub', () => finances.payable({ query: {} })],
    ];
  };
  const refused = (...codes: string[]) => ({
    problem: { code: expect.stringMatching(new RegExp(`^(${codes.join('|')})$`)) as string },
  });

  test('a stranger is told that there is nothing, on every route', async () => {
    const all = calls(books.stranger);
    expect(all).toHaveLength(Object.keys(books.stranger.api.finances).length);
    expect(await books.stranger.api.finances.myStatements({ query: {} })).toEqual({
      items: [],
      nextCursor: null,
    });
    for (const [name, kind, call] of all.filter(([, kind]) => kind !== 'self'))
      await expect(call(), name).rejects.toMatchObject(
        kind === 'hub' ? refused('FORBIDDEN') : refused('NOT_FOUND', 'GATE_BLOCKED'),
      );
  });

  test('a stranger who owns another venture is told so, too, of a distribution that exists', async () => {
    const id = await books.open();
    const params = { distributionId: id };
    const { finances } = books.stranger.api;
    await expect(finances.distribution({ params })).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(books.calculate(id, books.stranger)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(books.approve(id, books.stranger)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(books.pay(id, books.stranger)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(books.object(id, books.stranger)).rejects.toMatchObject(code('NOT_FOUND'));
    for (const member of [lara, ivan, olaf]) {
      await expect(books.calculate(id, member)).rejects.toMatchObject(refused('FORBIDDEN', 'GATE_BLOCKED'));
      await expect(books.approve(id, member)).rejects.toMatchObject(refused('FORBIDDEN', 'GATE_BLOCKED'));
      await expect(books.pay(id, member)).rejects.toMatchObject(refused('FORBIDDEN', 'GATE_BLOCKED'));
    }
    // Billing reads and pays; calculating and approving are the owner’s.
    await expect(books.calculate(id, books.billing)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(books.billing.api.finances.distribution({ params })).resolves.toMatchObject({
      state: 'DRAFT',
    });
  });

  test('a lead and an observer see no money and change nothing', async () => {
    for (const who of [lara, olaf])
      for (const [name, kind, call] of calls(who))
        if (kind === 'money' || kind === 'act')
          await expect(call(), name).rejects.toMatchObject(refused('FORBIDDEN', 'GATE_BLOCKED'));
  });

  test('an investor reads and changes nothing', async () => {
    for (const [name, kind, call] of calls(ivan))
      if (kind === 'act')
        await expect(call(), name).rejects.toMatchObject(refused('FORBIDDEN', 'GATE_BLOCKED'));
      else if (kind === 'money' && name !== 'round') await expect(call(), name).resolves.toBeTruthy();
  });
});

describe('revenue that the venture retains whole', () => {
  test('needs no transfer: the distribution is complete when it is paid out', async () => {
    await books.setShares([{ userId: null, part: 100_000_000 }]);
    await books.recognised(1, '10000');
    const { items } = await owner.api.finances.distributions({ ...books.at, query: { state: 'DRAFT' } });
    const { id } = items[0]!;
    expect(await books.calculate(id)).toMatchObject({ distributedMinor: '9500', lines: [{ userId: null }] });
    world.clock.advance(5 * dayMs);
    await books.approve(id);
    expect(await books.pay(id, books.billing)).toMatchObject({
      state: 'COMPLETED',
      lines: [{ state: 'COMPLETED', attempts: 0 }],
    });
  });
});

describe('a venture that is suspended', () => {
  test('is read, and its books are not written', async () => {
    const { db } = world.brain.kernel.database;
    await db.updateTable('ventures').set({ status: 'SUSPENDED' }).where('id', '=', books.ventureId).execute();
    await expect(books.plan()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(books.invest({})).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(books.open()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(books.report(2, '100')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(owner.api.finances.runway(books.at)).resolves.toMatchObject({ level: 'UNKNOWN' });
  });
});
