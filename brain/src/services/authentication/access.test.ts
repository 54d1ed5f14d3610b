import { createWorld, enrol, type Enrolled, type World, signPaper } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ladder } from '../../engines/security/index.ts';
import { newId } from '../../kernel/ids.ts';
import { enter, eventsOf, expectFail } from './test-browser.ts';

const dayMs = 24 * 60 * 60_000;
const reason = 'as agreed by the board';
let world: World;
let chief: Enrolled;
let member: Enrolled;

/** Gives somebody what a rung asks for, without the ways that lead there. */
async function lift(world: World, userId: string, rung: 9 | 10 | 12): Promise<void> {
  const rungs = new Set<number>();
  const collect = (current: number) => {
    rungs.add(current);
    ladder[current]!.buildsOn.forEach(collect);
  };
  collect(rung);
  await world.brain.kernel.database.transact(async (tx) => {
    for (const { code, tier, ref } of [...rungs].flatMap((one) => ladder[one]!.papers)) {
      await world.brain.security.record(tx, userId, {
        kind: 'PAPER',
        value: code,
        ref: ref ?? 'hub',
        tier: tier ?? 0,
      });
    }
    await world.brain.security.record(tx, userId, { kind: 'SECOND_FACTOR' });
    await world.brain.security.record(tx, userId, { kind: 'APPOINTED', value: String(rung) });
    const row = { id: newId(), user_id: userId, rung, at: world.clock.now(), reason };
    await tx.insertInto('appointments').values(row).execute();
  });
}

beforeAll(async () => {
  world = await createWorld();
  chief = await enrol(world, 'Chief Ames');
  member = await enrol(world, 'Mem Berry', 'MEMBER');
  await lift(world, chief.userId, 12);
});
afterAll(() => world.close());

describe('where one stands', () => {
  test('a new account holds rung 0 and reads what rung 1 asks for, by the papers’ names', async () => {
    const guest = await enrol(world, 'Guest One');
    const { level, levelName, held, next, complianceScore } = await guest.api.access.me({});
    expect({ level, levelName, held, complianceScore }).toEqual({
      level: 0,
      levelName: 'GUEST',
      held: [0],
      complianceScore: null,
    });
    expect(next.map(({ rung }) => rung)).toEqual([1]);
    expect(next[0]!.missingPapers.map(({ code }) => code)).toEqual(['ESCA', 'PPA', 'PNA', 'MNDA', 'STA']);
    expect(next[0]!.missingPapers.find(({ code }) => code === 'MNDA')!.name).toBe(
      'Mutual Non-Disclosure Agreement',
    );
    expect((await guest.api.access.ladder({})).items.map(({ rung }) => rung)).toEqual([0, 1]);
  });

  test('a member scores 100 until a paper ends, and again when it is signed anew', async () => {
    expect(await member.api.access.me({})).toMatchObject({ level: 1, held: [0, 1], complianceScore: 100 });
    const { items } = await member.api.legal.papers({});
    const documentId = items.find((paper) => paper.code === 'PNA')!.documentId!;
    await member.api.legal.withdrawConsent({ params: { documentId }, body: { reason: 'Try it.' } });
    expect((await member.api.access.me({})).complianceScore).toBe(80);
    await signPaper(member.api, member.name, 'PNA');
    expect((await member.api.access.me({})).complianceScore).toBe(100);
  });

  test('an administrator sees the administrative rungs, nobody else does', async () => {
    const { items } = await chief.api.access.ladder({});
    expect(items.map(({ rung }) => rung)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect((await member.api.access.ladder({})).items.every(({ rung }) => rung < 9)).toBe(true);
  });

  test('a gate says whether it would open, and names what is missing', async () => {
    const ventureId = newId();
    const gate = await member.api.access.check({ query: { action: 'JOIN_VENTURE', ventureId } });
    expect(gate).toMatchObject({ gate: 'JOIN_VENTURE', open: false, missingConditions: [] });
    expect(gate.missingPapers.map((paper) => [paper.code, paper.ventureId])).toEqual([
      ['PPNA', ventureId],
      ['IAA', ventureId],
      ['PCA', ventureId],
    ]);
    expect((await member.api.access.check({ query: { action: 'BECOME_MEMBER' } })).open).toBe(true);
    await expectFail(member.api.access.check({ query: { action: 'NO_GATE' as 'UMBRELLA' } }), 'MALFORMED');
  });
});

describe('appointments', () => {
  test('are made and ended by a super administrator, audited and told', async () => {
    const person = await enrol(world, 'Paula Ding');
    const body = { userId: person.userId, rung: 10 as const, reason };
    await expectFail(member.api.access.appoint({ body }), 'FORBIDDEN');
    expect(await chief.api.access.appoint({ body })).toMatchObject({ userId: person.userId, rung: 10 });
    await expectFail(chief.api.access.appoint({ body }), 'ALREADY_EXISTS');
    expect((await person.api.access.me({})).next.map(({ rung }) => rung)).toEqual([1, 10]);
    await expectFail(chief.api.access.appoint({ body: { ...body, userId: newId() } }), 'NOT_FOUND');
    await expectFail(member.api.access.dismiss({ body }), 'FORBIDDEN');
    await chief.api.access.dismiss({ body });
    await expectFail(chief.api.access.dismiss({ body }), 'NOT_FOUND');
    expect((await person.api.access.me({})).next.map(({ rung }) => rung)).toEqual([1]);
    await chief.api.access.appoint({ body });
    const audit = await world.brain.kernel.database.db
      .selectFrom('audit_entries')
      .select('action')
      .where('entity_id', '=', person.userId)
      .where('action', 'like', 'access.%')
      .orderBy('id')
      .execute();
    expect(audit.map(({ action }) => action)).toEqual([
      'access.appointed',
      'access.dismissed',
      'access.appointed',
    ]);
    const told = (await eventsOf(world, 'access.changed')).filter(
      ({ actor_id: actor, data }) =>
        actor === chief.userId && (data as { userId: string }).userId === person.userId,
    );
    expect(told.map(({ data }) => (data as { reason: string }).reason)).toEqual([
      'appointment',
      'appointment',
      'appointment',
    ]);
  });

  test('the last super administrator cannot be dismissed, also not by two at once', async () => {
    const dismiss = (who: Enrolled, whom: Enrolled) =>
      who.api.access.dismiss({ body: { userId: whom.userId, rung: 12, reason } });
    await expectFail(dismiss(chief, chief), 'RULE_VIOLATED');
    const second = await enrol(world, 'Second Chief');
    await lift(world, second.userId, 12);
    const results = await Promise.allSettled([dismiss(chief, second), dismiss(second, chief)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    if (results[1]!.status === 'fulfilled') await lift(world, chief.userId, 12);
  });
});

describe('tier clearance', () => {
  test('lasts 60 days at rung 7 and 30 at rung 8, and can be withdrawn', async () => {
    const clearance = async () =>
      (await world.brain.security.facts(world.brain.kernel.database.db, member.userId)).filter(
        ({ kind }) => kind === 'CLEARANCE',
      );
    const ask = { params: { userId: member.userId } };
    await expectFail(member.api.access.approveClearance({ ...ask, body: { rung: 7, reason } }), 'FORBIDDEN');
    const days = async (rung: 7 | 8) =>
      (new Date(
        (await chief.api.access.approveClearance({ ...ask, body: { rung, reason } })).until,
      ).getTime() -
        world.clock.now().getTime()) /
      dayMs;
    expect([await days(7), await days(8)]).toEqual([60, 30]);
    expect(await clearance()).toHaveLength(2);
    await expectFail(member.api.access.refuseClearance({ ...ask, body: { rung: 7, reason } }), 'FORBIDDEN');
    await chief.api.access.refuseClearance({ ...ask, body: { rung: 7, reason } });
    expect((await clearance()).map(({ value }) => value)).toEqual(['8']);
    await expectFail(
      chief.api.access.approveClearance({ params: { userId: newId() }, body: { rung: 7, reason } }),
      'NOT_FOUND',
    );
  });
});

test('administrative writes ask for a fresh proof of identity', async () => {
  const strict = await createWorld({}, { proven: false });
  const browser = await enter(strict, 'root@example.com');
  await lift(strict, browser.userId!, 12);
  const appoint = () => browser.api.access.appoint({ body: { userId: browser.userId!, rung: 9, reason } });
  await expectFail(appoint(), 'STEP_UP_REQUIRED');
  await browser.stepUp();
  await appoint();
  await strict.close();
});
