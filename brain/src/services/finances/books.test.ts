import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shifted } from './rules/calendar.ts';
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

describe('a funding round', () => {
  test('is planned, opened, and completed once its minimum is raised', async () => {
    await expect(books.plan({ minimumMinor: '10000001' })).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(books.plan({ targetMinor: '0', minimumMinor: '0' })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(books.plan({ currency: 'ZZZ' })).rejects.toMatchObject(code('RULE_VIOLATED'));
    const round = await books.plan();
    expect(round).toMatchObject({
      state: 'PLANNED',
      raisedMinor: '0',
      fundedPercent: '0.00',
      steps: ['open', 'cancel'],
    });
    await expect(books.step(round.id, 'complete')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(books.invest({ roundId: round.id, receivedMinor: '1' })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    const investor = await books.invest({ roundId: round.id, promisedMinor: '6000000' });
    expect(await books.step(round.id, 'open')).toMatchObject({ state: 'ACTIVE', promisedMinor: '6000000' });
    await expect(books.step(round.id, 'complete')).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('50,000.00 CAD') as string },
    });
    const paid = await owner.api.finances.editInvestor(
      { ...books.investorAt(investor.id), body: { receivedMinor: '5999999' } },
      match(investor.version),
    );
    await expect(owner.api.finances.removeInvestor(books.investorAt(investor.id))).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    expect(
      (await owner.api.finances.kpis({ ...books.at, query: {} })).items.find(({ kpi }) => kpi === 'FUNDING'),
    ).toMatchObject({
      value: '59.99',
    });
    expect(await books.step(round.id, 'complete')).toMatchObject({
      state: 'COMPLETED',
      fundedPercent: '59.99',
      steps: [],
    });
    // What was raised stays as it was raised.
    await expect(
      owner.api.finances.editInvestor(
        { ...books.investorAt(investor.id), body: { receivedMinor: '1' } },
        match(paid.version),
      ),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(
      owner.api.finances.editInvestor(
        { ...books.investorAt(investor.id), body: { roundId: null } },
        match(paid.version),
      ),
    ).rejects.toMatchObject({ problem: { code: expect.stringMatching(/RULE|ILLEGAL/) as string } });
    await expect(books.step(round.id, 'fail', 'Too late.')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('is the only one that is active, and says why it failed', async () => {
    const [first, second] = [
      await books.plan({ name: 'A' }),
      await books.plan({ name: 'B', kind: 'SERIES_A' }),
    ];
    await books.step(first.id, 'open');
    await expect(books.step(second.id, 'open')).rejects.toMatchObject(code('RULE_VIOLATED'));
    const most = '9'.repeat(15);
    for (const name of ['Vast Fund', 'Vaster Fund'])
      await books.invest({ name, roundId: first.id, receivedMinor: most });
    expect(await owner.api.finances.round(books.roundAt(first.id))).toMatchObject({
      raisedMinor: '1999999999999998',
    });
    const { business } = world.brain.services.finances;
    const { db } = world.brain.kernel.database;
    expect(await business.roundIsActive(db, books.ventureId)).toBe(true);
    await expect(books.step(first.id, 'fail')).rejects.toMatchObject(code('RULE_VIOLATED'));
    expect(await books.step(first.id, 'fail', 'No lead investor.')).toMatchObject({ state: 'CANCELLED' });
    expect(await books.step(second.id, 'cancel')).toMatchObject({ state: 'CANCELLED' });
    await expect(books.step(second.id, 'open')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await expect(
      owner.api.finances.editRound(
        { ...books.roundAt(second.id), body: { name: 'C' } },
        match(second.version + 1),
      ),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    expect(await business.roundIsActive(db, books.ventureId)).toBe(false);
  });

  test('edited by two people at a time keeps the first edit and tells the second', async () => {
    const round = await books.plan({ name: 'Bridge' });
    const edit = (name: string) =>
      owner.api.finances.editRound({ ...books.roundAt(round.id), body: { name } }, match(round.version));
    const answers = await Promise.allSettled([edit('One'), edit('Two')]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: code('EDIT_CONFLICT'),
    });
    await expect(
      owner.api.finances.editRound({ ...books.roundAt(round.id), body: { name: 'Three' } }),
    ).rejects.toMatchObject(code('IF_MATCH_REQUIRED'));
  });

  test('is listed in pages', async () => {
    const first = await ivan.api.finances.rounds({ ...books.at, query: { limit: 2 } });
    expect(first.items).toHaveLength(2);
    expect(first.items[0]!.steps).toEqual([]);
    const rest = await ivan.api.finances.rounds({ ...books.at, query: { cursor: first.nextCursor! } });
    expect(rest.items).toHaveLength(2);
    expect(rest.nextCursor).toBeNull();
  });
});

describe('one currency', () => {
  test('is kept in all books of a venture', async () => {
    const mixed = { problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('in CAD') as string } };
    await expect(books.plan({ currency: 'USD' })).rejects.toMatchObject(mixed);
    await expect(books.invest({ currency: 'EUR' })).rejects.toMatchObject(mixed);
    const month = books.month(30);
    const figures = { cashMinor: '1', incomeMinor: '0', costsMinor: '0' };
    await expect(
      owner.api.finances.recordMonth({ ...books.at, body: { month, currency: 'USD', ...figures } }, key()),
    ).rejects.toMatchObject(mixed);
    const csv = `month,cash,income,costs,currency\n${month},1,0,0,USD`;
    const { problems } = await owner.api.finances.previewMonths({ ...books.at, body: { csv } });
    expect(problems).toMatchObject([{ line: 2, column: 'currency' }]);
  });
});

describe('actual figures', () => {
  const enter = (month: string, cash: string, costs: string, income = '0') =>
    owner.api.finances.recordMonth(
      {
        ...books.at,
        body: { month, currency: 'CAD', cashMinor: cash, incomeMinor: income, costsMinor: costs },
      },
      key(),
    );

  test('are entered for months that are over, once', async () => {
    await expect(enter(books.month(0), '1', '1')).rejects.toMatchObject(code('RULE_VIOLATED'));
    const entered = await enter(books.month(3), '900000', '300000');
    expect(entered).toMatchObject({ netBurnMinor: '300000', source: 'FORM', version: 1 });
    await expect(enter(books.month(3), '1', '1')).rejects.toMatchObject(code('ALREADY_EXISTS'));
    const edited = await owner.api.finances.editMonth(
      { ...books.figuresAt(books.month(3)), body: { costsMinor: '250000' } },
      match(1),
    );
    expect(edited).toMatchObject({ costsMinor: '250000', version: 2 });
    await expect(
      owner.api.finances.editMonth(
        { ...books.figuresAt(books.month(3)), body: { costsMinor: '1' } },
        match(1),
      ),
    ).rejects.toMatchObject(code('EDIT_CONFLICT'));
    await expect(
      owner.api.finances.editMonth(
        { ...books.figuresAt(books.month(9)), body: { costsMinor: '1' } },
        match(1),
      ),
    ).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('make the runway, whose becoming critical is told once', async () => {
    expect(await owner.api.finances.runway(books.at)).toMatchObject({
      level: 'HIGH',
      months: '3.6',
      basis: [books.month(3)],
    });
    await enter(books.month(2), '600000', '300000');
    await enter(books.month(1), '300000', '350000', '50000');
    // (250,000 + 300,000 + 300,000) ÷ 3 a month.
    const runway = await ivan.api.finances.runway(books.at);
    expect(runway).toMatchObject({
      level: 'CRITICAL',
      months: '1.0',
      meanNetBurnMinor: '283333',
      basis: [books.month(1), books.month(2), books.month(3)],
      members: 4,
    });
    expect(runway.advice).toHaveLength(1);
    const warning = 'The money of Harbour Lights lasts for less than 3 months';
    expect((await books.told(owner)).filter((title) => title === warning)).toHaveLength(1);
    await owner.api.finances.editMonth(
      { ...books.figuresAt(books.month(1)), body: { cashMinor: '290000' } },
      match(1),
    );
    expect((await books.told(owner)).filter((title) => title === warning)).toHaveLength(1);
    expect(await books.told(lara)).not.toContain(warning);
  });

  test('and recognised revenue make the KPIs, with targets and the history of months', async () => {
    await books.recognised(1, '500000', { taxesMinor: '100000' });
    const board = await owner.api.finances.kpis({ ...books.at, query: { months: 3 } });
    const of = (name: string, items = board.items) => items.find(({ kpi }) => kpi === name);
    expect(of('REVENUE')).toMatchObject({ value: '400000', unit: 'MONEY' });
    expect(of('MARGIN')).toMatchObject({ value: '12.5' }); // (4,000 − 3,500) ÷ 4,000
    expect(of('NET_BURN')!.history).toEqual([
      { month: books.month(3), value: '250000' },
      { month: books.month(2), value: '300000' },
      { month: books.month(1), value: '300000' },
    ]);
    const { version } = await owner.api.finances.setTargets(
      {
        ...books.at,
        body: {
          targets: [
            { kpi: 'MARGIN', target: '12.50' },
            { kpi: 'NET_BURN', target: '299999' },
          ],
        },
      },
      match(board.version),
    );
    await expect(
      owner.api.finances.setTargets(
        { ...books.at, body: { targets: [{ kpi: 'MARGIN', target: null }] } },
        match(board.version),
      ),
    ).rejects.toMatchObject(code('EDIT_CONFLICT'));
    const { items } = await ivan.api.finances.kpis({ ...books.at, query: {} });
    expect(of('MARGIN', items)).toMatchObject({ target: '12.5', targetMet: true });
    expect(of('NET_BURN', items)).toMatchObject({ target: '299999', targetMet: false });
    expect(version).toBe(board.version + 1);
    const { business } = world.brain.services.finances;
    const { db } = world.brain.kernel.database;
    expect(await business.months(db, books.ventureId, 2)).toMatchObject([
      { revenueMinor: 400_000n, costsMinor: 350_000n },
      { revenueMinor: 0n, costsMinor: 300_000n },
    ]);
    expect(await business.revenueMinor(db, books.ventureId)).toBe(400_000n);
  });

  test('are shown by role: work to those who work, money to those who see money', async () => {
    const names = async (who: Enrolled) =>
      (await who.api.finances.kpis({ ...books.at, query: {} })).items.map(({ kpi }) => kpi);
    expect(await names(lara)).not.toContain('REVENUE');
    expect(await names(lara)).toContain('VELOCITY');
    expect(await names(ivan)).toEqual(['REVENUE', 'MARGIN', 'NET_BURN', 'CASH', 'RUNWAY', 'FUNDING']);
    await expect(names(olaf)).rejects.toMatchObject(code('FORBIDDEN'));
  });

  test('and readiness names its gaps', async () => {
    const { score, gaps, parts } = await owner.api.finances.readiness(books.at);
    expect(Number(score)).toBeGreaterThan(50);
    expect(parts.find(({ part }) => part === 'TEAM')).toMatchObject({ value: '80.0' });
    expect(parts.find(({ part }) => part === 'PAPERS')).toMatchObject({ value: '100.0' });
    expect(gaps.some((gap) => gap.startsWith('Idea reviews'))).toBe(true);
  });
});

describe('a CSV file', () => {
  const line = (month: string, cash = '1000.50') => `${month},${cash},200,300.25`;
  const file = (lines: readonly string[]) => ['month,cash,income,costs', ...lines].join('\n');
  /** Thousands of months, which end long before those entered above. */
  const long = Array.from({ length: 4_000 }, (_, back) => line(shifted('2010-12', -back)));
  const write = (csv: string, version: number, who = owner) =>
    who.api.finances.importMonths({ ...books.at, body: { csv } }, { ...key(), ...match(version) });
  const version = async () => (await owner.api.finances.months({ ...books.at, query: { limit: 1 } })).version;

  test('with one bad line among thousands is refused whole, with its place', async () => {
    const before = await owner.api.finances.months({ ...books.at, query: { limit: 100 } });
    const bad = file(
      long.with(2_345, line(shifted('2010-12', -2_345), '1,000.50').replace('1,000.50', '"1,000.50"')),
    );
    const preview = await owner.api.finances.previewMonths({ ...books.at, body: { csv: bad } });
    expect(preview).toMatchObject({ lines: 4_000, problemCount: 1, added: 3_999 });
    expect(preview.problems).toMatchObject([{ line: 2_347, column: 'cash' }]);
    await expect(write(bad, before.version)).rejects.toMatchObject({
      problem: {
        code: 'INVALID_INPUT',
        detail: expect.stringContaining('line 2347, column cash') as string,
        fields: [{ path: 'csv:2347:cash' }],
      },
    });
    expect(await owner.api.finances.months({ ...books.at, query: { limit: 100 } })).toEqual(before);
  });

  test('is imported whole, on the figures that were seen, and the second time changes nothing', async () => {
    const seen = await version();
    const done = await write(file(long), seen);
    expect(done).toMatchObject({ added: 4_000, changed: 0, unchanged: 0, version: seen + 1 });
    await expect(write(file(long), seen)).rejects.toMatchObject(code('EDIT_CONFLICT'));
    expect(await write(file(long), seen + 1)).toMatchObject({
      added: 0,
      unchanged: 4_000,
      version: seen + 1,
    });
    const changed = file([line('2010-12', '7.77')]);
    expect(await write(changed, seen + 1)).toMatchObject({ changed: 1, version: seen + 2 });
    const { items, nextCursor } = await owner.api.finances.months({ ...books.at, query: { limit: 4 } });
    expect(items.at(-1)).toMatchObject({ month: '2010-12', cashMinor: '777', source: 'CSV', version: 2 });
    const next = await owner.api.finances.months({ ...books.at, query: { limit: 1, cursor: nextCursor! } });
    expect(next.items[0]!.month).toBe('2010-11');
  });
});

describe('figures that cannot be worked out afterwards', () => {
  test('are kept by month, and stale actual figures make the runway unknown', async () => {
    await world.brain.kernel.jobs.run('keep-kpis');
    const month = world.clock.now().toISOString().slice(0, 7);
    world.clock.advance(130 * dayMs);
    await world.brain.kernel.jobs.run('keep-kpis');
    const { items } = await owner.api.finances.kpis({ ...books.at, query: { months: 12 } });
    expect(items.find(({ kpi }) => kpi === 'FUNDING')!.history).toContainEqual({ month, value: '59.99' });
    expect(await owner.api.finances.runway(books.at)).toMatchObject({
      level: 'UNKNOWN',
      months: null,
      basis: [],
    });
  });
});
