import { randomUUID } from 'node:crypto';
import { createWorld, enrol, openVenture, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFileDesk } from './test-files.ts';

let world: World;
let ana: Enrolled;
let stranger: Enrolled;
let ventureId: string;

const key = () => ({ idempotencyKey: randomUUID() });
const at = () => ({ params: { ventureId } });

/** 8,000,000 shares of two founders, a pool of 1,000,000, and a SAFE of 500,000 with a post-money cap of 5,000,000. */
const table = () => ({
  issuer: {
    object_type: 'ISSUER',
    id: 'issuer',
    legal_name: 'Lantern Works',
    formation_date: '2024-01-01',
    country_of_formation: 'CA',
  },
  records: [
    {
      object_type: 'STOCK_CLASS',
      id: 'common',
      name: 'Common',
      class_type: 'COMMON',
      default_id_prefix: 'CS-',
      initial_shares_authorized: '100000000',
      votes_per_share: '1',
      seniority: '1',
    },
    {
      object_type: 'STOCK_PLAN',
      id: 'pool',
      plan_name: 'Pool',
      initial_shares_reserved: '1000000',
      stock_class_ids: ['common'],
    },
    ...['Ada', 'Bob', 'Cap Fund'].map((name, index) => ({
      object_type: 'STAKEHOLDER',
      id: `holder-${index}`,
      name: { legal_name: name },
      stakeholder_type: index < 2 ? 'INDIVIDUAL' : 'INSTITUTION',
      current_relationships: [index < 2 ? 'FOUNDER' : 'INVESTOR'],
    })),
  ],
  transactions: [
    ...[5_000_000, 3_000_000].map((quantity, index) => ({
      object_type: 'TX_STOCK_ISSUANCE',
      id: `issue-${index}`,
      security_id: `security-${index}`,
      custom_id: `CS-${index + 1}`,
      date: '2024-01-01',
      stakeholder_id: `holder-${index}`,
      stock_class_id: 'common',
      share_price: { amount: '0.0001', currency: 'CAD' },
      quantity: String(quantity),
      stock_legend_ids: [],
      security_law_exemptions: [],
    })),
    {
      object_type: 'TX_CONVERTIBLE_ISSUANCE',
      id: 'issue-safe',
      security_id: 'safe',
      custom_id: 'SAFE-1',
      date: '2024-06-01',
      stakeholder_id: 'holder-2',
      investment_amount: { amount: '500000', currency: 'CAD' },
      convertible_type: 'SAFE',
      conversion_triggers: [
        {
          type: 'AUTOMATIC_ON_CONDITION',
          trigger_id: 'round',
          trigger_condition: 'A priced round.',
          conversion_right: {
            type: 'CONVERTIBLE_CONVERSION_RIGHT',
            conversion_mechanism: {
              type: 'SAFE_CONVERSION',
              conversion_mfn: false,
              conversion_timing: 'POST_MONEY',
              conversion_valuation_cap: { amount: '5000000', currency: 'CAD' },
            },
            converts_to_future_round: true,
          },
        },
      ],
      seniority: 1,
      security_law_exemptions: [],
    },
  ],
});

beforeAll(async () => {
  world = await createWorld();
  [ana, stranger] = [
    await enrol(world, 'Ana Owner', 'SUBSCRIBER'),
    await enrol(world, 'Stan Stranger', 'SUBSCRIBER'),
  ];
  ventureId = await openVenture(ana.api, ana.name, 'Lantern Works');
  await world.settle();
  const { upload } = createFileDesk(world);
  const { writeOcf } = await import('../../engines/cap-table/index.ts');
  const { issuer, records, transactions } = table();
  const bytes = writeOcf({
    issuer: issuer as never,
    objects: [...records, ...transactions].map((json) => ({ json: json as never })),
    asOf: '2025-01-01',
    generatedAt: '2025-01-01T00:00:00Z',
  });
  const fileId = await upload(ana, 'table.ocf.zip', bytes);
  await ana.api.equity.import({ ...at(), body: { fileId, mode: 'STRICT' } }, key());
});
afterAll(() => world.close());

describe('a priced round', () => {
  test('converts the SAFE at its cap, tops up the pool and leaves everything at 100 %', async () => {
    const { before, rounds } = await ana.api.scenarios.rounds({
      ...at(),
      body: {
        rounds: [
          {
            name: 'Seed',
            preMoney: '10000000',
            investors: [{ name: 'New Fund', amount: '2500000' }],
            pool: { target: '0.1' },
          },
        ],
      },
    });
    expect(before.map(({ name, part }) => `${name} ${part}`)).toEqual([
      'Ada 0.55555556',
      'Bob 0.33333333',
      'Pool 0.11111111',
    ]);
    const [seed] = rounds;
    const sum = seed!.after.reduce((all, { part }) => all + Math.round(Number(part) * 1e8), 0);
    expect(sum).toBe(100_000_000);
    const partOf = (name: string) => Number(seed!.after.find((one) => one.name === name)!.part);
    // 2.5 of 12.5 million for the new money; a tenth in the pool; the SAFE owned 10 % of what was there before the round.
    expect(partOf('New Fund')).toBeCloseTo(0.2, 4);
    expect(partOf('Pool')).toBeCloseTo(0.1, 4);
    expect(seed!.conversions).toMatchObject([{ name: 'Cap Fund', basis: 'CAP', interest: '0' }]);
    expect(Number(seed!.conversions[0]!.price)).toBeLessThan(Number(seed!.price));
    expect(seed!.changes.find(({ name }) => name === 'Ada')!.dilution).not.toBeNull();
  });

  test('without a valuation or price, or with an amount of nothing, is refused with the field', async () => {
    const round = { name: 'Seed', investors: [{ name: 'New Fund', amount: '1' }] };
    await expect(ana.api.scenarios.rounds({ ...at(), body: { rounds: [round] } })).rejects.toMatchObject({
      problem: { code: 'MALFORMED' },
    });
    await expect(
      ana.api.scenarios.rounds({
        ...at(),
        body: { rounds: [{ ...round, preMoney: '0' }] },
      }),
    ).rejects.toMatchObject({ problem: { code: 'RULE_VIOLATED' } });
  });
});

test('conversions at several valuations: the cap caps, and up to it the price of the round counts', async () => {
  const { points } = await ana.api.scenarios.conversions({
    ...at(),
    body: { newMoney: '1000000', preMoneys: ['3000000', '5000000', '20000000'] },
  });
  expect(points.map(({ conversions }) => conversions[0]!.basis)).toEqual([
    'ROUND_PRICE',
    'ROUND_PRICE',
    'CAP',
  ]);
  const values = points.map(({ conversions }) => Number(conversions[0]!.value));
  expect(values[2]).toBeGreaterThan(values[1]!);
});

test('an exit pays to the cent, and says where somebody would choose otherwise', async () => {
  const exit = await ana.api.scenarios.exit({
    ...at(),
    body: { exitValue: '4000000', costs: '100000.01', chart: ['1000000', '10000000'] },
  });
  const cents = (amount: string) => Math.round(Number(amount) * 100);
  const sum = exit.lines.reduce((all, { proceeds }) => all + cents(proceeds), 0);
  expect(sum).toBe(400_000_000);
  expect(exit.lines.find(({ kind }) => kind === 'COSTS')).toMatchObject({
    what: 'Costs of the sale',
    name: null,
  });
  expect(exit.holders.find(({ name }) => name === 'Cap Fund')!.proceeds).toBe('500000');
  expect(exit.chart).toHaveLength(2);
  expect(exit.breakpoints.length).toBeGreaterThan(0);
});

test('a stranger models nothing', async () => {
  const exit = { ...at(), body: { exitValue: '1' } };
  const code = { problem: { code: 'NOT_FOUND' } };
  await expect(stranger.api.scenarios.exit(exit)).rejects.toMatchObject(code);
  await expect(
    stranger.api.scenarios.conversions({ ...at(), body: { newMoney: '1', preMoneys: ['1'] } }),
  ).rejects.toMatchObject(code);
  await expect(
    stranger.api.scenarios.rounds({
      ...at(),
      body: { rounds: [{ name: 'Seed', preMoney: '1', investors: [] }] },
    }),
  ).rejects.toMatchObject(code);
});

test('the table itself stays as it is', async () => {
  const { fullyDiluted, convertibles } = await ana.api.equity.capTable({ ...at(), query: {} });
  expect([fullyDiluted, convertibles.length]).toEqual(['9000000', 1]);
});
