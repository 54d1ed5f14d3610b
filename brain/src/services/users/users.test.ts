import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { createPeopleHub, type PeopleHub } from '../../test-hub.ts';

let hub: PeopleHub;
let ada: string;
let bob: string;

beforeAll(async () => {
  hub = await createPeopleHub();
  ada = await hub.member('Ada Byron', 'ada@people.test');
  bob = await hub.member('Bob Noyce');
});
afterAll(() => hub.close());

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'OK',
    (error: { problem?: { code: string } }) => error.problem?.code ?? String(error),
  );
const namesOf = async (userId: string, query: { q?: string; skill?: string }) =>
  (await hub.as(userId).users.search({ query })).items.map((person) => person.name);

describe('an account', () => {
  test('begins pending, with no consent given and an address of its own', async () => {
    const id = await hub.register('Żółć Ünïcode', 'Mixed.Case@People.Test');
    const me = await hub.as(id).users.me({});
    expect(me).toMatchObject({
      email: 'mixed.case@people.test',
      slug: 'zo-c-unicode',
      status: 'PENDING',
      emailVerified: false,
      level: 0,
      timeZone: 'America/Toronto',
      version: 1,
    });
    const { items, log } = await hub.as(id).users.consents({});
    expect(items.map((item) => item.state)).toEqual(['PENDING', 'PENDING', 'PENDING', 'PENDING', 'PENDING']);
    expect(log).toEqual([]);
    expect(await hub.users.findByEmail(hub.database.db, 'MIXED.CASE@people.test')).toBe(id);
  });

  test('an address is one person, and a slug too, also for people who register at the same moment', async () => {
    expect(await codeOf(hub.register('Other', 'ADA@people.test'))).toContain('ALREADY_EXISTS');
    const ids = await Promise.all([1, 2, 3, 4].map(() => hub.register('Same Name')));
    const slugs = await Promise.all(ids.map(async (id) => (await hub.as(id).users.me({})).slug));
    expect(new Set(slugs).size).toBe(4);
    expect(slugs).toContain('same-name');
    const same = await Promise.allSettled([1, 2].map(() => hub.register('Twin', 'twin@people.test')));
    expect(same.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test.each([
    ['李小龍', /^member(-[0-9a-f]{6})?$/],
    ['X', 'member-x'],
    ['-- --', /^member/],
    ['A very long name that goes on and on', 'a-very-long-name-that-go'],
  ])('%s gets a slug that is valid', async (name, slug) => {
    const me = await hub.as(await hub.register(name)).users.me({});
    if (typeof slug === 'string') expect(me.slug).toBe(slug);
    else expect(me.slug).toMatch(slug);
    expect(me.slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });

  test('confirming the address makes it active, once', async () => {
    const id = await hub.register('Carla Confirm');
    await hub.database.transact((tx) => hub.users.verifyEmail(tx, id));
    expect(await hub.as(id).users.me({})).toMatchObject({ status: 'ACTIVE', emailVerified: true });
    await expect(hub.database.transact((tx) => hub.users.verifyEmail(tx, id))).rejects.toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    const { rows } = await hub.database.pool.query(
      'select event, from_state, to_state from user_history where user_id = $1 order by id',
      [id],
    );
    expect(rows).toEqual([
      { event: 'CREATE', from_state: null, to_state: 'PENDING' },
      { event: 'VERIFY', from_state: 'PENDING', to_state: 'ACTIVE' },
    ]);
  });

  test('a wrong time zone or language of the sender does not keep anybody out', async () => {
    const userId = newId();
    await hub.database.transact((tx) =>
      hub.users.createAccount(tx, {
        userId,
        email: `${userId}@people.test`,
        name: 'Far Away',
        timeZone: 'Mars/Base',
        locale: 'klingon',
      }),
    );
    expect(await hub.as(userId).users.me({})).toMatchObject({ timeZone: 'UTC', locale: 'en' });
  });

  test('one that nobody has answers nothing', async () => {
    expect(await codeOf(hub.as(newId()).users.me({}))).toBe('UNAUTHENTICATED');
    expect(await codeOf(hub.as(null).users.me({}))).toBe('UNAUTHENTICATED');
  });
});

describe('editing the profile', () => {
  test('two editors of the same version: the second is told, and nothing is lost', async () => {
    const api = hub.as(ada);
    const { etag, version } = await api.users.me({});
    const answers = await Promise.all([
      codeOf(api.users.editMe({ body: { headline: 'First' } }, { ifMatch: etag! })),
      codeOf(api.users.editMe({ body: { headline: 'Second' } }, { ifMatch: etag! })),
    ]);
    expect(answers.sort()).toEqual(['EDIT_CONFLICT', 'OK']);
    const after = await api.users.me({});
    expect(after.version).toBe(version + 1);
    expect(after.etag).toBe(`"${version + 1}"`);
    expect(await codeOf(api.users.editMe({ body: { headline: 'x' } }))).toBe('IF_MATCH_REQUIRED');
  });

  test('every field is kept, and the audit entry names the fields without their content', async () => {
    const api = hub.as(ada);
    const { etag } = await api.users.me({});
    const edit = {
      name: 'Ada King',
      headline: 'Engines',
      biography: 'Wrote the first programme.',
      yearsOfExperience: 12,
      location: 'London',
      website: 'https://ada.example/',
      interests: ['mathematics', 'poetry'],
      hoursPerWeek: 20,
      slug: 'ada-king',
    };
    const saved = await api.users.editMe({ body: edit }, { ifMatch: etag! });
    expect(saved).toMatchObject(edit);
    const [entry] = (await api.system.myAudit({ query: { limit: 1 } })).items;
    expect(entry).toMatchObject({ action: 'profile.edited', actorId: ada });
    expect(JSON.stringify(entry)).not.toContain('first programme');
  });

  test('a slug somebody has, a photo of somebody else, a script as web site are refused', async () => {
    const api = hub.as(bob);
    const { etag } = await api.users.me({});
    const refuse = (body: Parameters<typeof api.users.editMe>[0]['body']) =>
      codeOf(api.users.editMe({ body }, { ifMatch: etag! }));
    expect(await refuse({ slug: 'ada-king' })).toBe('ALREADY_EXISTS');
    expect(await refuse({ photoFileId: newId() })).toBe('INVALID_INPUT');
    expect(await refuse({ website: 'javascript:alert(1)' })).toBe('MALFORMED');
    expect(await refuse({ name: '  ' })).toBe('MALFORMED');
    expect(await refuse({ status: 'ACTIVE' } as object)).toBe('MALFORMED');
    expect((await api.users.me({})).version).toBe(2);
  });

  test('settings and privacy flags are kept', async () => {
    const api = hub.as(bob);
    expect(await api.users.settings({})).toEqual({
      locale: 'en',
      timeZone: 'America/Toronto',
      theme: 'AUTO',
    });
    const settings = { locale: 'fr-CA', timeZone: 'Europe/Paris', theme: 'DARK' as const };
    expect(await api.users.setSettings({ body: settings })).toEqual(settings);
    expect(await codeOf(api.users.setSettings({ body: { ...settings, timeZone: 'Nowhere/Land' } }))).toBe(
      'MALFORMED',
    );
    const privacy = await api.users.privacy({});
    expect(privacy).toEqual({
      profile: 'MEMBERS',
      showActivity: true,
      showSkills: true,
      showReputation: true,
      shareEquityWithHub: false,
    });
    expect(await api.users.setPrivacy({ body: { ...privacy, shareEquityWithHub: true } })).toEqual({
      ...privacy,
      shareEquityWithHub: true,
    });
  });
});

describe('consents', () => {
  test('are given and taken back one by one, and the log keeps time, version and source', async () => {
    const api = hub.as(bob);
    expect(await hub.users.hasConsent(hub.database.db, bob, 'MARKETING')).toBe(false);
    expect(await api.users.setConsent({ body: { kind: 'MARKETING', granted: true } })).toMatchObject({
      state: 'GRANTED',
      version: '1.0.0',
      source: 'settings',
    });
    await api.users.setConsent({ body: { kind: 'MARKETING', granted: true } });
    expect(await hub.users.hasConsent(hub.database.db, bob, 'MARKETING')).toBe(true);
    await api.users.setConsent({ body: { kind: 'MARKETING', granted: false } });
    await hub.database.transact((tx) =>
      hub.users.recordConsent(tx, bob, { kind: 'PRIVACY', granted: true, version: '2.0.0', source: 'PNA' }),
    );
    const { items, log } = await api.users.consents({});
    expect(log.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'PRIVACY GRANTED',
      'MARKETING REVOKED',
      'MARKETING GRANTED',
    ]);
    expect(items.find((item) => item.kind === 'BEHAVIOUR_ANALYTICS')!.state).toBe('PENDING');
    expect(
      await codeOf(api.users.setConsent({ body: { kind: 'PRIVACY' as 'COOKIES', granted: false } })),
    ).toBe('MALFORMED');
  });
});

describe('skills', () => {
  test('are named once, and removed by their owner only', async () => {
    const api = hub.as(ada);
    const skill = await api.users.addSkill({ body: { name: 'Mathematics', level: 5, years: 12 } });
    expect(await codeOf(api.users.addSkill({ body: { name: 'mathematics', level: 1, years: 0 } }))).toBe(
      'ALREADY_EXISTS',
    );
    expect(await codeOf(hub.as(bob).users.removeSkill({ params: { skillId: skill.id } }))).toBe('NOT_FOUND');
    expect((await api.users.skills({})).items).toEqual([skill]);
    const other = await api.users.addSkill({ body: { name: 'Weaving', level: 2, years: 1 } });
    await api.users.removeSkill({ params: { skillId: other.id } });
    expect((await api.users.skills({})).items).toEqual([skill]);
  });

  test('are at most fifty, also when they come at once', async () => {
    const id = await hub.member('Many Skills');
    for (let n = 0; n < 49; n++)
      await hub.as(id).users.addSkill({ body: { name: `Skill ${n}`, level: 1, years: 0 } });
    const answers = await Promise.all(
      [1, 2, 3].map((n) =>
        codeOf(hub.as(id).users.addSkill({ body: { name: `Last ${n}`, level: 1, years: 0 } })),
      ),
    );
    expect(answers.sort()).toEqual(['OK', 'RULE_VIOLATED', 'RULE_VIOLATED']);
  });

  test('tell what stage 2 of the journey still misses', async () => {
    expect(await hub.users.profileGaps(hub.database.db, ada)).toEqual([
      'biography of at least 50 characters',
    ]);
    expect(await hub.users.profileGaps(hub.database.db, bob)).toHaveLength(4);
  });
});

describe('finding people', () => {
  test('by name, headline and skill; names that begin with the words come first', async () => {
    for (const name of ['Zoe Findable', 'Findable First', 'Unfindable Person']) await hub.member(name);
    const byHeadline = await hub.member('Headline Holder');
    const { etag } = await hub.as(byHeadline).users.me({});
    await hub.as(byHeadline).users.editMe({ body: { headline: 'I am findable' } }, { ifMatch: etag! });
    expect(await namesOf(bob, { q: 'findable' })).toEqual([
      'Findable First',
      'Zoe Findable',
      'Headline Holder',
      'Unfindable Person',
    ]);
    expect(await namesOf(bob, { q: 'mathem' })).toEqual(['Ada King']);
    expect(await namesOf(bob, { skill: 'mathematics' })).toEqual(['Ada King']);
    expect(await namesOf(bob, { q: '100%' })).toEqual([]);
    expect(await namesOf(bob, { q: '_da King' })).toEqual([]);
    expect(await namesOf(bob, { q: "'; drop table users; --" })).toEqual([]);
  });

  test('pages go on where the last one ended, and a cursor that was tampered with is refused', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await hub
        .as(bob)
        .users.search({ query: { limit: 3, q: 'e', ...(cursor ? { cursor } : {}) } });
      seen.push(...page.items.map((person) => person.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const all = (await hub.as(bob).users.search({ query: { limit: 100, q: 'e' } })).items.map(
      (person) => person.id,
    );
    expect(seen).toEqual(all);
    expect(all.length).toBeGreaterThan(4);
    const forged = Buffer.from(JSON.stringify([0, 'a', 'not an id'])).toString('base64url');
    expect(await codeOf(hub.as(bob).users.search({ query: { cursor: forged } }))).toBe('MALFORMED');
    expect(
      await codeOf(
        hub.as(bob).users.activity({ query: { cursor: Buffer.from('["x"]').toString('base64url') } }),
      ),
    ).toBe('MALFORMED');
  });

  test('keeps to the privacy flags: skills hidden, profile private, public card only when chosen', async () => {
    const api = hub.as(ada);
    const open = await api.users.privacy({});
    const get = () => codeOf(hub.as(bob).users.get({ params: { userId: ada } }));
    const card = () => codeOf(hub.as(null).users.publicProfile({ params: { slug: 'ada-king' } }));
    expect([await get(), await card()]).toEqual(['OK', 'NOT_FOUND']);
    await api.users.setPrivacy({ body: { ...open, showSkills: false } });
    expect((await hub.as(bob).users.get({ params: { userId: ada } })).skills).toEqual([]);
    expect(await namesOf(bob, { skill: 'mathematics' })).toEqual([]);
    expect(await namesOf(bob, { q: 'mathem' })).toEqual([]);
    await api.users.setPrivacy({ body: { ...open, profile: 'PRIVATE' } });
    expect([await get(), await card(), await namesOf(bob, { q: 'Ada King' })]).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
      [],
    ]);
    expect((await hub.as(ada).users.get({ params: { userId: ada } })).name).toBe('Ada King');
    await api.users.setPrivacy({ body: { ...open, profile: 'PUBLIC' } });
    expect([await get(), await card()]).toEqual(['OK', 'OK']);
    const shown = await hub.as(null).users.publicProfile({ params: { slug: 'ada-king' } });
    expect(Object.keys(shown).sort()).toEqual(['headline', 'location', 'memberSince', 'name', 'slug']);
  });

  test('never shows an address, nor who is unverified, nor anything to guests', async () => {
    const unverified = await hub.register('Ulla Unverified');
    expect(await namesOf(bob, { q: 'Ulla' })).toEqual([]);
    expect(await codeOf(hub.as(bob).users.get({ params: { userId: unverified } }))).toBe('NOT_FOUND');
    expect(await codeOf(hub.as(unverified).users.search({ query: {} }))).toBe('GATE_BLOCKED');
    expect(await codeOf(hub.as(unverified).users.get({ params: { userId: ada } }))).toBe('GATE_BLOCKED');
    expect(await codeOf(hub.as(null).users.search({ query: {} }))).toBe('UNAUTHENTICATED');
    expect(JSON.stringify(await hub.as(bob).users.search({ query: { limit: 100 } }))).not.toContain(
      '@people.test',
    );
  });
});
