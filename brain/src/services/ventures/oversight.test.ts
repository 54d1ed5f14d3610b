import { randomUUID } from 'node:crypto';
import {
  createWorld,
  enrol,
  openVenture,
  signDocument,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { dayMs, utcDay } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint } from '../work/test-team.ts';

let world: World;
let ana: Enrolled;
let admin: Enrolled;
let ventureId: string;

beforeAll(async () => {
  world = await createWorld();
  ana = await enrol(world, 'Ana Owner', 'SUBSCRIBER');
  admin = await enrol(world, 'Ada Admin', 'MEMBER');
  await appoint(world, admin, '11');
  ventureId = await openVenture(ana.api, ana.name, 'Seen by the hub');
  await world.settle();
});
afterAll(() => world.close());

const code = (expected: string) => ({ problem: { code: expected } });
const key = () => ({ idempotencyKey: randomUUID() });
const read = (who = admin, date?: string) =>
  who.api.ventureOversight.read({ params: { ventureId }, query: date ? { date } : {} });

describe('the view of the hub', () => {
  test('is for administrators, and shows no drafts', async () => {
    await ana.api.ventures.create({ body: { name: 'Still a draft' } }, key());
    const draft = (await ana.api.ventures.list({ query: { mine: 'true' } })).items[0]!;
    for (const who of [ana, await enrol(world, 'Stan Stranger', 'MEMBER')]) {
      await expect(read(who)).rejects.toMatchObject(code('FORBIDDEN'));
      await expect(who.api.ventureOversight.list({ query: {} })).rejects.toMatchObject(code('FORBIDDEN'));
    }
    const { items } = await admin.api.ventureOversight.list({ query: {} });
    expect(items.map(({ name }) => name)).toEqual(['Seen by the hub']);
    expect((await admin.api.ventureOversight.list({ query: { q: '%' } })).items).toEqual([]);
    expect((await admin.api.ventureOversight.list({ query: { status: 'CLOSED' } })).items).toEqual([]);
    await expect(
      admin.api.ventureOversight.read({ params: { ventureId: draft.id }, query: {} }),
    ).rejects.toMatchObject(code('NOT_FOUND'));
  });

  test('totals equity by class on a day; whose share is exact, that person decides', async () => {
    expect(await read()).toMatchObject({ card: { name: 'Seen by the hub' }, equity: null, revenue: [] });
    const before = utcDay(world.clock.now());
    world.clock.advance(2 * dayMs);
    const { documentId } = await ana.api.equity.setUp(
      {
        params: { ventureId },
        body: { pool: 45_000_000, owners: [{ userId: ana.userId, part: 55_000_000 }] },
      },
      key(),
    );
    await signDocument(ana.api, documentId, ana.name);
    await world.settle();
    const { equity } = await read();
    expect(equity).toMatchObject({ fullyDiluted: '100000000', holders: [], withheld: 1 });
    expect(equity!.byHolderClass.map(({ holderClass, part }) => `${holderClass} ${part}`)).toEqual([
      'OWNER 0.55',
      'HUB 0',
      'CONTRIBUTOR 0',
      'INVESTOR 0',
      'POOL 0.45',
    ]);
    expect((await read(admin, before)).equity).toBeNull();
    await expect(read(admin, '2999-01-01')).rejects.toMatchObject(code('RULE_VIOLATED'));
    await ana.api.users.setPrivacy({
      body: { ...(await ana.api.users.privacy({})), shareEquityWithHub: true },
    });
    expect((await read()).equity).toMatchObject({
      holders: [{ name: 'Ana Owner', holderClass: 'OWNER', shares: '55000000', part: '0.55' }],
      withheld: 0,
    });
  });

  test('opens nothing of the workspace', async () => {
    const params = { ventureId };
    await expect(admin.api.work.overview({ params })).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(admin.api.ventureFiles.list({ params, query: {} })).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(admin.api.equity.capTable({ params, query: {} })).rejects.toThrow();
  });
});
