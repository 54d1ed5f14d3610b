import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { code, key, openMarket, type Market } from '../test-market.ts';

let world: World;
let market: Market;
let opportunityId: string;
const people = new Map<string, Enrolled>();

const skills = [
  { name: 'Rust', level: 4 },
  { name: 'Parsing', level: 3 },
  { name: 'Technical writing', level: 3 },
  { name: 'Type design', level: 2 },
];
const at = (id: string) => ({ params: { opportunityId: id } });
const fitting = async (id = opportunityId, who = market.creator) =>
  (await who.api.matching.candidates({ ...at(id), query: { limit: 50 } })).items;
const names = async (id = opportunityId) => (await fitting(id)).map(({ name }) => name);

async function join(name: string, held: Record<string, number>, profile: object = {}): Promise<Enrolled> {
  const who = await market.person(name, 1);
  for (const [skill, level] of Object.entries(held))
    await who.api.users.addSkill({ body: { name: skill, level, years: 3 } });
  const { version } = await who.api.users.me({});
  await who.api.users.editMe({ body: { hoursPerWeek: 20, ...profile } }, { ifMatch: `"${version}"` });
  people.set(name, who);
  return who;
}

beforeAll(async () => {
  world = await createWorld();
  market = await openMarket(world, 'Lookers');
  await join('Rita Rust', { Rust: 5 });
  await join('Paul Parser', { Parsing: 4, Rust: 2 });
  await join('Wanda Writer', { 'Technical writing': 4 });
  await join('Tom Type', { 'Type design': 3 });
  await join('Gina General', { Rust: 2, Parsing: 2, 'Technical writing': 2 });
  await join('Petra Private', { Rust: 5, Parsing: 5 });
  await join('Nils Noskills', { Rust: 5, Parsing: 5 });
  ({ id: opportunityId } = await market.open({
    requiredSkills: skills,
    preferredSkills: [],
    places: 4,
    title: 'A small language',
  }));
});
afterAll(() => world.close());

describe('who fits', () => {
  test('the creator sees them with reasons, and no more than their profiles show', async () => {
    const items = await fitting();
    const rita = items.find(({ name }) => name === 'Rita Rust')!;
    expect(rita).toMatchObject({
      components: { skills: 0.25, availability: 1 },
      applicationId: null,
      invited: false,
    });
    expect(rita.reasons.map(({ text }) => text)).toEqual([
      '1 of 4 required skills (not named: parsing, technical writing and type design).',
      'No experience needed.',
      'States hours enough.',
    ]);
    expect(items.map(({ name }) => name)).not.toContain('Carl Creator');
    expect(items.toSorted((a, b) => b.value - a.value)).toEqual(items);
  });

  test('privacy flags, not being open to offers and opting out are kept at once', async () => {
    const petra = people.get('Petra Private')!;
    const nils = people.get('Nils Noskills')!;
    expect(await names()).toEqual(expect.arrayContaining(['Petra Private', 'Nils Noskills']));
    const shown = {
      profile: 'MEMBERS',
      showActivity: true,
      showSkills: true,
      showReputation: true,
      shareEquityWithHub: false,
    } as const;
    await petra.api.users.setPrivacy({ body: { ...shown, profile: 'PRIVATE' } });
    await nils.api.users.setPrivacy({ body: { ...shown, showSkills: false } });
    // Without waiting for any announcement: what is proposed is read again before it is shown.
    const now = await names();
    expect(now).not.toContain('Petra Private');
    expect(now).not.toContain('Nils Noskills');
    expect((await petra.api.matching.preferences({})).notSuggested).toEqual(['Your profile is private.']);
    expect((await petra.api.matching.matches({})).items.length).toBeGreaterThan(0);
    const gina = people.get('Gina General')!;
    const wishes = { types: [], engagements: [], rewards: [], languages: [] };
    await gina.api.matching.setPreferences({ body: { ...wishes, openToOffers: false } });
    expect(await names()).not.toContain('Gina General');
    await gina.api.matching.setPreferences({ body: { ...wishes, openToOffers: true } });
    await expect.poll(() => names()).toContain('Gina General');
    await gina.api.matching.optOut({ body: { optedOut: true } });
    expect(await names()).not.toContain('Gina General');
    await gina.api.matching.optOut({ body: { optedOut: false } });
    await petra.api.users.setPrivacy({ body: shown });
    await expect.poll(() => names()).toContain('Petra Private');
    await petra.api.users.setPrivacy({ body: { ...shown, profile: 'PRIVATE' } });
  });

  test('those who hid it, who applied and who are suspended are not proposed', async () => {
    const { id } = await market.open({ requiredSkills: skills, preferredSkills: [], title: 'Hidden by one' });
    const tom = people.get('Tom Type')!;
    const found = (await tom.api.matching.matches({})).items.find(
      ({ opportunity }) => opportunity.id === id,
    )!;
    await tom.api.matching.feedback({ params: { matchId: found.id }, body: { kind: 'HIDE' } });
    await market.apply(id, people.get('Wanda Writer')!);
    expect(await names(id)).not.toContain('Tom Type');
    expect(await names(id)).not.toContain('Wanda Writer');
    await world.brain.kernel.database.transact((tx) =>
      world.brain.services.users.operations.accounts.move(tx, people.get('Gina General')!.userId, {
        event: 'SUSPEND',
        actorId: null,
      }),
    );
    expect(await names(id)).not.toContain('Gina General');
    await world.brain.kernel.database.transact((tx) =>
      world.brain.services.users.operations.accounts.move(tx, people.get('Gina General')!.userId, {
        event: 'REINSTATE',
        actorId: null,
      }),
    );
    await market.cancel(id);
  });

  test('strangers ask in vain, whoever they are', async () => {
    const { stranger, applicant } = market;
    await expect(fitting(opportunityId, stranger)).rejects.toMatchObject(code('FORBIDDEN'));
    await expect(fitting(opportunityId, applicant)).rejects.toMatchObject(code('GATE_BLOCKED'));
    const draft = await market.draft({ title: 'Not published' });
    await expect(fitting(draft.id, stranger)).rejects.toMatchObject(code('NOT_FOUND'));
    expect((await fitting(draft.id)).length).toBeGreaterThan(0);
    const team = { body: { size: 2 } };
    await expect(stranger.api.matching.proposeTeam({ ...at(draft.id), ...team })).rejects.toMatchObject(
      code('NOT_FOUND'),
    );
    await expect(
      stranger.api.matching.confirmTeam(
        { ...at(draft.id), body: { members: [{ userId: stranger.userId }] } },
        key(),
      ),
    ).rejects.toMatchObject(code('NOT_FOUND'));
    await expect(
      stranger.api.matching.confirmTeam(
        { ...at(opportunityId), body: { members: [{ userId: stranger.userId }] } },
        key(),
      ),
    ).rejects.toMatchObject(code('FORBIDDEN'));
  });

  test('a service and an ended one have no candidates', async () => {
    const service = await market.offer();
    await expect(fitting(service.id)).rejects.toMatchObject(code('RULE_VIOLATED'));
    const { id } = await market.open({ title: 'Soon over' });
    await market.cancel(id);
    await expect(fitting(id)).rejects.toMatchObject(code('RULE_VIOLATED'));
  });
});

describe('a team', () => {
  test('of four covers what is asked together, and is invited in one step', async () => {
    const proposal = await market.creator.api.matching.proposeTeam({ ...at(opportunityId), body: {} });
    expect(proposal).toMatchObject({ coverage: 1, openSeats: 0, exact: true });
    const chosen = proposal.members.map(({ candidate }) => candidate.name).toSorted();
    expect(chosen).toEqual(['Paul Parser', 'Rita Rust', 'Tom Type', 'Wanda Writer']);
    const rita = proposal.members.find(({ candidate }) => candidate.name === 'Rita Rust')!;
    expect(rita.why).toEqual(['Brings rust at level 5.']);
    const members = proposal.members.map(({ candidate }) => ({ userId: candidate.userId, role: 'maker' }));
    const body = { members, message: 'Join us.' };
    const same = key();
    const confirm = (options = key()) =>
      market.creator.api.matching.confirmTeam({ ...at(opportunityId), body }, options);
    const [one, again] = await Promise.all(
      [confirm(same), confirm(same)].map((answer) => answer.catch(() => null)),
    );
    expect([one, again].find((answer) => answer)?.invited).toHaveLength(4);
    expect(await confirm()).toEqual({ invited: [], applied: [] });
    const { items } = await market.creator.api.opportunities.invitations({ ...at(opportunityId), query: {} });
    expect(items.map(({ message }) => message)).toEqual(Array(4).fill('As maker. Join us.'));
    expect((await fitting()).find(({ name }) => name === 'Rita Rust')!.invited).toBe(true);
  });

  test('is invited whole or not at all', async () => {
    const { id } = await market.open({ title: 'All or nobody', places: 3 });
    const [rita, tom] = [people.get('Rita Rust')!, people.get('Tom Type')!];
    const members = [
      { userId: rita.userId },
      { userId: crypto.randomUUID().replace(/^(.{14})./, '$17') },
      { userId: tom.userId },
    ];
    const confirm = (chosen: { userId: string }[]) =>
      market.creator.api.matching.confirmTeam({ ...at(id), body: { members: chosen } }, key());
    await expect(confirm(members)).rejects.toMatchObject(code('NOT_FOUND'));
    const { items } = await market.creator.api.opportunities.invitations({ ...at(id), query: {} });
    expect(items).toEqual([]);
    await expect(confirm([{ userId: rita.userId }, { userId: rita.userId }])).rejects.toMatchObject(
      code('RULE_VIOLATED'),
    );
    await expect(
      confirm([...people.values()].slice(0, 4).map(({ userId }) => ({ userId }))),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
    const application = await market.apply(id, tom);
    expect(await confirm([{ userId: rita.userId }, { userId: tom.userId }])).toEqual({
      invited: [rita.userId],
      applied: [{ userId: tom.userId, applicationId: application.id }],
    });
    await market.cancel(id);
  });

  test('by roles is stable, and says which seats stay open', async () => {
    const body = {
      roles: [
        {
          title: 'Engineer',
          seats: 2,
          skills: [
            { name: 'Rust', level: 4 },
            { name: 'Parsing', level: 3 },
          ],
        },
        { title: 'Writer', skills: [{ name: 'technical writing', level: 3 }] },
        { title: 'Surgeon', skills: [{ name: 'Surgery', level: 5 }], hoursPerWeek: 60 },
      ],
      without: [people.get('Gina General')!.userId],
    };
    const proposal = await market.creator.api.matching.proposeTeam({ ...at(opportunityId), body });
    const seats = proposal.members.map(({ role, candidate }) => [role, candidate.name]);
    expect(seats).toContainEqual(['Engineer', 'Rita Rust']);
    expect(seats).toContainEqual(['Engineer', 'Paul Parser']);
    expect(seats).toContainEqual(['Writer', 'Wanda Writer']);
    expect(seats.flat()).not.toContain('Gina General');
    expect(proposal.members.length + proposal.openSeats).toBe(4);
    expect(new Set(proposal.members.map(({ candidate }) => candidate.userId)).size).toBe(
      proposal.members.length,
    );
    const twice = { roles: [body.roles[0]!, { ...body.roles[1]!, title: 'engineer' }] };
    await expect(
      market.creator.api.matching.proposeTeam({ ...at(opportunityId), body: twice }),
    ).rejects.toMatchObject(code('RULE_VIOLATED'));
  });

  test('can be made of applicants alone; who applied wants it, whatever they stated', async () => {
    const { id } = await market.open({
      requiredSkills: skills,
      preferredSkills: [],
      title: 'Of applicants',
      places: 2,
    });
    const wanda = people.get('Wanda Writer')!;
    await wanda.api.matching.setPreferences({
      body: { types: ['MENTORSHIP'], engagements: [], rewards: [], languages: [], openToOffers: true },
    });
    const application = await market.apply(id, wanda);
    const proposal = await market.creator.api.matching.proposeTeam({
      ...at(id),
      body: { from: 'APPLICANTS' },
    });
    expect(proposal.members.map(({ candidate }) => candidate)).toMatchObject([
      { name: 'Wanda Writer', wish: 1, applicationId: application.id },
    ]);
    expect(proposal.openSeats).toBe(1);
    await market.cancel(id);
  });
});
