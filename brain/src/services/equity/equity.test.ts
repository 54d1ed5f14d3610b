import { randomUUID } from 'node:crypto';
import {
  createWorld,
  enrol,
  joiningPapers,
  openVenture,
  signDocument,
  signPaper,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFileDesk } from './test-files.ts';

let world: World;
let download: ReturnType<typeof createFileDesk>['download'];
let upload: ReturnType<typeof createFileDesk>['upload'];
let ana: Enrolled;
let ben: Enrolled;
let stranger: Enrolled;
let ventureId: string;

const key = () => ({ idempotencyKey: randomUUID() });
const code = (expected: string) => ({ problem: { code: expected } });
const at = () => ({ params: { ventureId } });

beforeAll(async () => {
  world = await createWorld();
  ({ download, upload } = createFileDesk(world));
  [ana, ben, stranger] = [
    await enrol(world, 'Ana Owner', 'SUBSCRIBER'),
    await enrol(world, 'Ben Partner', 'MEMBER'),
    await enrol(world, 'Stan Stranger', 'SUBSCRIBER'),
  ];
  ventureId = await openVenture(ana.api, ana.name, 'Lantern Works');
  await world.settle();
  await join(ben, 'CONTRIBUTOR');
});
afterAll(() => world.close());

async function join(who: Enrolled, role: 'CONTRIBUTOR' | 'CO_OWNER'): Promise<void> {
  const invitation = await ana.api.ventures.invite({ ...at(), body: { email: who.email, role } }, key());
  await who.api.ventures.accept({ params: { invitationId: invitation.id }, body: {} });
  for (const paper of joiningPapers) await signPaper(who.api, who.name, paper, { ventureId });
  await world.settle();
  const { items } = await ana.api.ventures.members(at());
  for (const documentId of items.find((member) => member.userId === who.userId)!.awaitingOwner)
    await signDocument(ana.api, documentId, ana.name);
  await world.settle();
}

const table = (who = ana, date?: string) =>
  who.api.equity.capTable({ ...at(), query: date === undefined ? {} : { date } });
const act = (body: Parameters<Enrolled['api']['equity']['act']>[0]['body'], who = ana) =>
  who.api.equity.act({ ...at(), body }, key());
const propose = (body: Parameters<Enrolled['api']['equity']['propose']>[0]['body'], who = ana) =>
  who.api.equity.propose({ ...at(), body }, key());

async function signedBy(documentId: string, ...people: Enrolled[]): Promise<void> {
  for (const person of people) await signDocument(person.api, documentId, person.name);
  await world.settle();
}

const daysAgo = (days: number) =>
  new Date(world.clock.now().getTime() - days * dayMs).toISOString().slice(0, 10);
const today = () => world.clock.now().toISOString().slice(0, 10);

describe('the framework', () => {
  const parts = { hub: 0, pool: 45_000_000 };

  test('sums to exactly 100 %, with at least 35 % of the owners', async () => {
    const set = (body: object) =>
      ana.api.equity.setUp(
        { ...at(), body: { ...parts, owners: [{ userId: ana.userId, part: 55_000_000 }], ...body } },
        key(),
      );
    await expect(set({ pool: 44_000_000 })).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(
      set({ pool: 66_000_000, owners: [{ userId: ana.userId, part: 34_000_000 }] }),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(set({ hub: 5_000_000, pool: 40_000_000 })).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(set({ owners: [{ userId: stranger.userId, part: 55_000_000 }] })).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(set({ units: '10' })).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('takes effect with the signature and not before', async () => {
    const body = { ...parts, owners: [{ userId: ana.userId, part: 55_000_000 }] };
    const proposal = await ana.api.equity.setUp({ ...at(), body }, key());
    expect(proposal).toMatchObject({ state: 'WAITING', act: 'SET_UP' });
    await expect(table()).rejects.toMatchObject(code('NOT_FOUND'));
    await signedBy(proposal.documentId, ana);
    const { byHolderClass, fullyDiluted, holders, plans } = await table();
    expect(fullyDiluted).toBe('100000000');
    expect(byHolderClass.map(({ holderClass, part }) => `${holderClass} ${part}`)).toEqual([
      'OWNER 0.55',
      'HUB 0',
      'CONTRIBUTOR 0',
      'INVESTOR 0',
      'POOL 0.45',
    ]);
    expect(holders).toMatchObject([{ name: 'Ana Owner', shares: '55000000', vested: '55000000' }]);
    expect(plans).toMatchObject([{ available: '45000000' }]);
    const { items } = await ana.api.equity.proposals({ ...at(), query: {} });
    expect(items[0]).toMatchObject({ state: 'POSTED', effectiveOn: today() });
    await expect(ana.api.equity.setUp({ ...at(), body }, key())).rejects.toMatchObject(
      code('ALREADY_EXISTS'),
    );
  });
});

describe('a grant', () => {
  let benId: string;

  test('is proposed, shown before and after, signed by both, and then in the table', async () => {
    const added = await act({
      act: {
        act: 'ADD_STAKEHOLDER',
        stakeholder: { name: ben.name, kind: 'INDIVIDUAL', userId: ben.userId },
      },
    });
    benId = added.objectIds[0]!;
    const before = await table();
    expect(before.withoutHoldings).toEqual([
      { stakeholderId: benId, name: ben.name, userId: ben.userId, holderClass: 'CONTRIBUTOR' },
    ]);
    expect((await table(ben)).withoutHoldings).toEqual([]);
    const [common, plan, terms] = [before.classes[0]!.id, before.plans[0]!.id, before.terms[0]!.id];
    const grant = {
      act: 'ISSUE',
      classId: common,
      planId: plan,
      stakeholderId: benId,
      shares: '4800000',
      pricePerShare: { amount: '0', currency: 'CAD' },
      termsId: terms,
      vestingStart: daysAgo(400),
    } as const;
    const shown = await ana.api.equity.preview({ ...at(), body: { act: grant } });
    expect(shown.needsConsentOf).toEqual([{ stakeholderId: benId, name: ben.name }]);
    expect(shown.after.find(({ stakeholderId }) => stakeholderId === benId)).toMatchObject({
      shares: '4800000',
      part: '0.048',
    });
    const proposal = await propose({ act: grant });
    await signedBy(proposal.documentId, ana);
    expect((await table()).holders).toHaveLength(1);
    await signedBy(proposal.documentId, ben);
    const after = await table();
    expect(after.holders.find(({ stakeholderId }) => stakeholderId === benId)).toMatchObject({
      shares: '4800000',
      vested: '1300000',
    });
    expect(after.plans[0]).toMatchObject({ reserved: '45000000', available: '40200000' });
    expect(after.fullyDiluted).toBe('100000000');
    const { items } = await ben.api.equity.securities({ ...at(), query: {} });
    expect(items).toMatchObject([{ documentId: proposal.documentId, shares: '4800000' }]);
    expect(items[0]!.schedule[0]).toMatchObject({ shares: '1200000' });
  });

  test('beyond the pool is refused with the figures', async () => {
    const { classes, plans } = await table();
    const body = {
      act: {
        act: 'ISSUE',
        classId: classes[0]!.id,
        planId: plans[0]!.id,
        stakeholderId: benId,
        shares: '40200001',
        pricePerShare: { amount: '0', currency: 'CAD' },
      },
    } as const;
    await expect(propose(body)).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: expect.stringContaining('100,000,001') as string },
    });
  });

  test('that the person declines changes nothing', async () => {
    const { classes, plans } = await table();
    const proposal = await propose({
      act: {
        act: 'ISSUE',
        classId: classes[0]!.id,
        planId: plans[0]!.id,
        stakeholderId: benId,
        shares: '100',
        pricePerShare: { amount: '0', currency: 'CAD' },
      },
    });
    await ben.api.legal.decline({
      params: { documentId: proposal.documentId },
      body: { reason: 'Too little.' },
    });
    await world.settle();
    const { items } = await ana.api.equity.proposals({ ...at(), query: { state: 'REFUSED' } });
    expect(items).toMatchObject([{ id: proposal.id, reason: 'Too little.' }]);
    expect((await table()).plans[0]).toMatchObject({ available: '40200000' });
  });

  test('unvested shares cannot be transferred', async () => {
    const { items } = await ben.api.equity.securities({ ...at(), query: {} });
    const owner = (await table()).holders.find(({ name }) => name === ana.name)!;
    await expect(
      propose({
        act: {
          act: 'TRANSFER',
          securityId: items[0]!.id,
          shares: '1300001',
          toStakeholderId: owner.stakeholderId,
        },
      }),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('gives back what has not vested when the person leaves', async () => {
    await act({ act: { act: 'LEAVE', stakeholderId: benId, note: 'Moved on.' } });
    const after = await table();
    expect(after.holders.find(({ stakeholderId }) => stakeholderId === benId)).toMatchObject({
      shares: '1300000',
      vested: '1300000',
    });
    expect(after.plans[0]).toMatchObject({ available: '43700000' });
    expect(after.fullyDiluted).toBe('100000000');
  });
});

describe('whoever is no part of the venture, or has another role', () => {
  const calls = (who: Enrolled): [string, () => Promise<unknown>][] => {
    const anyId = '01920000-0000-7000-8000-000000000000';
    const note = { act: 'LEAVE', stakeholderId: 'x', note: 'No reason.' } as const;
    const options = {
      act: 'CANCEL',
      securityId: 'x',
      shares: '1',
      note: 'No reason.',
    } as const;
    return [
      ['capTable', () => table(who)],
      ['securities', () => who.api.equity.securities({ ...at(), query: {} })],
      ['entries', () => who.api.equity.entries({ ...at(), query: {} })],
      [
        'setUp',
        () =>
          who.api.equity.setUp(
            { ...at(), body: { pool: 0, owners: [{ userId: who.userId, part: 100_000_000 }] } },
            key(),
          ),
      ],
      ['preview', () => who.api.equity.preview({ ...at(), body: { act: options } })],
      ['propose', () => propose({ act: options }, who)],
      ['proposals', () => who.api.equity.proposals({ ...at(), query: {} })],
      [
        'withdraw',
        () =>
          who.api.equity.withdraw({
            params: { ventureId, proposalId: anyId },
            body: { reason: 'No reason.' },
          }),
      ],
      ['act', () => act({ act: note }, who)],
      ['import', () => who.api.equity.import({ ...at(), body: { fileId: anyId, mode: 'STRICT' } }, key())],
      ['export', () => who.api.equity.export({ ...at(), query: { format: 'OCF' } })],
    ];
  };

  test('a stranger is told that there is nothing', async () => {
    for (const [name, call] of calls(stranger))
      await expect(call(), name).rejects.toMatchObject({
        problem: { code: expect.stringMatching(/^(NOT_FOUND|GATE_BLOCKED|FORBIDDEN)$/) as string },
      });
  });

  test('a contributor sees the classes and the own holding, and nobody else’s', async () => {
    const seen = await table(ben);
    expect(seen).toMatchObject({ holdersShown: false, convertibles: [], rounds: [] });
    expect(seen.holders.map(({ name }) => name)).toEqual([ben.name]);
    const { items } = await ben.api.equity.securities({
      ...at(),
      query: { stakeholderId: (await table()).holders.find(({ name }) => name === ana.name)!.stakeholderId },
    });
    expect(items.every(({ holderName }) => holderName === ben.name)).toBe(true);
    for (const [name, call] of calls(ben).slice(2))
      await expect(call(), name).rejects.toMatchObject({
        problem: { code: expect.stringMatching(/^(FORBIDDEN|GATE_BLOCKED)$/) as string },
      });
  });
});

describe('two proposals for the last units of the pool', () => {
  test('the one that is signed first is entered, the other fails and says why', async () => {
    const { plans, classes, holders } = await table();
    const left = plans[0]!.available;
    const grant = {
      act: 'ISSUE',
      classId: classes[0]!.id,
      planId: plans[0]!.id,
      stakeholderId: holders.find(({ name }) => name === ben.name)!.stakeholderId,
      shares: left,
      pricePerShare: { amount: '0', currency: 'CAD' },
    } as const;
    const [first, second] = [await propose({ act: grant }), await propose({ act: grant })];
    await signedBy(second.documentId, ana, ben);
    await signedBy(first.documentId, ana, ben);
    const { items } = await ana.api.equity.proposals({ ...at(), query: {} });
    const stateOf = (id: string) => items.find((item) => item.id === id);
    expect(stateOf(second.id)).toMatchObject({ state: 'POSTED' });
    expect(stateOf(first.id)).toMatchObject({ state: 'FAILED' });
    expect(stateOf(first.id)!.reason).toContain('authorised');
    expect((await table()).plans[0]).toMatchObject({ available: '0' });
    expect((await table()).fullyDiluted).toBe('100000000');
  });
});

describe('the log', () => {
  test('is never changed, not even by hand', async () => {
    const { db } = world.brain.kernel.database;
    await expect(
      db.updateTable('cap_entries').set({ set_aside: 'x' }).where('venture_id', '=', ventureId).execute(),
    ).rejects.toThrow('never changed');
    await expect(db.deleteFrom('cap_entries').where('venture_id', '=', ventureId).execute()).rejects.toThrow(
      'never changed',
    );
  });

  test('tells in sentences what happened, with the document it rests on', async () => {
    const { items } = await ana.api.equity.entries({ ...at(), query: { limit: 100 } });
    const grant = items.find(({ summary }) => summary.startsWith('Issued 4,800,000'));
    expect(grant?.documentId).toBeTruthy();
    expect(items.at(-1)!.seq).toBe(1);
  });

  test('says on an earlier day what was then', async () => {
    const day = new Date(world.clock.now().getTime() - 5 * dayMs).toISOString().slice(0, 10);
    expect(await table(ana, day)).toMatchObject({ issued: '0', holders: [] });
    await expect(table(ana, '2999-01-01')).rejects.toMatchObject(code('RULE_VIOLATED'));
  });
});

describe('taking the table along, and over', () => {
  test('the export reads back as the same table in another venture', async () => {
    const bytes = await download(ana, `/api/v1/ventures/${ventureId}/cap-table/export?format=OCF`);
    const cleo = await enrol(world, 'Cleo Copy', 'SUBSCRIBER');
    const other = await openVenture(cleo.api, cleo.name, 'Second Lantern');
    await world.settle();
    const fileId = await upload(cleo, 'table.ocf.zip', bytes);
    const at2 = { params: { ventureId: other } };
    const tried = await cleo.api.equity.import(
      { ...at2, body: { fileId, mode: 'STRICT', dryRun: true } },
      key(),
    );
    expect(tried).toMatchObject({ setAside: 0, problems: [], fullyDiluted: '100000000' });
    await cleo.api.equity.import({ ...at2, body: { fileId, mode: 'STRICT' } }, key());
    const [mine, copy] = [await table(), await cleo.api.equity.capTable({ ...at2, query: {} })];
    expect(copy.holders.map(({ name, shares, vested }) => ({ name, shares, vested }))).toEqual(
      mine.holders.map(({ name, shares, vested }) => ({ name, shares, vested })),
    );
    await expect(
      cleo.api.equity.import({ ...at2, body: { fileId, mode: 'STRICT' } }, key()),
    ).rejects.toMatchObject(code('ALREADY_EXISTS'));
  });

  test('a broken line refuses the whole file with its place, or is set aside and exported again', async () => {
    const dora = await enrol(world, 'Dora Csv', 'SUBSCRIBER');
    const third = await openVenture(dora.api, dora.name, 'Third Lantern');
    await world.settle();
    const at3 = { params: { ventureId: third } };
    const csv = [
      'holder,email,holder_type,kind,class_or_plan,security_id,quantity,price,currency,issue_date,vesting_terms,vesting_start',
      'Ada Founder,,INDIVIDUAL,STOCK,Common,S-1,800,0.01,CAD,2025-01-01,,',
      'Bob Founder,,INDIVIDUAL,STOCK,Common,S-2,minus two,0.01,CAD,2025-01-01,,',
    ].join('\n');
    const fileId = await upload(dora, 'holdings.csv', Buffer.from(csv));
    await expect(
      dora.api.equity.import({ ...at3, body: { fileId, mode: 'STRICT' } }, key()),
    ).rejects.toMatchObject({
      problem: {
        code: 'INVALID_INPUT',
        fields: [
          {
            path: 'holdings.csv, line 3, column quantity',
            message: expect.not.stringContaining('holdings.csv') as string,
          },
        ],
      },
    });
    await expect(dora.api.equity.capTable({ ...at3, query: {} })).rejects.toMatchObject(code('NOT_FOUND'));
    const report = await dora.api.equity.import({ ...at3, body: { fileId, mode: 'KEEP' } }, key());
    expect(report.problems).toHaveLength(1);
    const back = await download(dora, `/api/v1/ventures/${third}/cap-table/export?format=CSV`);
    expect(Buffer.from(back).toString('utf8')).toContain('Ada Founder');
  });
});
