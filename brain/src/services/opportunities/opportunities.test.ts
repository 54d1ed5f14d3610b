import { createWorld, type World } from '@smartstart/testkit';
import { addDays, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, key, match, openMarket, type Market } from './test-market.ts';

let world: World;
let market: Market;

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Posted Notes');
});
afterAll(() => world.close());

describe('a draft', () => {
  test('needs title, type and engagement; the rest has defaults, and it is its creator’s alone', async () => {
    const { creator, subscriber } = market;
    const body = { title: 'Nothing but a title', type: 'MENTORSHIP', engagement: 'MENTORING' } as const;
    const made = await creator.api.opportunities.create({ body }, key());
    expect(made).toMatchObject({
      state: 'DRAFT',
      ndaRequired: true,
      openDays: 30,
      visibility: 'MEMBER_ONLY',
      places: 1,
      publishedAt: null,
      mine: true,
      actions: ['EDIT', 'PUBLISH', 'CANCEL'],
    });
    await expect(subscriber.api.opportunities.get(market.at(made.id))).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    const { items } = await creator.api.opportunities.mine({ query: { state: 'DRAFT' } });
    expect(items).toMatchObject([{ id: made.id, waiting: 0 }]);
  });

  test.each<[string, object, string]>([
    ['full time below 40 hours', { engagement: 'FULL_TIME', hoursPerWeek: 20 }, 'body.hoursPerWeek'],
    ['part time above 20 hours', { engagement: 'PART_TIME', hoursPerWeek: 30 }, 'body.hoursPerWeek'],
    [
      'money nobody knows',
      { rewards: [{ kind: 'HOURLY', amountMinor: '100', currency: 'ZZZ' }] },
      'body.rewards',
    ],
    [
      'an amount of nothing',
      { rewards: [{ kind: 'HOURLY', amountMinor: '0', currency: 'CAD' }] },
      'body.rewards',
    ],
    ['for a venture that there is not', { visibility: 'VENTURE_ONLY' }, 'body.visibility'],
    ['a skill twice', { preferredSkills: [{ name: ' RUST ', level: 1 }] }, 'body.preferredSkills'],
  ])('%s is refused', async (_, change, path) => {
    const failed = market.draft(change);
    await expect(failed).rejects.toMatchObject(code('INVALID_INPUT'));
    await expect(failed).rejects.toMatchObject({ problem: { fields: [{ path }] } });
  });

  test.each<[string, object]>([
    ['an amount without a currency', { rewards: [{ kind: 'HOURLY', amountMinor: '100' }] }],
    ['a percentage for hours', { rewards: [{ kind: 'HOURLY', percent: '5' }] }],
    ['a reward twice', { rewards: [{ kind: 'UNPAID' }, { kind: 'UNPAID' }] }],
    ['ninety-one days', { openDays: 91 }],
    ['no place', { places: 0 }],
    ['a level of six', { requiredSkills: [{ name: 'Rust', level: 6 }] }],
  ])('%s is no input', async (_, change) => {
    await expect(market.draft(change)).rejects.toMatchObject(code('MALFORMED'));
  });

  test('is posted for a venture by those who manage it', async () => {
    const { ventureId, lead, contributor, stranger } = market;
    expect((await market.draft({ ventureId }, lead)).details).toMatchObject({ venture: { id: ventureId } });
    await expect(market.draft({ ventureId }, stranger)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(market.draft({ ventureId }, contributor)).rejects.toMatchObject(code('GATE_BLOCKED'));
    await expect(market.draft({ ventureId, yearsNeeded: 3 }, lead)).rejects.toMatchObject(
      code('INVALID_INPUT'),
    );
  });
});

describe('an edit', () => {
  test('is made on the version one read', async () => {
    const { creator } = market;
    const { id, version } = await market.draft();
    const change = (title: string) =>
      creator.api.opportunities.edit({ ...market.at(id), body: { title } }, match(version));
    const tries = await Promise.allSettled([change('This one'), change('Or that one')]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: code('EDIT_CONFLICT'),
    });
    await expect(
      creator.api.opportunities.edit({ ...market.at(id), body: { title: 'No version' } }),
    ).rejects.toMatchObject(code('IF_MATCH_REQUIRED'));
  });

  test('moves the expiry, never into the past and never beyond 90 days', async () => {
    const { id, publishedAt } = await market.open();
    const edited = await market.edit(id, { openDays: 90 });
    expect(edited.expiresAt).toBe(addDays(new Date(publishedAt!), 90).toISOString());
    world.clock.advance(3 * dayMs);
    await expect(market.edit(id, { openDays: 2 })).rejects.toMatchObject(code('INVALID_INPUT'));
  });

  test('does not go below the places that are taken', async () => {
    const { id } = await market.open({ places: 3 });
    const { id: applicationId } = await market.apply(id);
    await market.review(applicationId);
    await market.accept(applicationId);
    await expect(market.edit(id, { places: 1 })).rejects.toMatchObject(code('INVALID_INPUT'));
    expect((await market.edit(id, { places: 2 })).places).toBe(2);
  });
});

describe('publishing', () => {
  test('costs 10, once, and needs what a reader needs', async () => {
    const { id } = await market.draft({ description: 'Too short.', rewards: [], remote: false });
    const failed = market.publish(id);
    await expect(failed).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(failed).rejects.toMatchObject({
      problem: { fields: [{ path: 'body.description' }, { path: 'body.rewards' }, { path: 'body.place' }] },
    });
    const { description, rewards } = market.complete;
    await market.edit(id, { description, rewards: rewards!, place: 'Toronto' });
    const cost = await market.cost(async () => {
      const tries = await Promise.allSettled(Array.from({ length: 8 }, () => market.publish(id)));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
    expect(cost).toBe(10);
  });

  test('is not possible without the money, and nothing has happened then', async () => {
    const poor = await market.person('Paul Poor', 2);
    const { id } = await market.draft({}, poor);
    for (let spent = 0; spent < 100; spent++)
      await market
        .publish((await market.draft({}, poor)).id, poor)
        .then((made) => market.cancel(made.id, poor));
    expect(await market.wealth(poor)).toBe(0);
    await expect(market.publish(id, poor)).rejects.toMatchObject(code('INSUFFICIENT_FUNDS'));
    expect(await poor.api.opportunities.get(market.at(id))).toMatchObject({ state: 'DRAFT' });
  }, 120_000);
});

describe('illegal steps', () => {
  const steps = ['publish', 'pause', 'resume', 'cancel'] as const;
  const allowed: Record<string, readonly string[]> = {
    DRAFT: ['publish', 'cancel'],
    ACTIVE: ['pause', 'cancel'],
    PAUSED: ['resume', 'cancel'],
    FILLED: [],
    EXPIRED: [],
    CANCELLED: [],
  };

  async function inState(state: string): Promise<string> {
    if (state === 'DRAFT') return (await market.draft()).id;
    const { id } = await market.open({ openDays: 1 });
    if (state === 'PAUSED') await market.creator.api.opportunities.pause({ ...market.at(id), body: {} });
    if (state === 'CANCELLED') await market.cancel(id);
    if (state === 'EXPIRED') {
      world.clock.advance(dayMs);
      await world.brain.kernel.jobs.run('expire-opportunities');
    }
    if (state === 'FILLED') {
      const { id: applicationId } = await market.apply(id);
      await market.review(applicationId);
      await market.accept(applicationId);
    }
    return id;
  }

  test.each(Object.keys(allowed))('in %s are refused', async (state) => {
    const id = await inState(state);
    const { api } = market.creator;
    expect(await api.opportunities.get(market.at(id))).toMatchObject({ state });
    for (const step of steps.filter((one) => !allowed[state]!.includes(one))) {
      const taken =
        step === 'publish' ? market.publish(id) : api.opportunities[step]({ ...market.at(id), body: {} });
      await expect(taken).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    }
    if (!allowed[state]!.length)
      await expect(market.edit(id, { title: 'After the end' })).rejects.toMatchObject(
        code('ILLEGAL_TRANSITION'),
      );
  });
});

describe('time', () => {
  test('ends it and what waits; an index never shows what is past its end', async () => {
    const { applicant, creator } = market;
    const { id } = await market.open({ openDays: 2, title: 'Gone in two days' });
    const { id: applicationId } = await market.apply(id);
    await market.review(applicationId);
    world.clock.advance(2 * dayMs);
    // Before the job has run it takes nobody any more.
    await expect(market.apply(id, market.subscriber)).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(market.accept(applicationId)).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    await world.brain.kernel.jobs.run('expire-opportunities');
    expect(await creator.api.opportunities.get(market.at(id))).toMatchObject({ state: 'EXPIRED' });
    expect(await applicant.api.applications.get(market.of(applicationId))).toMatchObject({
      state: 'EXPIRED',
    });
    expect(await market.told(creator)).toContain('“Gone in two days” has run out');
    expect(await market.told(applicant)).toContain(
      '“Gone in two days” has ended before your application was decided',
    );
  });

  test('runs on while it is paused', async () => {
    const { creator } = market;
    const { id } = await market.open({ openDays: 1 });
    await creator.api.opportunities.pause({ ...market.at(id), body: {} });
    world.clock.advance(dayMs);
    await expect(creator.api.opportunities.resume({ ...market.at(id), body: {} })).rejects.toMatchObject(
      code('ILLEGAL_TRANSITION'),
    );
    await world.brain.kernel.jobs.run('expire-opportunities');
    expect(await creator.api.opportunities.get(market.at(id))).toMatchObject({ state: 'EXPIRED' });
  });
});

describe('moderation', () => {
  test('by rung 12 with a reason, which the creator reads; others may not', async () => {
    const { creator, applicant, stranger } = market;
    const admin = await market.person('Ada Admin', 12);
    const { id } = await market.open({ title: 'Against the rules' });
    await market.apply(id);
    const reason = 'It asks for money in advance.';
    const by = (who: typeof admin) => who.api.opportunities.moderate({ ...market.at(id), body: { reason } });
    await expect(by(stranger)).rejects.toMatchObject(code('FORBIDDEN'));
    const before = await market.wealth(applicant);
    expect(await by(admin)).toMatchObject({ state: 'CANCELLED' });
    expect((await market.wealth(applicant)) - before).toBe(3);
    expect(await creator.api.opportunities.get(market.at(id))).toMatchObject({ reason });
    expect(await market.told(creator)).toContain('“Against the rules” was cancelled');
    const draft = await market.draft();
    await expect(
      admin.api.opportunities.moderate({ ...market.at(draft.id), body: { reason } }),
    ).rejects.toMatchObject(code('NOT_FOUND'));
  });
});

describe('strangers', () => {
  test('are refused on every route', async () => {
    const { stranger, applicant } = market;
    const { api } = stranger;
    const seen = await market.open();
    const hidden = await market.open({ visibility: 'PRIVATE' });
    const acts = (id: string) => {
      const at = market.at(id);
      return [
        () => api.opportunities.edit({ ...at, body: { title: 'Mine now' } }, match(1)),
        () => api.opportunities.publish({ ...at, body: {} }, key()),
        () => api.opportunities.pause({ ...at, body: {} }),
        () => api.opportunities.resume({ ...at, body: {} }),
        () => api.opportunities.cancel({ ...at, body: {} }),
        () => api.opportunities.invitations({ ...at, query: {} }),
        () => api.opportunities.invite({ ...at, body: { userId: applicant.userId } }, key()),
        () => api.opportunities.uninvite({ params: { opportunityId: id, userId: applicant.userId } }),
        () => api.opportunities.analytics(at),
      ];
    };
    for (const act of acts(seen.id)) await expect(act()).rejects.toMatchObject(code('FORBIDDEN'));
    const others = [
      () => api.opportunities.get(market.at(hidden.id)),
      () => api.opportunities.requestDetails({ ...market.at(hidden.id), body: {} }),
      () => api.opportunities.publicGet(market.at(hidden.id)),
      () => market.apply(hidden.id, stranger),
    ];
    for (const act of [...acts(hidden.id), ...others])
      await expect(act()).rejects.toMatchObject(code('NOT_FOUND'));
  });
});

describe('figures', () => {
  test('count a view once a person and day, and answer the creator side', async () => {
    const { creator, applicant, subscriber } = market;
    const { id } = await market.open();
    for (const who of [applicant, applicant, subscriber, creator])
      await who.api.opportunities.get(market.at(id));
    await Promise.all(Array.from({ length: 6 }, () => applicant.api.opportunities.get(market.at(id))));
    const first = await market.apply(id);
    const second = await market.apply(id, subscriber);
    world.clock.advance(dayMs);
    await applicant.api.opportunities.get(market.at(id));
    for (const one of [first, second]) await market.review(one.id);
    await market.reject(first.id);
    await world.brain.kernel.database.transact((tx) =>
      world.brain.services.opportunities.record.countMatches(tx, new Map([[id, 4]])),
    );
    await market.accept(second.id);
    const figures = await creator.api.opportunities.analytics(market.at(id));
    expect(
      figures.days.map(({ views, applications, matches, acceptances }) => [
        views,
        applications,
        matches,
        acceptances,
      ]),
    ).toEqual([
      [2, 2, 0, 0],
      [1, 0, 4, 1],
    ]);
    expect(figures).toMatchObject({
      totals: { views: 3, applications: 2, matches: 4, acceptances: 1 },
      acceptanceRate: 0.5,
      hoursToFill: 24,
    });
  });
});
