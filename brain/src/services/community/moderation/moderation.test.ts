import { randomUUID } from 'node:crypto';
import { createWorld, enrol, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appoint, code, formTeam, key, type Team } from '../../work/test-team.ts';

let world: World;
let team: Team;
let chief: Enrolled;
let second: Enrolled;
const general = '01930000-0000-7000-8000-000000000001';
const reason = 'It breaks the rules of the platform.';

beforeAll(async () => {
  world = await createWorld();
  team = await formTeam(world);
  chief = await enrol(world, 'Chief', 'MEMBER');
  await appoint(world, chief, '12');
});
afterAll(() => world.close());

const say = (who: Enrolled, body: string, channelId = general) =>
  who.api.channels.send({ params: { channelId }, body: { clientId: randomUUID(), body } });
const report = (who: Enrolled, subjectId: string, kind: 'MESSAGE' | 'PROFILE' | 'KUDOS' = 'MESSAGE') =>
  who.api.support.report({ body: { kind, subjectId, reason: 'HARASSMENT', text: 'Look' } }, key());
const queue = async () => (await chief.api.support.cases({ query: { limit: 100 } })).items;
const caseOf = async (subjectId: string) => (await queue()).find((one) => one.subjectId === subjectId)!;
const decide = (who: Enrolled, caseId: string, measure: 'DISMISS' | 'HIDE' | 'WARN' | 'SUSPEND') =>
  who.api.support.decide({ params: { caseId }, body: { measure, reason } });
const appeal = (who: Enrolled, caseId: string) =>
  who.api.support.appeal({ params: { caseId }, body: { text: 'I think it was right.' } });
const settleAppeal = (who: Enrolled, caseId: string, overturn: boolean) =>
  who.api.support.decideAppeal({ params: { caseId }, body: { overturn, reason } });

describe('reports', () => {
  test('join one open case, once a person, and hand over the words that were reported', async () => {
    const said = await say(team.stranger, 'You are all fools');
    await Promise.all([report(team.worker, said.id), report(team.lead, said.id)]);
    await expect(report(team.worker, said.id)).rejects.toMatchObject(code('ALREADY_EXISTS'));
    await expect(report(team.stranger, said.id)).rejects.toMatchObject(code('RULE_VIOLATED'));
    const found = (await queue()).filter(({ subjectId }) => subjectId === said.id);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ excerpt: 'You are all fools', state: 'OPEN' });
    expect(found[0]!.reports).toHaveLength(2);
  });

  test('are made of what one can read', async () => {
    const { items } = await team.owner.api.channels.list({ query: { scopeId: team.ventureId } });
    const inside = await say(team.worker, 'Inside', items[0]!.id);
    for (const who of [team.stranger, team.investor, chief])
      await expect(report(who, inside.id)).rejects.toMatchObject(code('NOT_FOUND'));
    await report(team.lead, inside.id);
    for (const kind of ['MESSAGE', 'KUDOS', 'PROFILE'] as const)
      await expect(report(team.lead, randomUUID().replace(/^(.{14})./, '$17'), kind)).rejects.toMatchObject(
        code('NOT_FOUND'),
      );
  });

  test('and the queue are for the hub alone', async () => {
    const params = { caseId: (await queue())[0]!.id };
    for (const { api } of [team.stranger, team.owner]) {
      const refused = [
        api.support.cases({ query: {} }),
        api.support.decide({ params, body: { measure: 'WARN', reason } }),
        api.support.decideAppeal({ params, body: { overturn: true, reason } }),
      ];
      for (const one of await Promise.allSettled(refused))
        expect(one).toMatchObject({ reason: code('FORBIDDEN') });
    }
    await expect(appeal(team.owner, params.caseId)).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await team.owner.api.support.reports({ query: {} })).items).toEqual([]);
  });
});

describe('a decision', () => {
  test('hides, is told with its reason, and can be appealed once', async () => {
    const said = await say(team.worker, 'Buy my watches');
    await report(team.lead, said.id);
    const { id } = await caseOf(said.id);
    await expect(
      chief.api.support.decide({ params: { caseId: id }, body: { measure: 'HIDE', reason: 'No' } }),
    ).rejects.toMatchObject(code('MALFORMED'));
    expect((await decide(chief, id, 'HIDE')).state).toBe('DECIDED');
    const look = async () => team.lead.api.channels.message({ params: { messageId: said.id } });
    expect(await look()).toMatchObject({ gone: 'MODERATED', body: '' });
    await world.settle();
    const told = await team.worker.api.notifications.list({ query: { type: 'moderation.decided' } });
    expect(told.items[0]!.text).toContain(reason);
    const reports = await team.lead.api.support.reports({ query: {} });
    expect(reports.items.find(({ subjectId }) => subjectId === said.id)!.outcome).toBe('ACTED');
    await expect(appeal(team.lead, id)).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await appeal(team.worker, id)).state).toBe('APPEALED');
    await expect(appeal(team.worker, id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const settled = await settleAppeal(chief, id, true);
    expect(settled).toMatchObject({ state: 'CLOSED', overturned: true });
    expect(await look()).toMatchObject({ gone: null, body: 'Buy my watches' });
    await expect(appeal(team.worker, id)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('is looked at again by somebody else, where there is one', async () => {
    second = await enrol(world, 'Second Chief', 'MEMBER');
    await appoint(world, second, '12');
    const said = await say(team.worker, 'Something rude');
    await report(team.lead, said.id);
    const { id } = await caseOf(said.id);
    await decide(chief, id, 'WARN');
    await appeal(team.worker, id);
    await expect(settleAppeal(chief, id, false)).rejects.toMatchObject(code('FORBIDDEN'));
    await world.settle();
    const waiting = async (who: Enrolled) =>
      (await who.api.notifications.list({ query: { type: 'support.waiting', limit: 100 } })).items.filter(
        ({ title }) => title.includes('appealed'),
      ).length;
    // Whoever decided has nothing to do here; before there was another one, it was theirs.
    expect([await waiting(second), await waiting(chief)]).toEqual([1, 1]);
    expect(await settleAppeal(second, id, false)).toMatchObject({ overturned: false });
    const own = await say(chief, 'By an administrator');
    await report(team.lead, own.id);
    await expect(decide(chief, (await caseOf(own.id)).id, 'DISMISS')).rejects.toMatchObject(
      code('FORBIDDEN'),
    );
  });

  test('is made once, however many administrators decide at the same moment', async () => {
    const said = await say(team.worker, 'Decided twice');
    await report(team.lead, said.id);
    const { id } = await caseOf(said.id);
    const results = await Promise.allSettled([decide(chief, id, 'WARN'), decide(second, id, 'DISMISS')]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('suspends, and whoever is suspended may still appeal; overturned, the account is back', async () => {
    const rogue = await enrol(world, 'Rogue Member', 'MEMBER');
    const said = await say(rogue, 'Send me your passwords');
    await report(team.lead, said.id);
    const { id } = await caseOf(said.id);
    await decide(chief, id, 'SUSPEND');
    await expect(say(rogue, 'Hello?')).rejects.toMatchObject(code('ACCOUNT_SUSPENDED'));
    const [decision] = (await rogue.api.support.decisions({ query: {} })).items;
    expect(decision).toMatchObject({ measure: 'SUSPEND', reason, rights: ['appeal'] });
    await appeal(rogue, id);
    await settleAppeal(second, id, true);
    await say(rogue, 'Thank you');
    const history = await world.brain.kernel.database.db
      .selectFrom('audit_entries')
      .select('action')
      .where('entity_id', '=', id)
      .orderBy('id')
      .execute();
    expect(history.map(({ action }) => action)).toEqual([
      'moderation-case.decide',
      'moderation-case.appeal',
      'moderation-case.overturn',
    ]);
  });

  test('cannot be appealed after 30 days, nor when nothing was done', async () => {
    const [late, fine] = [await say(team.worker, 'Late appeal'), await say(team.worker, 'All fine')];
    for (const { id } of [late, fine]) await report(team.lead, id);
    const [lateCase, fineCase] = [await caseOf(late.id), await caseOf(fine.id)];
    await decide(chief, lateCase.id, 'WARN');
    await decide(chief, fineCase.id, 'DISMISS');
    await expect(appeal(team.worker, fineCase.id)).rejects.toMatchObject(code('NOT_FOUND'));
    world.clock.advance(31 * dayMs);
    await expect(appeal(team.worker, lateCase.id)).rejects.toMatchObject(code('RULE_VIOLATED'));
  });
});
