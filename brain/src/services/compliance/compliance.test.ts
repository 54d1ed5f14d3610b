import { openVenture, type Enrolled } from '@smartstart/testkit';
import { addDays, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { dueByPapers, rules, scoreOf, states, type Decision } from './policy.ts';
import { createOffice, refusal, type Office } from './test-office.ts';

let office: Office;
let lawyer: Enrolled;
let guard: Enrolled;
let chief: Enrolled;

beforeAll(async () => {
  office = await createOffice();
  lawyer = await office.administrator('11');
  guard = await office.administrator('10');
  chief = await office.administrator('12');
});
afterAll(() => office.close());

const decide = (
  by: Enrolled,
  userId: string,
  event: Decision,
  more: { plan?: string; deadline?: string } = {},
) =>
  by.api.compliance.decide({
    params: { userId },
    body: { event, reason: `Because of ${event}.`, ...more },
  });
const audit = (by: Enrolled, userId: string) =>
  by.api.compliance.openAudit({ body: { userId, reason: 'A random check.' } });
const stateOf = async (person: Enrolled) => (await person.api.compliance.mine({})).state;
const inDays = (days: number) => addDays(office.clock.now(), days).toISOString();
/** A case as it stands after these decisions of the legal administrator. */
async function caseAfter(name: string, ...events: Decision[]): Promise<Enrolled> {
  const person = await office.member(name);
  for (const event of events)
    await decide(
      lawyer,
      person.userId,
      event,
      event === 'PLAN_AGREED' ? { plan: 'Put it right.', deadline: inDays(20) } : {},
    );
  return person;
}

describe('the state machine', () => {
  test('is the same table in the code and in the database', async () => {
    const { db, database } = office;
    const userId = newId();
    await db
      .insertInto('compliance_standings')
      .values({ user_id: userId, state: 'COMPLIANT', since: office.clock.now() })
      .execute();
    const listed = new Set(Object.values(rules).flatMap(({ from, to }) => from.map((one) => `${one} ${to}`)));
    for (const from of states) {
      for (const to of states) {
        if (from === to) continue;
        await database.pool.query(
          'alter table compliance_standings disable trigger compliance_standings_guard',
        );
        await database.pool.query('update compliance_standings set state = $1 where user_id = $2', [
          from,
          userId,
        ]);
        await database.pool.query(
          'alter table compliance_standings enable trigger compliance_standings_guard',
        );
        const moved = await db
          .updateTable('compliance_standings')
          .set({ state: to })
          .where('user_id', '=', userId)
          .execute()
          .then(
            () => true,
            () => false,
          );
        expect(moved, `${from} → ${to}`).toBe(listed.has(`${from} ${to}`));
      }
    }
    await expect(
      db
        .insertInto('compliance_standings')
        .values({ user_id: newId(), state: 'AUDIT', since: office.clock.now() })
        .execute(),
    ).rejects.toThrow('begins compliant');
    await expect(db.deleteFrom('compliance_steps').execute()).rejects.toThrow('append-only');
    await db.deleteFrom('compliance_standings').where('user_id', '=', userId).execute();
  });

  test('ends in a state in which nothing is due, whatever the papers say', () => {
    for (const state of states) {
      for (const missing of [0, 3]) {
        let now = state;
        for (let step = 0; step < 4; step++) {
          const event = dueByPapers(now, missing);
          if (!event) break;
          expect(rules[event].from).toContain(now);
          now = rules[event].to;
        }
        expect(dueByPapers(now, missing), `${state} with ${missing} missing`).toBeNull();
      }
    }
    expect([scoreOf(0, 0), scoreOf(3, 2), scoreOf(1000, 999), scoreOf(4, 4)]).toEqual([null, 66, 99, 100]);
  });
});

describe('papers', () => {
  test('a guest has no case, a member is compliant, a lapse asks for action, and signing again settles it', async () => {
    const guest = await office.guest('Gus Guest');
    expect(await guest.api.compliance.mine({})).toMatchObject({
      state: 'COMPLIANT',
      score: null,
      missing: 0,
      held: false,
      history: [],
    });
    const ada = await office.member('Ada Member');
    await office.world.settle();
    expect(await ada.api.compliance.mine({})).toMatchObject({ state: 'COMPLIANT', score: 100 });
    office.clock.advance(366 * dayMs);
    await office.run('expire-papers');
    expect(await ada.api.compliance.mine({})).toMatchObject({
      state: 'ACTION_REQUIRED',
      score: 20,
      missing: 4,
    });
    await office.sign(ada, 'PPA');
    await office.world.settle();
    expect(await ada.api.compliance.mine({})).toMatchObject({ state: 'ACTION_REQUIRED', score: 40 });
    for (const code of ['PNA', 'MNDA', 'STA']) await office.sign(ada, code);
    await office.world.settle();
    const mine = await ada.api.compliance.mine({});
    expect(mine).toMatchObject({ state: 'COMPLIANT', score: 100, missing: 0 });
    expect(mine.history.map(({ event, actorName }) => [event, actorName])).toEqual([
      ['PAPERS_MISSING', null],
      ['PAPERS_SIGNED', null],
      ['CHECK_PASSED', null],
    ]);
    const seen = (await office.events('compliance.changed')).filter((data) => data['userId'] === ada.userId);
    expect(seen.map((data) => data['to'])).toEqual(['ACTION_REQUIRED', 'CHECKING', 'COMPLIANT']);
    const { rows } = await office.database.pool.query<{ action: string }>(
      `select action from audit_entries where entity_id = $1 and action like 'compliance.%' order by id`,
      [ada.userId],
    );
    expect(rows.map((row) => row.action)).toEqual([
      'compliance.papers-missing',
      'compliance.papers-signed',
      'compliance.check-passed',
    ]);
  });

  test('what events did not tell is found by the daily sweep', async () => {
    const ada = await office.member('Sweep Member');
    await office.world.settle();
    await office.db.deleteFrom('compliance_standings').where('user_id', '=', ada.userId).execute();
    await office.run('settle-compliance');
    const { items } = await lawyer.api.compliance.people({ query: { limit: 100, state: 'COMPLIANT' } });
    expect(items.find((item) => item.userId === ada.userId)).toMatchObject({
      score: 100,
      state: 'COMPLIANT',
    });
  });
});

describe('decisions', () => {
  test('an audit is passed, or ends in a finding', async () => {
    const [ada, ben] = [await office.member('Audit Ada'), await office.member('Audit Ben')];
    expect(await audit(lawyer, ada.userId)).toMatchObject({ state: 'AUDIT', name: 'Audit Ada' });
    expect(await refusal(audit(lawyer, ada.userId))).toBe('ILLEGAL_TRANSITION');
    expect(await decide(lawyer, ada.userId, 'PASSED')).toMatchObject({ state: 'COMPLIANT' });
    await audit(chief, ben.userId);
    expect(await decide(lawyer, ben.userId, 'FINDING')).toMatchObject({
      state: 'VIOLATION',
      deadline: inDays(10),
    });
    expect(await office.told(ben)).toContain('Your compliance: violation confirmed');
    const { history } = await lawyer.api.compliance.person({ params: { userId: ben.userId } });
    expect(history.map((step) => [step.from, step.to, step.reason])).toEqual([
      ['COMPLIANT', 'AUDIT', 'A random check.'],
      ['AUDIT', 'VIOLATION', 'Because of FINDING.'],
    ]);
  });

  test('a plan that is done ends in a check of the papers', async () => {
    const ada = await caseAfter('Plan Ada', 'VIOLATION_CONFIRMED');
    expect(await refusal(decide(lawyer, ada.userId, 'PLAN_AGREED'))).toBe('RULE_VIOLATED');
    expect(
      await refusal(decide(lawyer, ada.userId, 'PLAN_AGREED', { plan: 'Later.', deadline: inDays(-1) })),
    ).toBe('RULE_VIOLATED');
    expect(await refusal(decide(lawyer, ada.userId, 'CRITICAL', { plan: 'A plan.' }))).toBe('RULE_VIOLATED');
    const agreed = await decide(lawyer, ada.userId, 'PLAN_AGREED', {
      plan: 'Delete the copies.',
      deadline: inDays(20),
    });
    expect(agreed).toMatchObject({
      state: 'REMEDIATION',
      plan: 'Delete the copies.',
      deadline: inDays(20),
    });
    expect(await decide(lawyer, ada.userId, 'PLAN_DONE')).toMatchObject({
      state: 'COMPLIANT',
      plan: null,
      deadline: null,
    });
  });

  test('ten days without a plan, and a deadline that is over, escalate by themselves', async () => {
    const [slow, late] = [
      await caseAfter('Slow Person', 'VIOLATION_CONFIRMED'),
      await caseAfter('Late Person', 'VIOLATION_CONFIRMED', 'PLAN_AGREED'),
    ];
    office.clock.advance(10 * dayMs - 1000);
    await office.run('escalate-compliance');
    expect([await stateOf(slow), await stateOf(late)]).toEqual(['VIOLATION', 'REMEDIATION']);
    office.clock.advance(1000);
    await office.run('escalate-compliance');
    expect([await stateOf(slow), await stateOf(late)]).toEqual(['ESCALATED', 'REMEDIATION']);
    office.clock.advance(10 * dayMs);
    await office.run('escalate-compliance');
    expect(await late.api.compliance.mine({})).toMatchObject({ state: 'ESCALATED', plan: 'Put it right.' });
    expect(await office.told(late)).toContain('Your compliance: escalated');
    expect((await slow.api.compliance.mine({})).history.at(-1)).toMatchObject({
      event: 'NO_PLAN',
      actorName: null,
    });
    expect(await decide(lawyer, late.userId, 'SETTLED')).toMatchObject({ state: 'COMPLIANT' });
  });

  test('a suspension suspends the account, conditions met give it back, and the end bans it', async () => {
    const ada = await caseAfter('Susan Suspended', 'VIOLATION_CONFIRMED', 'CRITICAL');
    expect(await decide(guard, ada.userId, 'SUSPEND')).toMatchObject({ state: 'SUSPENDED' });
    expect((await ada.api.users.me({})).status).toBe('SUSPENDED');
    expect(await stateOf(ada)).toBe('SUSPENDED');
    expect(await refusal(decide(guard, ada.userId, 'CONDITIONS_MET'))).toBe('FORBIDDEN');
    expect(await decide(lawyer, ada.userId, 'CONDITIONS_MET')).toMatchObject({ state: 'COMPLIANT' });
    expect((await ada.api.users.me({})).status).toBe('ACTIVE');

    for (const event of ['VIOLATION_CONFIRMED', 'CRITICAL', 'SUSPEND'] as const)
      await decide(lawyer, ada.userId, event);
    expect(await refusal(decide(lawyer, ada.userId, 'TERMINATE'))).toBe('FORBIDDEN');
    expect(await decide(chief, ada.userId, 'TERMINATE')).toMatchObject({ state: 'TERMINATED' });
    expect(await refusal(ada.api.users.me({}))).toBe('UNAUTHENTICATED');
    expect(await refusal(decide(chief, ada.userId, 'SETTLED'))).toBe('ILLEGAL_TRANSITION');
  });

  test('a suspension for another reason outlives the case', async () => {
    const ada = await caseAfter('Double Suspended', 'VIOLATION_CONFIRMED', 'CRITICAL');
    await guard.api.users.suspend({ params: { userId: ada.userId }, body: { reason: 'Stolen password.' } });
    await decide(lawyer, ada.userId, 'SUSPEND');
    expect(await decide(lawyer, ada.userId, 'CONDITIONS_MET')).toMatchObject({ state: 'COMPLIANT' });
    expect((await ada.api.users.me({})).status).toBe('SUSPENDED');
  });

  test('papers that are missing when a case ends ask for action', async () => {
    const ada = await caseAfter('Lapsed Case', 'VIOLATION_CONFIRMED', 'PLAN_AGREED');
    const { items } = await ada.api.legal.documents({ query: { limit: 100 } });
    const ppa = items.find((item) => item.code === 'PPA')!;
    await ada.api.legal.withdrawConsent({
      params: { documentId: ppa.id },
      body: { reason: 'I do not agree any longer.' },
    });
    await office.world.settle();
    expect(await ada.api.compliance.mine({})).toMatchObject({ state: 'REMEDIATION', score: 80, missing: 1 });
    expect(await decide(lawyer, ada.userId, 'PLAN_DONE')).toMatchObject({ state: 'ACTION_REQUIRED' });
  });

  test('who may decide what is read from the table', async () => {
    const ada = await office.member('Table Ada');
    const events = Object.keys(rules) as (keyof typeof rules)[];
    for (const event of events.filter(
      (one) => rules[one].by.length && one !== 'AUDIT_OPENED',
    ) as Decision[]) {
      const allowed = rules[event].by;
      for (const [admin, rung] of [
        [guard, 10],
        [lawyer, 11],
      ] as const) {
        if (allowed.includes(rung)) continue;
        expect(await refusal(decide(admin, ada.userId, event)), `${event} by ${rung}`).toBe('FORBIDDEN');
      }
    }
    expect(await refusal(decide(lawyer, lawyer.userId, 'VIOLATION_CONFIRMED'))).toBe('FORBIDDEN');
    expect(await refusal(decide(lawyer, chief.userId, 'VIOLATION_CONFIRMED'))).toBe('FORBIDDEN');
    expect(await refusal(decide(lawyer, newId(), 'VIOLATION_CONFIRMED'))).toBe('NOT_FOUND');
    expect(await refusal(audit(lawyer, newId()))).toBe('NOT_FOUND');
  });

  test('of two decisions at once one is taken', async () => {
    const ada = await caseAfter('Raced Ada', 'VIOLATION_CONFIRMED');
    const results = await Promise.all([
      refusal(decide(lawyer, ada.userId, 'PLAN_AGREED', { plan: 'A plan.', deadline: inDays(5) })),
      refusal(decide(chief, ada.userId, 'CRITICAL')),
    ]);
    expect(results.toSorted()).toEqual(['ILLEGAL_TRANSITION', 'NOT REFUSED']);
    expect((await ada.api.compliance.mine({})).history).toHaveLength(2);
    // Also when there is no case yet.
    const ben = await office.member('Raced Ben');
    const both = await Promise.all([refusal(audit(lawyer, ben.userId)), refusal(audit(chief, ben.userId))]);
    expect(both.toSorted()).toEqual(['ILLEGAL_TRANSITION', 'NOT REFUSED']);
  });

  test('asks for a fresh proof of identity', async () => {
    const ada = await office.member('Proof Ada');
    office.security.onStepUp(() => Promise.resolve(null));
    expect(await refusal(audit(lawyer, ada.userId))).toBe('STEP_UP_REQUIRED');
    office.security.onStepUp(() => Promise.resolve(office.clock.now()));
  });
});

describe('strangers', () => {
  test('members and guests learn nothing of others', async () => {
    const [ada, eve] = [await office.member('Seen Ada'), await office.member('Eve Stranger')];
    const { compliance } = eve.api;
    const params = { userId: ada.userId };
    expect(await refusal(compliance.person({ params }))).toBe('FORBIDDEN');
    expect(await refusal(compliance.people({ query: {} }))).toBe('FORBIDDEN');
    expect(await refusal(audit(eve, ada.userId))).toBe('FORBIDDEN');
    expect(await refusal(decide(eve, ada.userId, 'VIOLATION_CONFIRMED'))).toBe('FORBIDDEN');
    expect(await refusal(compliance.report({}))).toBe('FORBIDDEN');
    expect(await refusal(guard.api.compliance.person({ params }))).toBe('FORBIDDEN');
    expect(await refusal(lawyer.api.compliance.person({ params: { userId: newId() } }))).toBe('NOT_FOUND');
  });

  test('the list goes page by page, the worst first', async () => {
    const seen: { userId: string; state: string }[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await lawyer.api.compliance.people({ query: { limit: 3, ...(cursor ? { cursor } : {}) } });
      seen.push(...page.items);
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(new Set(seen.map((one) => one.userId)).size).toBe(seen.length);
    const order = [
      'ESCALATED',
      'VIOLATION',
      'REMEDIATION',
      'AUDIT',
      'SUSPENDED',
      'ACTION_REQUIRED',
      'CHECKING',
      'COMPLIANT',
      'TERMINATED',
    ];
    const ranks = seen.map((one) => order.indexOf(one.state));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(await refusal(lawyer.api.compliance.people({ query: { cursor: 'bm90IGEgY3Vyc29y' } }))).toBe(
      'MALFORMED',
    );
  });
});

describe('a venture', () => {
  test('its managers see who has signed what; others cannot tell that it is there', async () => {
    const owner = await office.subscriber('Olga Owner');
    const ventureId = await openVenture(owner.api, owner.name, 'Compliant Venture');
    await office.world.settle();
    const params = { ventureId };
    const seen = await owner.api.compliance.venture({ params });
    expect(seen.people).toHaveLength(1);
    expect(seen.people[0]).toMatchObject({ name: 'Olga Owner', role: 'OWNER' });
    expect(seen.people[0]!.papers).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'PPNA', status: 'SIGNED' })]),
    );
    expect(seen.score).toBe(100);
    const stranger = await office.member('Venture Stranger');
    expect(await refusal(stranger.api.compliance.venture({ params }))).toBe('NOT_FOUND');
    expect(await refusal(lawyer.api.compliance.venture({ params }))).toBe('NOT_FOUND');
    expect(await refusal(owner.api.compliance.venture({ params: { ventureId: newId() } }))).toBe('NOT_FOUND');
    expect(await owner.api.compliance.mine({})).toMatchObject({ state: 'COMPLIANT', score: 100 });
  });
});
