import { Writable } from 'node:stream';
import { createFakeClock, createTestDatabase, type FakeClock, type TestDatabase } from '@smartstart/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from './db.ts';
import { createMailer, messageIdOf } from './mailer.ts';
import type { Mailer } from './mail.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { PostOffice } from './test-post-office.ts';

const from = 'SmartStart <no-reply@hub.test>';
const mail = {
  to: 'ada@people.test',
  subject: 'Confirm your address',
  text: 'Open https://hub.test/verify?token=s3cr3t now.',
  html: '<p>Open it</p>',
};

let place: TestDatabase;
let database: Database;
let clock: FakeClock;
let office: PostOffice;
let metrics: Metrics;
let logged: string[];
const mailers: Mailer[] = [];

beforeEach(async () => {
  place = await createTestDatabase();
  metrics = createMetrics();
  database = openDatabase({ ...place.connection, max: 10 }, pino({ level: 'silent' }), metrics);
  clock = createFakeClock();
  logged = [];
  office = new PostOffice();
  await office.open();
});

afterEach(async () => {
  for (const mailer of mailers.splice(0)) await mailer.stop();
  await office.close();
  await database.close();
  await place.drop();
});

function open(url: string | null = office.url): Mailer {
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => (logged.push(chunk.toString()), done()),
  });
  const mailer = createMailer({ url, from }, database, clock, pino({ level: 'trace' }, stream), metrics);
  mailers.push(mailer);
  return mailer;
}

const queue = (mailer: Mailer, change: Partial<typeof mail> & { dueAt?: Date } = {}) =>
  database.transact((tx) => mailer.queue(tx, { ...mail, ...change }));
const rows = () => database.db.selectFrom('mails').selectAll().orderBy('id').execute();
const headerOf = (raw: string, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'mi').exec(raw.replace(/\r\n[ \t]/g, ' '))?.[1]?.trim();
const outcome = async (name: string) =>
  (await metrics.mails.get()).values.find((value) => value.labels.outcome === name)?.value ?? 0;

describe('sending', () => {
  test('a mail goes out after the commit, with text, HTML and a Message-ID made of its id', async () => {
    const mailer = open();
    await queue(mailer);
    await mailer.drain();
    const [received] = office.received;
    expect(received).toMatchObject({ from: 'no-reply@hub.test', to: ['ada@people.test'] });
    const [row] = await rows();
    expect(headerOf(received!.raw, 'message-id')).toBe(messageIdOf(row!.id, from));
    expect(headerOf(received!.raw, 'subject')).toBe(mail.subject);
    expect(headerOf(received!.raw, 'auto-submitted')).toBe('auto-generated');
    expect(received!.raw).toContain('multipart/alternative');
    expect(row).toMatchObject({ state: 'SENT', attempts: 1, lease: null, sent_at: clock.now() });
    expect(await outcome('sent')).toBe(1);
  });

  test('what a sent mail said is not kept', async () => {
    const mailer = open();
    await queue(mailer);
    await mailer.drain();
    expect(await rows()).toMatchObject([{ text: '', html: '' }]);
  });

  test('a mail of a transaction that is rolled back never goes out', async () => {
    const mailer = open();
    await expect(
      database.transact(async (tx) => mailer.queue(tx, mail).then(() => Promise.reject(new Error('no')))),
    ).rejects.toThrow('no');
    await mailer.drain();
    expect(office.received).toEqual([]);
  });

  test('a started mailer sends by itself as soon as the transaction commits', async () => {
    const mailer = open();
    mailer.start();
    await queue(mailer);
    await expect.poll(() => office.received.length, { timeout: 3_000 }).toBe(1);
  });

  test('a held mail waits for its time', async () => {
    const mailer = open();
    await queue(mailer, { dueAt: new Date(clock.now().getTime() + 60_000) });
    await mailer.drain();
    expect(office.received).toEqual([]);
    clock.advance(60_000);
    await mailer.drain();
    expect(office.received).toHaveLength(1);
  });

  test('what one person waits for overtakes what goes to many', async () => {
    const mailer = open();
    await database.transact((tx) =>
      mailer.queueAll(
        tx,
        Array.from({ length: 20 }, (_, at) => ({
          ...mail,
          to: `many-${at}@people.test`,
          bulk: true as const,
        })),
      ),
    );
    clock.advance(60_000);
    await queue(mailer, { to: 'one@people.test' });
    await mailer.drain();
    expect(office.received).toHaveLength(21);
    // Five connections send at once.
    expect(office.received.slice(0, 5).flatMap((one) => one.to)).toContain('one@people.test');
  });

  test('names cannot add headers or recipients', async () => {
    const mailer = open();
    await queue(mailer, { subject: 'Hello\r\nBcc: eve@evil.test', to: 'ada@people.test, eve@evil.test' });
    await mailer.drain();
    for (const one of office.seen) {
      expect(one.to).not.toContain('eve@evil.test');
      expect(headerOf(one.raw, 'bcc')).toBeUndefined();
    }
    await queue(mailer, { subject: 'Hello\r\nBcc: eve@evil.test' });
    await mailer.drain();
    expect(office.received.at(-1)).toMatchObject({ to: ['ada@people.test'] });
    expect(headerOf(office.received.at(-1)!.raw, 'subject')).toBe('Hello Bcc: eve@evil.test');
  });

  test('logs hold neither address nor content, also when the server repeats them', async () => {
    const mailer = open();
    await queue(mailer);
    office.refuse = 550;
    await mailer.drain();
    office.refuse = null;
    clock.advance(30_000);
    await mailer.drain();
    expect(logged.length).toBeGreaterThanOrEqual(2);
    expect(logged.join('')).not.toMatch(/people\.test|s3cr3t|Confirm/);
  });
});

describe('trouble', () => {
  test('while the server is down mails wait, and they arrive once it is back', async () => {
    const mailer = open();
    await office.close();
    await queue(mailer);
    await mailer.drain();
    expect(await rows()).toMatchObject([
      { state: 'PENDING', attempts: 1, last_error: expect.stringMatching(/^E[A-Z]+/), lease: null },
    ]);
    await office.open();
    await mailer.drain();
    expect(office.received).toEqual([]);
    clock.advance(30_000);
    await mailer.drain();
    expect(office.received).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: 'SENT', attempts: 2, last_error: null }]);
  });

  test('every attempt carries the same Message-ID', async () => {
    const mailer = open();
    office.refuse = 451;
    await queue(mailer);
    await mailer.drain();
    office.refuse = null;
    clock.advance(30_000);
    await mailer.drain();
    const ids = office.seen.map((one) => headerOf(one.raw, 'message-id'));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('after five retries, each later than the one before, a mail is given up and its content goes', async () => {
    const mailer = open();
    office.refuse = 550;
    await queue(mailer);
    const waits: number[] = [];
    for (let tries = 0; tries < 6; tries++) {
      await mailer.drain();
      const [row] = await rows();
      const wait = row!.due_at.getTime() - clock.now().getTime();
      if (row!.state === 'PENDING') waits.push(wait);
      clock.advance(Math.max(wait, 0));
    }
    expect(waits).toEqual([30_000, 120_000, 600_000, 3_600_000, 14_400_000]);
    expect(await rows()).toMatchObject([
      { state: 'FAILED', attempts: 6, text: '', html: '', last_error: 'EMESSAGE 550' },
    ]);
    expect(await outcome('failed')).toBe(1);
    clock.advance(86_400_000);
    await mailer.drain();
    expect(office.seen).toHaveLength(6);
  });

  test('one bad mail does not hold up the others', async () => {
    const mailer = open();
    await queue(mailer, { to: 'not an address' });
    await queue(mailer);
    await mailer.drain();
    expect(office.received.map((one) => one.to)).toEqual([['ada@people.test']]);
  });

  test('several Brains share the queue, and each mail goes out once', async () => {
    const [one, two] = [open(), open()];
    for (let count = 0; count < 40; count++) await queue(one, { to: `person${count}@people.test` });
    await Promise.all([one.drain(), two.drain()]);
    expect(office.received).toHaveLength(40);
    expect(new Set(office.received.map((received) => received.to[0])).size).toBe(40);
  });

  test('a sender that died after sending leaves a mail that is sent again under the same Message-ID, and recorded once', async () => {
    const [slow, next] = [open(), open()];
    await queue(slow);
    const held = Promise.withResolvers<void>();
    office.hold = held.promise;
    // The server has the mail, but the sender does not learn of it while its lease runs.
    const sending = slow.drain();
    await expect.poll(() => office.seen.length).toBe(1);
    office.hold = null;
    clock.advance(119_000);
    await next.drain();
    expect(office.seen).toHaveLength(1);
    clock.advance(1_000);
    await next.drain();
    expect(await rows()).toMatchObject([{ state: 'SENT', attempts: 2, sent_at: clock.now() }]);
    const sentAt = clock.now();
    clock.advance(5_000);
    held.resolve();
    await sending;
    expect(await rows()).toMatchObject([{ state: 'SENT', attempts: 2, sent_at: sentAt }]);
    expect(new Set(office.received.map((one) => headerOf(one.raw, 'message-id'))).size).toBe(1);
    clock.advance(600_000);
    await next.drain();
    expect(office.seen).toHaveLength(2);
  });

  test('stopping lets the mail that is under way finish', async () => {
    const mailer = open();
    mailer.start();
    const held = Promise.withResolvers<void>();
    office.hold = held.promise;
    await queue(mailer);
    await expect.poll(() => office.seen.length).toBe(1);
    const stopped = mailer.stop();
    held.resolve();
    await stopped;
    expect(await rows()).toMatchObject([{ state: 'SENT' }]);
  });

  test('finished mails are forgotten after 30 days', async () => {
    const mailer = open();
    await queue(mailer);
    await mailer.drain();
    clock.advance(31 * 86_400_000);
    mailer.start();
    await expect.poll(async () => (await rows()).length).toBe(0);
  });
});

test('without a server mails are kept, and nothing is sent', async () => {
  const mailer = open(null);
  await queue(mailer);
  mailer.start();
  await mailer.drain();
  expect(await rows()).toMatchObject([{ state: 'KEPT', text: mail.text, attempts: 0 }]);
  expect(await outcome('kept')).toBe(1);
});
