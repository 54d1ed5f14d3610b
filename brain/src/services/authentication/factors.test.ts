import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { createWorld, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { Authenticator } from './test-authenticator.ts';
import { Browser, enter, eventsOf, expectFail, password } from './test-browser.ts';

const stepMs = 30_000;
const minuteMs = 60_000;
let world: World;

beforeAll(async () => {
  world = await createWorld({}, { proven: false });
});
afterAll(() => world.close());

/** The app's code at the moment of the test's clock, or some steps beside it. */
function codeOf(secret: string, steps = 0): Promise<string> {
  const bytes = new TextDecoder().decode(base32.decode(secret));
  return createOTP(bytes).hotp(Math.floor(world.clock.now().getTime() / stepMs) + steps);
}

async function addApp(browser: Browser): Promise<{ secret: string; recoveryCodes: string[] }> {
  await browser.stepUp();
  const begun = await browser.api.authentication.addFactor({ body: { step: 'BEGIN_TOTP', password } });
  if (begun.state !== 'TOTP_PENDING') throw new Error(begun.state);
  const done = await browser.api.authentication.addFactor({
    body: { step: 'ACTIVATE_TOTP', code: await codeOf(begun.secret) },
  });
  if (done.state !== 'ACTIVE') throw new Error(done.state);
  world.clock.advance(stepMs);
  return { secret: begun.secret, recoveryCodes: done.recoveryCodes ?? [] };
}

async function addPasskey(browser: Browser, authenticator = new Authenticator(), name = 'Laptop') {
  await browser.stepUp();
  const begun = await browser.api.authentication.addFactor({ body: { step: 'BEGIN_PASSKEY', name } });
  if (begun.state !== 'PASSKEY_PENDING') throw new Error(begun.state);
  const body = {
    step: 'ACTIVATE_PASSKEY' as const,
    name,
    challenge: begun.challenge,
    credential: authenticator.create(begun.options),
  };
  const done = await browser.api.authentication.addFactor({ body });
  if (done.state !== 'ACTIVE') throw new Error(done.state);
  return { authenticator, factor: done.factor, recoveryCodes: done.recoveryCodes };
}

async function assertion(authenticator: Authenticator) {
  const { challenge, options } = await new Browser(world).api.authentication.passkeyOptions({ body: {} });
  return { challenge, credential: authenticator.get(options) };
}

async function begin(email: string) {
  const browser = new Browser(world);
  const result = await browser.api.authentication.login({ body: { email, password } });
  if (result.state !== 'FACTOR_REQUIRED') throw new Error(result.state);
  return { browser, ...result };
}

const factsOf = async (browser: Browser) =>
  (await world.brain.security.facts(world.brain.kernel.database.db, browser.userId!)).map(({ kind }) => kind);

describe('an authenticator app', () => {
  test('counts only after a first valid code, and then every sign-in asks for one', async () => {
    const browser = await enter(world, 'ada@example.com');
    const { addFactor } = browser.api.authentication;
    await expectFail(addFactor({ body: { step: 'BEGIN_TOTP', password } }), 'STEP_UP_REQUIRED');
    await browser.stepUp();
    await expectFail(
      addFactor({ body: { step: 'BEGIN_TOTP', password: 'not the right one' } }),
      'CREDENTIALS_INVALID',
    );
    await expectFail(addFactor({ body: { step: 'ACTIVATE_TOTP', code: '123456' } }), 'TOKEN_INVALID');
    const begun = await addFactor({ body: { step: 'BEGIN_TOTP', password } });
    if (begun.state !== 'TOTP_PENDING') throw new Error(begun.state);
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\/SmartStart:ada%40example\.com\?/);
    expect(new URL(begun.uri).searchParams.get('secret')).toBe(begun.secret);
    await new Browser(world).signIn('ada@example.com');
    await expectFail(
      addFactor({ body: { step: 'ACTIVATE_TOTP', code: await codeOf(begun.secret, 5) } }),
      'FACTOR_INVALID',
    );
    const done = await addFactor({ body: { step: 'ACTIVATE_TOTP', code: await codeOf(begun.secret) } });
    expect(done).toMatchObject({ state: 'ACTIVE', factor: { kind: 'TOTP' } });
    expect(await factsOf(browser)).toContain('SECOND_FACTOR');
    expect((await begin('ada@example.com')).kinds).toEqual(['TOTP', 'RECOVERY_CODE']);
    await expectFail(addFactor({ body: { step: 'BEGIN_TOTP', password } }), 'ALREADY_EXISTS');
    expect((await browser.api.authentication.me({})).factors).toEqual(['TOTP']);
    const { db } = world.brain.kernel.database;
    expect(JSON.stringify(await db.selectFrom('auth_two_factors').select('secret').execute())).not.toContain(
      begun.secret,
    );
  });

  test('finishes a sign-in; no code is accepted twice, one step of drift is', async () => {
    const owner = await enter(world, 'bob@example.com');
    const { secret } = await addApp(owner);
    const { browser, challenge } = await begin('bob@example.com');
    const finish = (who: Browser, token: string, code: string) =>
      who.api.authentication.loginFactor({ body: { challenge: token, kind: 'TOTP', code } });
    await expectFail(finish(browser, challenge, await codeOf(secret, 3)), 'FACTOR_INVALID');
    const code = await codeOf(secret);
    browser.keep(await finish(browser, challenge, code));
    await browser.refresh();
    const again = await begin('bob@example.com');
    await expectFail(finish(again.browser, again.challenge, code), 'FACTOR_INVALID');
    await expectFail(finish(again.browser, challenge, await codeOf(secret, 1)), 'TOKEN_INVALID');
    await finish(again.browser, again.challenge, await codeOf(secret, 1));
    world.clock.advance(3 * stepMs);
    const late = await begin('bob@example.com');
    await finish(late.browser, late.challenge, await codeOf(secret, -1));
  });

  test('one code used twice at the same moment signs in once', async () => {
    const owner = await enter(world, 'cat@example.com');
    const { secret } = await addApp(owner);
    const [code, ...starts] = [
      await codeOf(secret),
      await begin('cat@example.com'),
      await begin('cat@example.com'),
    ] as const;
    const results = await Promise.allSettled(
      starts.map(({ browser, challenge }) =>
        browser.api.authentication.loginFactor({ body: { challenge, kind: 'TOTP', code } }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('guessing locks the account, and the right password between does not start the count anew', async () => {
    const owner = await enter(world, 'dan@example.com');
    const { secret } = await addApp(owner);
    for (let guess = 0; guess < 5; guess++) {
      const { browser, challenge } = await begin('dan@example.com');
      await expectFail(
        browser.api.authentication.loginFactor({
          body: { challenge, kind: 'TOTP', code: await codeOf(secret, 9) },
        }),
        'FACTOR_INVALID',
      );
    }
    await expectFail(begin('dan@example.com'), 'ACCOUNT_LOCKED');
    expect(
      (await eventsOf(world, 'security.account-locked')).filter((event) =>
        event.topics.includes(`user:${owner.userId}`),
      ),
    ).toHaveLength(1);
  });

  test('a half-finished sign-in runs out after ten minutes and dies with the password', async () => {
    const owner = await enter(world, 'eli@example.com');
    const { secret } = await addApp(owner);
    const { browser, challenge } = await begin('eli@example.com');
    world.clock.advance(10 * minuteMs);
    await expectFail(
      browser.api.authentication.loginFactor({
        body: { challenge, kind: 'TOTP', code: await codeOf(secret) },
      }),
      'TOKEN_INVALID',
    );
  });
});

describe('recovery codes', () => {
  test('are eight, kept hashed, and work once each', async () => {
    const owner = await enter(world, 'fay@example.com');
    const { recoveryCodes } = await addApp(owner);
    expect(recoveryCodes).toHaveLength(8);
    expect(new Set(recoveryCodes).size).toBe(8);
    const { db } = world.brain.kernel.database;
    const stored = JSON.stringify(await db.selectFrom('recovery_codes').selectAll().execute());
    expect(recoveryCodes.some((code) => stored.includes(code))).toBe(false);
    const use = async (code: string) => {
      const { browser, challenge } = await begin('fay@example.com');
      return browser.api.authentication.loginFactor({ body: { challenge, kind: 'RECOVERY_CODE', code } });
    };
    await use(recoveryCodes[0]!);
    await expectFail(use(recoveryCodes[0]!), 'FACTOR_INVALID');
    await use(` ${recoveryCodes[1]!.toUpperCase().replaceAll('-', ' ')} `);
    expect((await owner.api.authentication.listFactors({})).recoveryCodesLeft).toBe(6);
  });

  test('can be made anew, which voids the old ones; not without a factor', async () => {
    const owner = await enter(world, 'gil@example.com');
    const renew = (secret = password) =>
      owner.api.authentication.newRecoveryCodes({ body: { password: secret } });
    await owner.stepUp();
    await expectFail(renew(), 'RULE_VIOLATED');
    const { recoveryCodes: old } = await addApp(owner);
    await expectFail(renew('not the right one'), 'CREDENTIALS_INVALID');
    const { recoveryCodes } = await renew();
    expect(recoveryCodes).toHaveLength(8);
    const { browser, challenge } = await begin('gil@example.com');
    const use = (code: string) =>
      browser.api.authentication.loginFactor({ body: { challenge, kind: 'RECOVERY_CODE', code } });
    await expectFail(use(old[0]!), 'FACTOR_INVALID');
    await use(recoveryCodes[0]!);
  });
});

describe('a passkey', () => {
  test('is added, signs in alone, finishes a sign-in and steps up', async () => {
    const owner = await enter(world, 'hal@example.com');
    const { authenticator, factor, recoveryCodes } = await addPasskey(owner);
    expect(factor).toMatchObject({ kind: 'PASSKEY', name: 'Laptop', lastUsedAt: null });
    expect(recoveryCodes).toHaveLength(8);
    expect(await factsOf(owner)).toContain('PASSKEY');

    const alone = new Browser(world);
    alone.keep(await alone.api.authentication.passkeyLogin({ body: await assertion(authenticator) }));
    expect(alone.userId).toBe(owner.userId);
    await alone.refresh();

    const { browser, challenge, kinds } = await begin('hal@example.com');
    expect(kinds).toEqual(['PASSKEY', 'RECOVERY_CODE']);
    await browser.api.authentication.loginFactor({
      body: { challenge, kind: 'PASSKEY', credential: (await assertion(authenticator)).credential },
    });

    const proof = await alone.api.authentication.stepUp({
      body: { kind: 'PASSKEY', ...(await assertion(authenticator)) },
    });
    expect(proof.factor).toBe('PASSKEY');
    expect((await alone.api.authentication.listFactors({})).items[0]!.lastUsedAt).toBe(
      world.clock.now().toISOString(),
    );
    expect(await world.brain.kernel.database.db.selectFrom('auth_sessions').select('id').execute()).toEqual(
      [],
    );
  });

  test('an answer works once, for its own request, and only from the site’s own pages', async () => {
    const owner = await enter(world, 'ida@example.com');
    const { authenticator } = await addPasskey(owner);
    const login = (body: { challenge: string; credential: Record<string, unknown> }) =>
      new Browser(world).api.authentication.passkeyLogin({ body });
    const used = await assertion(authenticator);
    await login(used);
    await expectFail(login(used), 'TOKEN_INVALID');
    const { challenge } = await assertion(authenticator);
    await expectFail(
      login({ challenge, credential: (await assertion(authenticator)).credential }),
      'TOKEN_INVALID',
    );
    authenticator.origin = 'http://evil.example';
    await expectFail(login(await assertion(authenticator)), 'FACTOR_INVALID');
    authenticator.origin = 'http://localhost:3000';
    const late = await assertion(authenticator);
    world.clock.advance(5 * minuteMs);
    await expectFail(login(late), 'TOKEN_INVALID');
    await login(await assertion(authenticator));
  });

  test('is refused when cloned, when it did not verify the person, when unknown, or when malformed', async () => {
    const owner = await enter(world, 'jim@example.com');
    const { authenticator } = await addPasskey(owner);
    const login = (body: { challenge: string; credential: Record<string, unknown> }) =>
      new Browser(world).api.authentication.passkeyLogin({ body });
    await login(await assertion(authenticator));
    authenticator.counter = 0;
    await expectFail(login(await assertion(authenticator)), 'FACTOR_INVALID');
    authenticator.counter = 9;
    authenticator.verifiesPerson = false;
    await expectFail(login(await assertion(authenticator)), 'FACTOR_INVALID');
    await expectFail(login(await assertion(new Authenticator())), 'FACTOR_INVALID');
    await expectFail(login({ challenge: 'a'.repeat(43), credential: { id: 'x' } }), 'FACTOR_INVALID');
    const careless = new Authenticator();
    careless.verifiesPerson = false;
    await expectFail(addPasskey(owner, careless), 'FACTOR_INVALID');
  });

  test('of somebody else neither finishes a sign-in nor steps up, nor can its registration be taken over', async () => {
    const owner = await enter(world, 'kay@example.com');
    await addPasskey(owner);
    const thief = await enter(world, 'leo@example.com');
    const { authenticator } = await addPasskey(thief);
    const { browser, challenge } = await begin('kay@example.com');
    const { credential } = await assertion(authenticator);
    await expectFail(
      browser.api.authentication.loginFactor({ body: { challenge, kind: 'PASSKEY', credential } }),
      'FACTOR_INVALID',
    );
    await expectFail(
      owner.api.authentication.stepUp({ body: { kind: 'PASSKEY', ...(await assertion(authenticator)) } }),
      'FACTOR_INVALID',
    );

    const begun = await owner.api.authentication.addFactor({
      body: { step: 'BEGIN_PASSKEY', name: 'Phone' },
    });
    if (begun.state !== 'PASSKEY_PENDING') throw new Error(begun.state);
    const body = {
      step: 'ACTIVATE_PASSKEY' as const,
      name: 'Phone',
      challenge: begun.challenge,
      credential: new Authenticator().create(begun.options),
    };
    await expectFail(thief.api.authentication.addFactor({ body }), 'FACTOR_INVALID');
    expect((await owner.api.authentication.listFactors({})).items).toHaveLength(1);
  });
});

describe('removing a factor', () => {
  test('needs a step-up made with a factor; the facts and codes go with the last one', async () => {
    const owner = await enter(world, 'mia@example.com');
    const stranger = await enter(world, 'ned@example.com');
    const { secret } = await addApp(owner);
    const { authenticator, factor } = await addPasskey(owner);
    const remove = (who: Browser, factorId: string) =>
      who.api.authentication.removeFactor({ params: { factorId } });
    await stranger.stepUp();
    await expectFail(remove(stranger, factor.id), 'NOT_FOUND');
    await owner.stepUp();
    await expectFail(remove(owner, factor.id), 'STEP_UP_REQUIRED');
    await owner.api.authentication.stepUp({ body: { kind: 'TOTP', code: await codeOf(secret) } });
    await expectFail(remove(owner, newId()), 'NOT_FOUND');
    await expectFail(remove(owner, 'no-id-at-all'), 'NOT_FOUND');
    await remove(owner, factor.id);
    expect(await factsOf(owner)).not.toContain('PASSKEY');
    await expectFail(
      new Browser(world).api.authentication.passkeyLogin({ body: await assertion(authenticator) }),
      'FACTOR_INVALID',
    );
    const { items, recoveryCodesLeft } = await owner.api.authentication.listFactors({});
    expect([items.map(({ kind }) => kind), recoveryCodesLeft]).toEqual([['TOTP'], 8]);
    await remove(owner, items[0]!.id);
    expect(await factsOf(owner)).not.toContain('SECOND_FACTOR');
    expect((await owner.api.authentication.listFactors({})).recoveryCodesLeft).toBe(0);
    await new Browser(world).signIn('mia@example.com');
    const changes = (await eventsOf(world, 'security.credentials-changed')).filter(
      (event) => event.actor_id === owner.userId,
    );
    expect(changes.map(({ data }) => (data as { what: string }).what)).toEqual([
      'factor-added',
      'factor-added',
      'factor-removed',
      'factor-removed',
    ]);
  });
});
