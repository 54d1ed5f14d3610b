import { createWorld, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import type { Call } from './call.ts';
import { mailboxHandler } from './mailbox.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const open = (query: { to?: string; limit?: number } = {}, env: Record<string, string> = {}) => {
  const { kernel } = world.brain;
  const config = Object.keys(env).length
    ? readConfig({ CALL_KEYS: `t:${'a'.repeat(43)}`, ...env })
    : kernel.config;
  return mailboxHandler({ ...kernel, config })({ query: { limit: 50, ...query } }, {} as Call);
};

test('shows the kept mails, newest first, with their links, for everybody or one address', async () => {
  const { database, mailer } = world.brain.kernel;
  const send = (to: string, text: string, dueAt?: Date) =>
    database.transact((tx) =>
      mailer.queue(tx, { to, subject: to, text, html: '<p></p>', ...(dueAt ? { dueAt } : {}) }),
    );
  await send('Ada@people.test', 'Go to https://hub.test/verify?token=abc-_1.\nOr (http://localhost:3000/x).');
  world.clock.advance(1_000);
  await send('bob@people.test', 'nothing to click');
  await send('cyd@people.test', 'later', new Date(world.clock.now().getTime() + 3_600_000));
  expect(await open()).toMatchObject({
    items: [{ to: 'bob@people.test', links: [] }, { to: 'Ada@people.test' }],
  });
  expect(await open({ to: 'ada@PEOPLE.test' })).toMatchObject({
    items: [
      {
        subject: 'Ada@people.test',
        links: ['https://hub.test/verify?token=abc-_1', 'http://localhost:3000/x'],
      },
    ],
  });
  expect(await open({ limit: 1 })).toMatchObject({ items: [{ to: 'bob@people.test' }] });
  world.clock.advance(3_600_000);
  expect(await open({ to: 'cyd@people.test' })).toMatchObject({ items: [{ text: 'later' }] });
});

test('does not exist where a server sends the mails, nor in production', async () => {
  await expect(open({}, { SMTP_URL: 'smtp://127.0.0.1:25000' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const production = {
    SMARTSTART_MODE: 'production',
    DATABASE_URL: 'postgres://x',
    SMTP_URL: 'smtp://x',
    ENCRYPTION_KEY: 'a'.repeat(43),
    SIGNING_KEY: 'x',
    PUBLIC_ORIGIN: 'https://hub.test',
  };
  await expect(open({}, production)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
