import { createWorld, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser, enter, eventsOf, expectFail, mailsTo, password, tokenFor } from './test-browser.ts';

const hourMs = 60 * 60_000;
const minuteMs = 60_000;
let world: World;

beforeAll(async () => {
  world = await createWorld({ FIRST_ADMIN_EMAIL: 'Chief@Example.com' }, { proven: false });
});
afterAll(() => world.close());

const signInWith = (email: string, secret: string) =>
  new Browser(world).api.authentication.login({ body: { email, password: secret } });
const verify = (token: string) => new Browser(world).api.authentication.verifyEmail({ body: { token } });

describe('registering', () => {
  test('the account waits for its mail, whose link works once', async () => {
    const visitor = new Browser(world);
    await visitor.register('ada@example.com', { invitation: 'invitation-token' });
    const [mail] = await mailsTo(world, 'ada@example.com');
    expect(mail!.text).toMatch(
      /http:\/\/localhost:3000\/verify\?token=[\w-]{43}&invitation=invitation-token/,
    );
    await expectFail(visitor.signIn('ada@example.com'), 'EMAIL_UNVERIFIED');
    expect(await mailsTo(world, 'ada@example.com')).toHaveLength(2);

    const token = await tokenFor(world, 'ada@example.com');
    expect(await verify(token)).toEqual({ verified: true, email: 'ada@example.com' });
    await expectFail(verify(token), 'TOKEN_INVALID');
    await visitor.signIn('Ada@Example.COM');
    const me = await visitor.api.authentication.me({});
    expect(me).toMatchObject({
      email: 'ada@example.com',
      name: 'Ada Moss',
      emailVerified: true,
      status: 'ACTIVE',
      factors: [],
      stepUpUntil: null,
    });
    expect(me.sessionId).toBe(visitor.sessionId);
  });

  test('a link of the first mail is void once another one was used, and after 24 hours', async () => {
    const visitor = new Browser(world);
    await visitor.register('bea@example.com');
    const first = await tokenFor(world, 'bea@example.com');
    await visitor.api.authentication.resendEmail({ body: { email: 'bea@example.com' } });
    const second = await tokenFor(world, 'bea@example.com');
    world.clock.advance(24 * hourMs);
    await expectFail(verify(second), 'TOKEN_INVALID');
    await visitor.api.authentication.resendEmail({ body: { email: 'bea@example.com' } });
    await verify(await tokenFor(world, 'bea@example.com'));
    await expectFail(verify(first), 'TOKEN_INVALID');
  });

  test('a known address gets the same answer, and its owner a mail', async () => {
    await enter(world, 'cem@example.com');
    const visitor = new Browser(world);
    const body = { name: 'Somebody', password: 'another fine long password', adult: true as const };
    const known = await visitor.api.authentication.register({ body: { ...body, email: 'CEM@example.com' } });
    const unknown = await visitor.api.authentication.register({
      body: { ...body, email: 'nobody-yet@example.com' },
    });
    expect(known).toEqual(unknown);
    expect((await mailsTo(world, 'cem@example.com'))[0]!.subject).toBe('You already have an account');
    await expectFail(signInWith('cem@example.com', body.password), 'CREDENTIALS_INVALID');
    for (const call of ['resendEmail', 'forgotPassword'] as const) {
      const answers = await Promise.all(
        ['cem@example.com', 'who@example.com'].map((email) =>
          visitor.api.authentication[call]({ body: { email } }),
        ),
      );
      expect(answers[0]).toEqual(answers[1]);
    }
    expect(await mailsTo(world, 'who@example.com')).toEqual([]);
  });

  test('two registrations of one address at once make one account', async () => {
    await Promise.all([1, 2, 3].map(() => new Browser(world).register('dot@example.com')));
    const { db } = world.brain.kernel.database;
    expect(
      await db.selectFrom('auth_users').select('id').where('email', '=', 'dot@example.com').execute(),
    ).toHaveLength(1);
    expect(
      await db.selectFrom('users').select('id').where('email', '=', 'dot@example.com').execute(),
    ).toHaveLength(1);
    expect(await mailsTo(world, 'dot@example.com')).toHaveLength(3);
  });

  test.each([
    'password1234',
    'Password2024!!',
    '123456789012',
    'qwertyqwerty',
    'aaaaaaaaaaaaaa',
    'eve@example.com',
  ])('%s is too weak', async (weak) => {
    await expectFail(new Browser(world).register('eve@example.com', { password: weak }), 'PASSWORD_WEAK');
  });

  test('a password shorter than 12 or longer than 128 characters is refused', async () => {
    await expectFail(new Browser(world).register('eve@example.com', { password: 'x9!kLm2$' }), 'MALFORMED');
    await expectFail(
      new Browser(world).register('eve@example.com', { password: 'wörter'.repeat(30) }),
      'MALFORMED',
    );
  });

  test('the person the installation names becomes the first super administrator, nobody after', async () => {
    const chief = await enter(world, 'chief@example.com');
    const facts = await world.brain.security.facts(world.brain.kernel.database.db, chief.userId!);
    expect(facts.filter(({ kind }) => kind === 'APPOINTED').map(({ value }) => value)).toEqual(['12']);
    const audit = await world.brain.kernel.database.db
      .selectFrom('audit_entries')
      .selectAll()
      .where('action', '=', 'access.appointed')
      .execute();
    expect(audit.map((entry) => entry.entity_id)).toEqual([chief.userId]);
  });

  test('an idempotent repetition of a registration is one registration', async () => {
    const visitor = new Browser(world);
    const body = { email: 'twice@example.com', name: 'Twice', password, adult: true as const };
    for (let times = 0; times < 2; times++)
      await visitor.api.authentication.register({ body }, { idempotencyKey: 'one-registration' });
    expect(await mailsTo(world, 'twice@example.com')).toHaveLength(1);
  });
});

describe('five failed attempts in a row', () => {
  test('lock sign-in for 15 minutes, whether the address is known or not', async () => {
    await enter(world, 'fay@example.com');
    for (const email of ['fay@example.com', 'ghost@example.com']) {
      for (let attempt = 0; attempt < 5; attempt++)
        await expectFail(signInWith(email, 'not the right one'), 'CREDENTIALS_INVALID');
      await expectFail(signInWith(email, password), 'ACCOUNT_LOCKED');
    }
    expect((await mailsTo(world, 'fay@example.com'))[0]!.subject).toBe('Sign-in is locked for 15 minutes');
    expect(await mailsTo(world, 'ghost@example.com')).toEqual([]);
    expect(await eventsOf(world, 'security.account-locked')).toHaveLength(1);
    // Each failure is told of the account that was tried, and of nothing else; an unknown address is nobody's.
    const failed = await eventsOf(world, 'login.failed');
    const { actor_id: userId } = (await eventsOf(world, 'session.started')).at(-1)!;
    expect(failed.filter(({ data }) => (data as { userId: string }).userId === userId)).toHaveLength(5);
    for (const { data, actor_id } of failed) {
      expect(Object.keys(data as object).toSorted()).toEqual(['proof', 'userId']);
      expect(actor_id).toBeNull();
    }
    world.clock.advance(15 * minuteMs - 1);
    await expectFail(signInWith('fay@example.com', password), 'ACCOUNT_LOCKED');
    world.clock.advance(1);
    await new Browser(world).signIn('fay@example.com');
  });

  test('a right one in between starts the count anew', async () => {
    await enter(world, 'gil@example.com');
    for (let round = 0; round < 2; round++) {
      for (let attempt = 0; attempt < 4; attempt++)
        await expectFail(signInWith('gil@example.com', 'not the right one'), 'CREDENTIALS_INVALID');
      await new Browser(world).signIn('gil@example.com');
    }
  });

  test('guesses made at the same time count one after the other', async () => {
    await enter(world, 'hal@example.com');
    const guesses = await Promise.allSettled(
      Array.from({ length: 8 }, () => signInWith('hal@example.com', 'not the right one')),
    );
    const codes = guesses.map((guess) =>
      guess.status === 'rejected' ? (guess.reason as { problem: { code: string } }).problem.code : 'ok',
    );
    expect(codes.filter((code) => code === 'CREDENTIALS_INVALID')).toHaveLength(5);
    expect(codes.filter((code) => code === 'ACCOUNT_LOCKED')).toHaveLength(3);
  });
});

describe('a forgotten password', () => {
  test('is replaced by mail: the link works once, for an hour, and ends all sessions', async () => {
    const browser = await enter(world, 'ida@example.com');
    const ask = () =>
      new Browser(world).api.authentication.forgotPassword({ body: { email: 'ida@example.com' } });
    const reset = (token: string, next = 'seven green bottles standing') =>
      new Browser(world).api.authentication.resetPassword({ body: { token, password: next } });
    await ask();
    const late = await tokenFor(world, 'ida@example.com');
    expect((await mailsTo(world, 'ida@example.com'))[0]!.text).toContain(
      'http://localhost:3000/reset?token=',
    );
    world.clock.advance(hourMs);
    await expectFail(reset(late), 'TOKEN_INVALID');
    await ask();
    const other = await tokenFor(world, 'ida@example.com');
    await ask();
    const token = await tokenFor(world, 'ida@example.com');
    await expectFail(reset(token, 'password1234'), 'PASSWORD_WEAK');
    await reset(token);
    await expectFail(reset(token), 'TOKEN_INVALID');
    await expectFail(reset(other), 'TOKEN_INVALID');
    await expectFail(browser.refresh(), 'SESSION_ENDED');
    await expectFail(signInWith('ida@example.com', password), 'CREDENTIALS_INVALID');
    await new Browser(world).signIn('ida@example.com', 'seven green bottles standing');
    expect(
      (await eventsOf(world, 'security.credentials-changed')).map(({ actor_id: actor }) => actor),
    ).toContain(browser.userId);
  });

  test('ends a lock, for the mailbox is proof', async () => {
    await enter(world, 'jon@example.com');
    for (let attempt = 0; attempt < 5; attempt++)
      await expectFail(signInWith('jon@example.com', 'not the right one'), 'CREDENTIALS_INVALID');
    await new Browser(world).api.authentication.forgotPassword({ body: { email: 'jon@example.com' } });
    await new Browser(world).api.authentication.resetPassword({
      body: { token: await tokenFor(world, 'jon@example.com'), password: 'seven green bottles standing' },
    });
    await new Browser(world).signIn('jon@example.com', 'seven green bottles standing');
  });
});

describe('changing the password', () => {
  test('needs a fresh proof of identity and the present password, and ends the other sessions', async () => {
    const browser = await enter(world, 'kim@example.com');
    const other = new Browser(world, { ip: '203.0.113.5' });
    await other.signIn('kim@example.com');
    const change = (currentPassword: string) =>
      browser.api.authentication.changePassword({
        body: { currentPassword, newPassword: 'seven green bottles standing' },
      });
    await expectFail(change(password), 'STEP_UP_REQUIRED');
    await expectFail(browser.stepUp('not the right one'), 'CREDENTIALS_INVALID');
    await browser.stepUp();
    expect((await browser.api.authentication.me({})).stepUpUntil).toBe(
      new Date(world.clock.now().getTime() + 10 * minuteMs).toISOString(),
    );
    await expectFail(change('not the right one'), 'CREDENTIALS_INVALID');
    world.clock.advance(10 * minuteMs);
    await expectFail(change(password), 'STEP_UP_REQUIRED');
    await browser.stepUp();
    await change(password);
    await browser.refresh();
    await expectFail(other.refresh(), 'SESSION_ENDED');
  });
});

describe('an account that ends elsewhere', () => {
  test('a banned one is signed out and stays out; an erased one leaves nothing behind', async () => {
    const browser = await enter(world, 'lee@example.com');
    const { db, transact } = world.brain.kernel.database;
    await db.updateTable('users').set({ status: 'BANNED' }).where('id', '=', browser.userId!).execute();
    const publish = (type: string) =>
      transact((tx) =>
        world.brain.kernel.outbox.publish(tx, {
          type,
          actorId: null,
          at: world.clock.now().toISOString(),
          topics: [],
          data: { userId: browser.userId },
        }),
      );
    await publish('account.banned');
    await world.settle();
    await expectFail(browser.refresh(), 'SESSION_ENDED');
    await expectFail(signInWith('lee@example.com', password), 'FORBIDDEN');
    await publish('account.erased');
    await world.settle();
    await expectFail(signInWith('lee@example.com', password), 'CREDENTIALS_INVALID');
    expect(
      await db.selectFrom('sessions').select('id').where('user_id', '=', browser.userId!).execute(),
    ).toEqual([]);
  });
});
