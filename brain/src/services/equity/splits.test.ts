import {
  createWorld,
  enrol,
  openVenture,
  signDocument,
  type Enrolled,
  type World,
} from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, formTeam, key, type Team } from '../work/test-team.ts';

let world: World;
let team: Team;

beforeAll(async () => {
  world = await createWorld();
  // Contributions of a month are approved within it, however long the tests take.
  world.clock.advance(msUntil(monthAfter(monthNow(), 1)) + dayMs);
  team = await formTeam(world);
  // The months below are more than papers of a venture are good for.
  await world.brain.kernel.database.db.updateTable('access_facts').set({ until: null }).execute();
});
afterAll(() => world.close());

const at = () => ({ ventureId: team.ventureId });
const monthNow = () => world.clock.now().toISOString().slice(0, 7);
const msUntil = (month: string) => Date.parse(`${month}-01T00:00:00Z`) - world.clock.now().getTime();

function monthAfter(month: string, months: number): string {
  const day = new Date(`${month}-01T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 7);
}

/** Goes to the second day of the next month. */
function nextMonth(): string {
  const month = monthAfter(monthNow(), 1);
  world.clock.advance(msUntil(month) + dayMs);
  return month;
}

async function begin(): Promise<void> {
  const { owner } = team;
  const body = {
    model: 'DYNAMIC' as const,
    pool: 45_000_000,
    owners: [{ userId: owner.userId, part: 55_000_000 }],
  };
  const { documentId } = await owner.api.equity.setUp({ params: at(), body }, key());
  await sign(documentId, owner);
}

async function sign(documentId: string, ...people: Enrolled[]): Promise<void> {
  for (const person of people) await signDocument(person.api, documentId, person.name);
  await world.settle();
}

/** A task from the idea to the approval: story points × quality ÷ 5 points. */
async function contribute(who: Enrolled, points: number, quality: number, reviewer = team.lead) {
  const task = await team.lead.api.work.createTask(
    { params: at(), body: { title: 'Build it', assigneeId: who.userId } },
    key(),
  );
  const params = { ...at(), taskId: task.id };
  for (const event of ['start', 'hand-in'] as const) await who.api.work.stepTask({ params, body: { event } });
  const { id } = await who.api.work.fileContribution(
    { params: at(), body: { taskId: task.id, effortMinutes: 60, impact: 3, proposedPoints: points } },
    key(),
  );
  await reviewer.api.work.reviewContribution({
    params: { contributionId: id },
    body: { decision: 'APPROVE', quality, collaboration: 4 },
  });
  return id;
}

const preview = (month: string, who = team.owner) =>
  who.api.contributionSplits.preview({ params: { ...at(), month } });
const months = (who = team.owner) => who.api.contributionSplits.months({ params: at(), query: {} });
const table = () => team.owner.api.equity.capTable({ params: at(), query: {} });
const grantsIn = ({ lines }: Awaited<ReturnType<typeof preview>>) =>
  lines.filter(({ units }) => units !== '0').map(({ userId, units }) => ({ userId, units }));
const told = async (who: Enrolled) =>
  (await who.api.notifications.list({ query: {} })).items.filter(({ type }) => type === 'equity.proposal');
const propose = async (month: string, who = team.owner) =>
  who.api.contributionSplits.propose(
    { params: { ...at(), month }, body: { grants: grantsIn(await preview(month)) } },
    key(),
  );

describe('a month of a dynamic model', () => {
  let first: string;

  test('is split to the unit over the points approved in it, once it is over', async () => {
    await begin();
    first = monthNow();
    await contribute(team.worker, 5, 4);
    await contribute(team.worker, 3, 5);
    await contribute(team.lead, 8, 3, team.owner);
    // An owner has units of another class, and none from the pool.
    await contribute(team.owner, 2, 5);
    const running = await preview(first);
    expect(running).toMatchObject({ state: 'RUNNING', obstacles: ['MONTH_NOT_OVER'] });
    await expect(propose(first)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    nextMonth();
    const shown = await preview(first);
    // 45,000,000 ÷ 48 = 937,500; 7 and 4.8 of 11.8 points.
    expect(shown).toMatchObject({
      state: 'OPEN',
      model: 'DYNAMIC',
      budget: '937500',
      units: '937500',
      unallocated: '0',
      points: '11.8',
      leftOut: [{ userId: team.owner.userId, name: team.owner.name, points: '2', why: 'OWNER' }],
      pool: { initial: '45000000', available: '45000000', months: 48, number: 1 },
      vesting: '48 months, cliff of 12',
      obstacles: [],
    });
    const byPerson = new Map(shown.lines.map((line) => [line.userId, line]));
    expect(byPerson.get(team.worker.userId)).toMatchObject({
      points: '7',
      latePoints: '0',
      units: String(Math.floor((937_500 * 70) / 118)),
    });
    expect(byPerson.get(team.lead.userId)).toMatchObject({ points: '4.8' });
    expect(shown.lines.reduce((sum, { units }) => sum + BigInt(units), 0n)).toBe(937_500n);
    expect((await months()).items).toMatchObject([
      { month: monthNow(), state: 'RUNNING', points: '0' },
      { month: first, state: 'OPEN', points: '11.8', people: 2, budget: '937500', units: null },
    ]);
  });

  test('is proposed once, however many confirm it at the same time, and as it was shown', async () => {
    const grants = grantsIn(await preview(first));
    const confirm = (change: object[]) =>
      team.owner.api.contributionSplits.propose(
        { params: { ...at(), month: first }, body: { grants: change as typeof grants } },
        key(),
      );
    await expect(confirm(grants.slice(1))).rejects.toMatchObject(code('CONFLICT'));
    await expect(confirm(grants.map((one) => ({ ...one, units: '1' })))).rejects.toMatchObject(
      code('CONFLICT'),
    );
    const outcomes = await Promise.allSettled([confirm(grants), confirm(grants), confirm(grants)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(code('ALREADY_EXISTS'));
    await world.settle();
    expect(await told(team.worker)).toMatchObject([
      { title: 'The cap table of Workshop is to change', text: expect.stringContaining(first) as string },
    ]);
    expect(await told(team.investor)).toEqual([]);
    const shown = await preview(first);
    expect(shown).toMatchObject({ state: 'WAITING', units: '937500', obstacles: ['ALREADY_PROPOSED'] });
    const { items } = await team.owner.api.equity.proposals({ params: at(), query: { state: 'WAITING' } });
    expect(items).toMatchObject([{ id: shown.proposal!.id, act: 'CONTRIBUTION_SPLIT' }]);
  });

  test('takes effect with the last signature, as grants that vest', async () => {
    const { proposal } = await preview(first);
    await sign(proposal!.documentId, team.owner, team.worker);
    expect((await table()).holders).toHaveLength(1);
    await sign(proposal!.documentId, team.lead);
    const { holders, plans, byHolderClass } = await table();
    expect(holders.filter(({ holderClass }) => holderClass === 'CONTRIBUTOR')).toHaveLength(2);
    expect(holders.find(({ userId }) => userId === team.worker.userId)).toMatchObject({
      shares: String(Math.floor((937_500 * 70) / 118)),
      vested: '0',
    });
    expect(plans).toMatchObject([{ available: String(45_000_000 - 937_500) }]);
    expect(byHolderClass.find(({ holderClass }) => holderClass === 'CONTRIBUTOR')).toMatchObject({
      shares: '937500',
    });
    expect((await told(team.lead))[0]).toMatchObject({
      title: 'The cap table of Workshop has changed',
      link: `/ventures/${team.ventureId}/equity`,
    });
    const { items } = await team.worker.api.equity.securities({ params: at(), query: {} });
    expect(items[0]!.schedule).toHaveLength(37);
    expect(items[0]!.documentId).toBe(proposal!.documentId);
    expect(await preview(first)).toMatchObject({ state: 'GRANTED', obstacles: ['ALREADY_GRANTED'] });
    await expect(propose(first)).rejects.toMatchObject(code('ALREADY_EXISTS'));
  });

  test('that nobody contributed to keeps its budget in the pool', async () => {
    const empty = monthNow();
    nextMonth();
    expect(await preview(empty)).toMatchObject({ state: 'NO_POINTS', obstacles: ['NO_POINTS'], units: '0' });
    await expect(
      team.owner.api.contributionSplits.propose(
        {
          params: { ...at(), month: empty },
          body: { grants: [{ userId: team.worker.userId, units: '5' }] },
        },
        key(),
      ),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('is free again when somebody declines, the owner takes it back, or time runs out', async () => {
    const month = monthNow();
    await contribute(team.worker, 5, 5);
    nextMonth();
    const declined = await propose(month);
    await team.worker.api.legal.decline({
      params: { documentId: declined.documentId },
      body: { reason: 'Too few.' },
    });
    await world.settle();
    expect(await preview(month)).toMatchObject({ state: 'OPEN', proposal: { state: 'REFUSED' } });
    const taken = await propose(month);
    await team.owner.api.equity.withdraw({
      params: { ...at(), proposalId: taken.id },
      body: { reason: 'A mistake.' },
    });
    expect(await preview(month)).toMatchObject({ state: 'OPEN', proposal: { state: 'WITHDRAWN' } });
    await propose(month);
    world.clock.advance(15 * dayMs);
    await world.brain.kernel.jobs.run('expire-signing', {});
    await world.settle();
    expect(await preview(month)).toMatchObject({ state: 'OPEN', proposal: { state: 'EXPIRED' } });
    const { documentId } = await propose(month);
    await sign(documentId, team.owner, team.worker);
    expect(await preview(month)).toMatchObject({ state: 'GRANTED' });
  });

  test('counts what was approved too late for a month that is split, once', async () => {
    const [month, late] = [monthNow(), await contribute(team.lead, 5, 5, team.owner)];
    await contribute(team.worker, 5, 5);
    // As if the review had been stamped in the month before and was committed after its split.
    await world.brain.kernel.database.db
      .updateTable('work_contributions')
      .set({ reviewed_at: new Date(`${monthAfter(month, -1)}-28T23:59:59Z`) })
      .where('id', '=', late)
      .execute();
    nextMonth();
    const shown = await preview(month);
    expect(shown).toMatchObject({ points: '10', units: '937500' });
    expect(shown.lines.find(({ userId }) => userId === team.lead.userId)).toMatchObject({
      points: '5',
      latePoints: '5',
      units: '468750',
    });
    const { documentId } = await propose(month);
    // In the split that waits, it counts in no other.
    expect(await preview(monthNow())).toMatchObject({ points: '0' });
    await sign(documentId, team.owner, team.lead, team.worker);
    expect(await preview(month)).toMatchObject({ state: 'GRANTED' });
  });

  test('leaves the points of a member whose papers have lapsed for the split after they are renewed', async () => {
    const month = monthNow();
    await contribute(team.worker, 5, 5);
    await contribute(team.lead, 5, 5, team.owner);
    nextMonth();
    await lapse(team.worker, 'LAPSED');
    expect(await preview(month)).toMatchObject({
      lines: [{ userId: team.lead.userId, units: '937500' }],
      leftOut: [{ userId: team.worker.userId, points: '5', why: 'NOT_ACTIVE' }],
    });
    const { documentId } = await propose(month);
    await sign(documentId, team.owner, team.lead);
    expect(await preview(month)).toMatchObject({ state: 'GRANTED' });
    await lapse(team.worker, 'ACTIVE');
    expect(await preview(monthNow())).toMatchObject({
      lines: [{ userId: team.worker.userId, points: '5', latePoints: '5' }],
    });
  });

  test('comes to nothing when somebody has left before the last signature', async () => {
    const month = monthNow();
    await contribute(team.lead, 5, 5, team.owner);
    nextMonth();
    const { documentId } = await propose(month);
    await sign(documentId, team.owner, team.lead);
    await lapse(team.worker, 'LAPSED');
    await sign(documentId, team.worker);
    expect(await preview(month)).toMatchObject({
      state: 'OPEN',
      proposal: { state: 'FAILED', reason: expect.stringContaining('does not take part') as string },
    });
    await lapse(team.worker, 'ACTIVE');
    expect((await preview(month)).lines).toHaveLength(2);
  });
});

async function lapse({ userId }: Enrolled, state: 'ACTIVE' | 'LAPSED'): Promise<void> {
  await world.brain.kernel.database.db
    .updateTable('venture_members')
    .set({ state })
    .where('user_id', '=', userId)
    .where('venture_id', '=', team.ventureId)
    .execute();
}

test('with the model FIXED nothing is split', async () => {
  const other = await formTeam(world, 'Fixed Workshop');
  const params = { ventureId: other.ventureId };
  const { owner } = other;
  await expect(owner.api.contributionSplits.months({ params, query: {} })).rejects.toMatchObject(
    code('NOT_FOUND'),
  );
  const body = { pool: 45_000_000, owners: [{ userId: owner.userId, part: 55_000_000 }] };
  const { documentId } = await owner.api.equity.setUp({ params, body }, key());
  await sign(documentId, owner);
  expect(await owner.api.contributionSplits.months({ params, query: {} })).toMatchObject({
    items: [],
    model: 'FIXED',
  });
  const month = monthAfter(monthNow(), -1);
  expect(await owner.api.contributionSplits.preview({ params: { ...params, month } })).toMatchObject({
    obstacles: ['MODEL_FIXED'],
  });
});

describe('who may', () => {
  test('strangers find nothing, members without the right are refused', async () => {
    const month = monthAfter(monthNow(), -1);
    const params = { ...at(), month };
    const grants = [{ userId: team.worker.userId, units: '1' }];
    const calls = (who: Enrolled) => [
      () => months(who),
      () => preview(month, who),
      () => who.api.contributionSplits.propose({ params, body: { grants } }, key()),
    ];
    const refused = (codes: RegExp) => ({ problem: { code: expect.stringMatching(codes) as string } });
    // To propose takes rung 4, which is asked for before anything else.
    for (const call of calls(team.stranger))
      await expect(call()).rejects.toMatchObject(refused(/^(NOT_FOUND|GATE_BLOCKED)$/));
    const founder = await enrol(world, 'Fay Founder', 'SUBSCRIBER');
    await openVenture(founder.api, founder.name, 'Another Workshop');
    await world.settle();
    for (const call of calls(founder)) await expect(call()).rejects.toMatchObject(code('NOT_FOUND'));
    for (const who of [team.worker, team.lead, team.investor])
      for (const call of calls(who))
        await expect(call()).rejects.toMatchObject(refused(/^(FORBIDDEN|GATE_BLOCKED)$/));
  });

  test('a month before the framework or far ahead is not proposed', async () => {
    expect(await preview('2001-01')).toMatchObject({
      obstacles: ['BEFORE_FRAMEWORK'],
      pool: { number: null },
    });
    expect(await preview('9999-12')).toMatchObject({
      obstacles: expect.arrayContaining(['MONTH_NOT_OVER', 'BUDGETS_OVER']) as string[],
    });
  });
});
