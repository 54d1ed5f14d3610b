import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { code, openMarket, type Market } from '../test-market.ts';
import { rankerName } from './ranker-artefact.ts';
import { trainingJob } from './learned-orders.ts';
import { madeUp } from './test-outcomes.ts';

let world: World;
let market: Market;
let chief: Enrolled;
let seeker: Enrolled;

const params = { name: rankerName };
const ranking = async () => (await seeker.api.matching.matches({})).ranking;
const versions = async () => (await chief.api.models.versions({ params })).items;
const train = () => world.brain.kernel.jobs.run(trainingJob);
const promote = (version: string, who = chief) =>
  who.api.models.promote({ params, body: { version, reason: 'Read and compared.' } });
const rollback = (who = chief) => who.api.models.rollback({ params, body: { reason: 'Worse in use.' } });

/** Writes decided applications as they stand in the record; the people in them need not exist. */
async function decide(telling: boolean, from: number, to: number): Promise<void> {
  const { db } = world.brain.kernel.database;
  const start = world.clock.now().getTime() - 200 * dayMs;
  const outcomes = madeUp({ count: 1200, seed: 3, telling });
  const people = new Map<string, string>();
  for (const one of outcomes.slice(from, to)) {
    const about = await postingFor(one.traits);
    const person = people.get(one.applicantId) ?? newId();
    people.set(one.applicantId, person);
    await db
      .insertInto('opportunity_applications')
      .values({
        id: newId(),
        opportunity_id: about,
        applicant_id: person,
        state: one.accepted ? 'ACCEPTED' : 'REJECTED',
        cover_letter: '',
        skills: '[]',
        experience: '',
        availability: '',
        motivation: '',
        components: JSON.stringify(one.components),
        collaboration: one.accepted ? 'AGREEMENT' : null,
        created_at: new Date(start + one.appliedAt),
        decided_at: new Date(start + one.decidedAt),
      })
      // The same made-up person twice for the same: who was accepted does not apply again.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

let serial = 0;
const postings = new Map<string, string[]>();
/** Of each kind there are some, as people apply to several. */
async function postingFor(traits: readonly string[]): Promise<string> {
  const key = traits.join();
  const known = postings.get(key) ?? [];
  postings.set(key, known);
  const place = serial++ % 20;
  if (known[place]) return known[place];
  const named = (kind: string) =>
    traits.flatMap((trait) => (trait.startsWith(kind) ? trait.slice(kind.length + 1) : []));
  const id = newId();
  const at = world.clock.now();
  await world.brain.kernel.database.db
    .insertInto('opportunities')
    .values({
      id,
      kind: 'OPPORTUNITY',
      creator_id: market.creator.userId,
      state: 'FILLED',
      title: 'Of long ago',
      description: '',
      type: 'PROJECT_CONSULTING',
      engagement: 'CONSULTING',
      rewards: '[]',
      reward_kinds: ['UNPAID'],
      required_skills: '[]',
      preferred_skills: '[]',
      skill_names: named('skill'),
      remote: true,
      industry: 'Technology',
      tags: named('tag'),
      places: 1,
      seat_role: 'CONTRIBUTOR',
      nda_required: false,
      open_days: 30,
      visibility: 'MEMBER_ONLY',
      created_at: at,
      changed_at: at,
      published_at: at,
      expires_at: at,
    })
    .execute();
  known[place] = id;
  return id;
}

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Learners');
  chief = await market.person('Clara Chief', 12);
  seeker = await market.person('Sara Seeker', 1);
  await seeker.api.users.addSkill({ body: { name: 'Design', level: 1, years: 3 } });
  for (const title of ['Many hours', 'Few hours'])
    await market.open({
      title,
      requiredSkills: [{ name: 'Design', level: title === 'Many hours' ? 1 : 5 }],
      preferredSkills: [],
      hoursPerWeek: title === 'Many hours' ? 40 : 2,
    });
  const me = await seeker.api.users.me({});
  await seeker.api.users.editMe({ body: { hoursPerWeek: 8 } }, { ifMatch: me.etag! });
}, 120_000);
afterAll(() => world.close());

describe('a learned order', () => {
  test('does not exist below 500 decided applications, and the answer says so', async () => {
    await decide(true, 0, 490);
    await train();
    expect(await versions()).toEqual([]);
    const { items } = await chief.api.models.list({});
    expect(items.find(({ name }) => name === rankerName)).toMatchObject({
      serving: null,
      versions: 0,
      trainable: true,
      training: { state: 'DONE', outcome: 'NOT_ENOUGH' },
    });
    const now = await ranking();
    expect(now).toMatchObject({ mode: 'BASELINE', needed: 500, model: null });
    expect(now.decided).toBeLessThan(500);
    expect(now.why).toContain('a learned order needs 500');
  });

  test('is learnt and judged by a job above, once for the same answers, and serves nobody yet', async () => {
    await decide(true, 490, 1200);
    await train();
    const [first, ...others] = await versions();
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      version: '1',
      state: 'EVALUATED',
      origin: 'INSTALLATION',
      passed: true,
      verdict: 'Better than the transparent score on later answers.',
    });
    expect(first!.metrics['ndcg10']).toBeGreaterThan(first!.metrics['ndcg10OfTransparentScore']!);
    expect(first!.metrics['gainLow']).toBeGreaterThan(0);
    await train();
    world.clock.advance(29 * dayMs);
    await train();
    expect(await versions()).toHaveLength(1);
    expect(await ranking()).toMatchObject({ mode: 'BASELINE', model: null });
  });

  test('serves once an operator has promoted it, says which, and leaves the score shown as it is', async () => {
    world.clock.advance(-29 * dayMs);
    const before = (await seeker.api.matching.matches({})).items;
    expect(await promote('1')).toMatchObject({ state: 'PROMOTED', promotedBy: chief.userId });
    await expect(promote('1')).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const after = await seeker.api.matching.matches({});
    expect(after.ranking).toMatchObject({ mode: 'LEARNED', model: { name: rankerName, version: '1' } });
    const title = ({ opportunity }: (typeof before)[number]) => opportunity.title;
    const scores = (items: typeof before) => new Map(items.map((one) => [title(one), one.score]));
    expect(scores(after.items)).toEqual(scores(before));
    // Here whoever answers looks at the hours first, and the score at skills.
    expect(before.map(title)).toEqual(['Many hours', 'Few hours']);
    expect(after.items.map(title)).toEqual(['Few hours', 'Many hours']);
  });

  test('that is not better is registered and cannot be promoted', async () => {
    const { db } = world.brain.kernel.database;
    await db.deleteFrom('opportunity_applications').execute();
    await decide(false, 0, 1200);
    world.clock.advance(29 * dayMs);
    await train();
    const [second] = await versions();
    expect(second).toMatchObject({ version: '2', state: 'EVALUATED', passed: false });
    await expect(promote('2')).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED', detail: second!.verdict },
    });
    expect(await ranking()).toMatchObject({ mode: 'LEARNED', model: { version: '1' } });
  });

  test('that replaced another gives way to it when it is rolled back', async () => {
    await world.brain.kernel.database.db.deleteFrom('opportunity_applications').execute();
    await decide(true, 0, 1000);
    world.clock.advance(29 * dayMs);
    await train();
    expect(await promote('3')).toMatchObject({ version: '3', state: 'PROMOTED', passed: true });
    expect(await ranking()).toMatchObject({ mode: 'LEARNED', model: { version: '3' } });
    expect(await rollback()).toMatchObject({
      ended: { version: '3', state: 'RETIRED' },
      serving: { version: '1', state: 'PROMOTED' },
    });
    expect(await ranking()).toMatchObject({ mode: 'LEARNED', model: { version: '1' } });
  });

  test('is taken back by an operator, and the transparent score stands again; a model of a release is not theirs', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 4 }, () => rollback()));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const first = (await versions()).find(({ version }) => version === '1');
    expect(first).toMatchObject({ state: 'RETIRED' });
    expect(await ranking()).toMatchObject({ mode: 'BASELINE', model: null });
    await expect(rollback()).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
    const { items } = await chief.api.models.list({});
    const shipped = items.find(({ name, serving }) => name !== rankerName && serving !== null)!;
    await expect(
      chief.api.models.promote({
        params: { name: shipped.name },
        body: { version: shipped.serving!, reason: 'Because I can.' },
      }),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    await expect(
      chief.api.models.rollback({ params: { name: shipped.name }, body: { reason: 'Because I can.' } }),
    ).rejects.toMatchObject(code('ILLEGAL_TRANSITION'));
  });

  test('is a matter of the SUPER_ADMIN, and of names that exist', async () => {
    const { api } = market.stranger;
    const body = { version: '1', reason: 'Because I can.' };
    const refused = [
      () => api.models.list({}),
      () => api.models.versions({ params }),
      () => api.models.train({ params, body: {} }),
      () => api.models.promote({ params, body }),
      () => api.models.rollback({ params, body: { reason: body.reason } }),
    ];
    for (const one of refused) await expect(one()).rejects.toMatchObject(code('FORBIDDEN'));
    const unknown = { name: 'no-such-model' };
    const missing = [
      () => chief.api.models.versions({ params: unknown }),
      () => chief.api.models.train({ params: unknown, body: {} }),
      () => chief.api.models.promote({ params: unknown, body }),
      () => chief.api.models.rollback({ params: unknown, body: { reason: body.reason } }),
    ];
    for (const one of missing) await expect(one()).rejects.toMatchObject(code('NOT_FOUND'));
  });
});
