import { internalPaths, keySet as keySetSchema } from '@smartstart/contract';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { createWorld, testKeys, type World } from '@smartstart/testkit';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { Browser, enter, eventsOf, expectFail } from './test-browser.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
let world: World;

beforeAll(async () => {
  world = await createWorld({}, { proven: false });
});
afterAll(() => world.close());

/** A tab of the same browser: the same cookies as they are now. */
function tabOf(browser: Browser): Browser {
  const tab = new Browser(world, { ip: browser.ip });
  for (const [name, value] of browser.cookies) tab.cookies.set(name, value);
  return tab;
}

describe('the session cookie', () => {
  test('is for the sign-in paths and no script; the CSRF value is for scripts', async () => {
    const browser = await enter(world, 'ada@example.com');
    const [session, csrf] = browser.lastCookies;
    expect(session).toMatch(
      /^ss_session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/api\/v1\/auth; Max-Age=604800$/,
    );
    expect(csrf).toMatch(/^ss_csrf=[\w-]+; SameSite=Strict; Path=\/; Max-Age=604800$/);
    browser.origin = 'https://smartstart.example';
    await browser.refresh();
    expect(browser.lastCookies.every((cookie) => cookie.endsWith('; Secure'))).toBe(true);
    await browser.api.authentication.logout({ body: {} });
    expect(browser.lastCookies.map((cookie) => cookie.replace(/;.*Max-Age/, '; Max-Age'))).toEqual([
      'ss_session=; Max-Age=0; Secure',
      'ss_csrf=; Max-Age=0; Secure',
    ]);
  });

  test('the database holds no token that could be used', async () => {
    const browser = await enter(world, 'amy@example.com');
    const token = browser.cookies.get('ss_session')!;
    const { db } = world.brain.kernel.database;
    const rows = [
      await db.selectFrom('sessions').selectAll().execute(),
      await db.selectFrom('auth_sessions').selectAll().execute(),
      await db.selectFrom('auth_verifications').selectAll().execute(),
    ];
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows[1]).toEqual([]);
  });
});

describe('refreshing', () => {
  test('changes the token and prolongs the session for seven days from then', async () => {
    const browser = await enter(world, 'bob@example.com');
    const tokens = [browser.cookies.get('ss_session')];
    for (let day = 0; day < 3; day++) {
      world.clock.advance(6 * dayMs);
      const grant = await browser.refresh();
      expect(decodeJwt(grant.accessToken)).toMatchObject({
        iss: 'smartstart',
        sub: browser.userId,
        sid: browser.sessionId,
      });
      expect(new Date(grant.expiresAt).getTime() - world.clock.now().getTime()).toBe(15 * minuteMs);
      tokens.push(browser.cookies.get('ss_session'));
    }
    expect(new Set(tokens).size).toBe(4);
    world.clock.advance(7 * dayMs);
    await expectFail(browser.refresh(), 'SESSION_ENDED');
    expect(browser.cookies.size).toBe(0);
  });

  test('two tabs at once get the same successor and nobody is signed out', async () => {
    const browser = await enter(world, 'cat@example.com');
    const tabs = Array.from({ length: 4 }, () => tabOf(browser));
    const grants = await Promise.all(tabs.map((tab) => tab.refresh()));
    expect(new Set(tabs.map((tab) => tab.cookies.get('ss_session'))).size).toBe(1);
    expect(new Set(grants.map((grant) => grant.sessionId)).size).toBe(1);
    world.clock.advance(2 * minuteMs);
    await tabs[0]!.refresh();
  });

  test('a lost answer costs nothing within a minute, even after the next rotation', async () => {
    const browser = await enter(world, 'dan@example.com');
    const slow = tabOf(browser);
    await browser.refresh();
    const second = browser.cookies.get('ss_session');
    await browser.refresh();
    world.clock.advance(minuteMs);
    await slow.refresh();
    expect(slow.cookies.get('ss_session')).toBe(second);
    await slow.refresh();
    expect(slow.cookies.get('ss_session')).toBe(browser.cookies.get('ss_session'));
  });

  test('an old token after the grace ends the whole session, is audited and revoked at the gateways', async () => {
    const browser = await enter(world, 'eli@example.com');
    const thief = tabOf(browser);
    await browser.refresh();
    await browser.refresh();
    world.clock.advance(minuteMs + 1);
    await expectFail(thief.refresh(), 'SESSION_ENDED');
    await expectFail(browser.refresh(), 'SESSION_ENDED');
    const ended = (await eventsOf(world, 'session.ended')).find(
      (event) => (event.data as { sessionId: string }).sessionId === browser.sessionId,
    )!;
    expect(ended).toMatchObject({
      topics: [`user:${browser.userId}`],
      data: { reason: 'REUSED' },
      control: { revokedSession: browser.sessionId },
    });
    const audit = await world.brain.kernel.database.db
      .selectFrom('audit_entries')
      .select('record')
      .where('entity_id', '=', browser.sessionId)
      .where('action', '=', 'session.ended')
      .execute();
    expect(audit.map(({ record }) => JSON.parse(record) as object)).toMatchObject([
      { after: { reason: 'REUSED' }, ip: browser.ip },
    ]);
  });

  test('a token nobody gave out opens nothing', async () => {
    const stranger = new Browser(world);
    await expectFail(stranger.refresh(), 'SESSION_ENDED');
    stranger.cookies.set('ss_session', 'A'.repeat(43));
    await expectFail(stranger.refresh(), 'SESSION_ENDED');
  });
});

describe('devices', () => {
  test('a sixth sign-in ends the session unused longest', async () => {
    const first = await enter(world, 'fil@example.com');
    const devices = [first];
    for (let device = 1; device < 5; device++) {
      world.clock.advance(minuteMs);
      devices.push(new Browser(world));
      await devices.at(-1)!.signIn('fil@example.com');
    }
    world.clock.advance(minuteMs);
    await first.refresh();
    const sixth = new Browser(world);
    await sixth.signIn('fil@example.com');
    await expectFail(devices[1]!.refresh(), 'SESSION_ENDED');
    for (const device of [first, ...devices.slice(2), sixth]) await device.refresh();
    expect((await sixth.api.authentication.listSessions({})).items).toHaveLength(5);
  });

  test('six sign-ins at once leave five', async () => {
    const browser = await enter(world, 'gus@example.com');
    await Promise.all(Array.from({ length: 6 }, () => new Browser(world).signIn('gus@example.com')));
    const live = await world.brain.services.authentication.sessions.list(
      world.brain.kernel.database.db,
      browser.userId!,
    );
    expect(live).toHaveLength(5);
  });

  test('a sign-in from another browser or network is announced; the first one and a known one are not', async () => {
    const browser = await enter(world, 'ivy@example.com');
    const news = async () =>
      (await eventsOf(world, 'security.new-device'))
        .filter((event) => event.actor_id === browser.userId)
        .map((event) => event.data);
    expect(await news()).toEqual([]);
    await new Browser(world, { ip: '198.51.100.200' }).signIn('ivy@example.com');
    expect(await news()).toEqual([]);
    await new Browser(world, { ip: '203.0.113.9' }).signIn('ivy@example.com');
    await new Browser(world, { ip: '203.0.113.10' }).signIn('ivy@example.com');
    expect(await news()).toEqual([{ ip: '203.0.113.9', device: 'Firefox on Linux' }]);
    await new Browser(world, { agent: 'curl/8.14.1' }).signIn('ivy@example.com');
    expect(await news()).toHaveLength(2);
  });

  test('one sees and ends one’s own sessions only', async () => {
    const browser = await enter(world, 'joy@example.com');
    const other = new Browser(world, { ip: '203.0.113.9' });
    await other.signIn('joy@example.com');
    const stranger = await enter(world, 'kit@example.com');
    const { items } = await browser.api.authentication.listSessions({});
    expect(items.map(({ id, current, device }) => ({ id, current, device }))).toEqual([
      { id: other.sessionId, current: false, device: 'Firefox on Linux' },
      { id: browser.sessionId, current: true, device: 'Firefox on Linux' },
    ]);
    const end = (who: Browser, sessionId: string) =>
      who.api.authentication.endSession({ params: { sessionId } });
    await expectFail(end(stranger, other.sessionId!), 'NOT_FOUND');
    await expectFail(end(stranger, newId()), 'NOT_FOUND');
    await end(browser, other.sessionId!);
    await expectFail(other.refresh(), 'SESSION_ENDED');
    await expectFail(end(browser, other.sessionId!), 'NOT_FOUND');
    await browser.refresh();
  });

  test('signing out everywhere ends every session, and a step-up of an ended session is refused', async () => {
    const browser = await enter(world, 'lou@example.com');
    const other = new Browser(world);
    await other.signIn('lou@example.com');
    await browser.api.authentication.logoutAll({ body: {} });
    for (const device of [browser, other]) await expectFail(device.refresh(), 'SESSION_ENDED');
    await expectFail(other.stepUp(), 'SESSION_ENDED');
    await expectFail(other.api.authentication.logout({ body: {} }), 'SESSION_ENDED');
  });

  test('a step-up of one session does not count in another', async () => {
    const browser = await enter(world, 'may@example.com');
    const other = new Browser(world);
    await other.signIn('may@example.com');
    await browser.stepUp();
    const { stepUpOf } = world.brain.services.authentication;
    const { db } = world.brain.kernel.database;
    expect(await stepUpOf(db, browser.sessionId!)).toMatchObject({
      factor: 'PASSWORD',
      at: world.clock.now(),
    });
    expect(await stepUpOf(db, other.sessionId!)).toBeNull();
  });
});

describe('the keys of access tokens', () => {
  const keySet = async () => {
    const [key] = parseCallKeys(testKeys);
    const claims = { requestId: 'r', userId: null, sessionId: null, ip: '', agent: '', origin: '' };
    const token = signCall(
      key!,
      claims,
      { method: 'GET', target: internalPaths.keySet, body: new Uint8Array() },
      newId(),
    );
    const response = await world.brain.http.app.inject({
      method: 'GET',
      url: internalPaths.keySet,
      headers: { [callTokenHeader]: token },
    });
    return keySetSchema.parse(response.json()).keys;
  };

  test('change every 90 days; the old one verifies until its last token is over', async () => {
    const { verifyAccessToken } = world.brain.services.authentication;
    const rotate = () => world.brain.kernel.jobs.run('rotate-token-keys');
    const browser = await enter(world, 'ned@example.com');
    await rotate();
    const before = await keySet();
    expect(before).toHaveLength(1);
    expect(Object.keys(before[0]!).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    world.clock.advance(90 * dayMs);
    await browser.signIn('ned@example.com');
    const last = await browser.refresh();
    await rotate();
    const next = await browser.refresh();
    expect(decodeProtectedHeader(last.accessToken).kid).toBe(before[0]!['kid']);
    expect(decodeProtectedHeader(next.accessToken).kid).not.toBe(before[0]!['kid']);
    expect(await keySet()).toHaveLength(2);
    expect(await verifyAccessToken(last.accessToken)).toEqual({
      userId: browser.userId,
      sessionId: browser.sessionId,
    });
    world.clock.advance(15 * minuteMs);
    expect(await verifyAccessToken(last.accessToken)).toBeNull();
    world.clock.advance(5 * minuteMs);
    expect((await keySet()).map(({ kid }) => kid)).toEqual([decodeProtectedHeader(next.accessToken).kid]);
    await world.brain.kernel.jobs.run('purge-sign-in-records');
    expect(
      await world.brain.kernel.database.db.selectFrom('token_keys').select('kid').execute(),
    ).toHaveLength(1);
  });

  test('a token that was altered, and the key set without a call token, are refused', async () => {
    const browser = await enter(world, 'oli@example.com');
    const { accessToken } = await browser.refresh();
    const [head, body, signature] = accessToken.split('.');
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt(accessToken), sub: newId() })).toString(
      'base64url',
    );
    expect(
      await world.brain.services.authentication.verifyAccessToken([head, body, signature].join('.')),
    ).not.toBeNull();
    expect(
      await world.brain.services.authentication.verifyAccessToken([head, forged, signature].join('.')),
    ).toBeNull();
    expect((await world.brain.http.app.inject({ method: 'GET', url: internalPaths.keySet })).statusCode).toBe(
      401,
    );
  });

  test('ended sessions are forgotten after 30 days', async () => {
    const browser = await enter(world, 'pat@example.com');
    await browser.api.authentication.logout({ body: {} });
    const rows = () =>
      world.brain.kernel.database.db
        .selectFrom('sessions')
        .select('id')
        .where('id', '=', browser.sessionId!)
        .execute();
    world.clock.advance(30 * dayMs);
    await world.brain.kernel.jobs.run('purge-sign-in-records');
    expect(await rows()).toHaveLength(1);
    world.clock.advance(1);
    await world.brain.kernel.jobs.run('purge-sign-in-records');
    expect(await rows()).toEqual([]);
  });
});
