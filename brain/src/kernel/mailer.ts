import { createTransport } from 'nodemailer';
import { type Selectable } from 'kysely';
import type { MailsTable } from '../tables.gen.ts';
import type { Clock } from './clock.ts';
import type { Database, Tx } from './db.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';
import type { Mail, Mailer } from './mail.ts';
import type { Metrics } from './metrics.ts';

export type { Mail, MailContent, Mailer } from './mail.ts';

type MailRow = Selectable<MailsTable>;

const pollMs = 5_000;
/** At most so many mails go out in one poll interval, which is what mail providers bear. */
const mailsPerPoll = 100;
const connections = 5;
const rowsAStatement = 1_000;
/** Longer than one attempt may take, so that a mail under way is never taken twice. */
const leaseMs = 120_000;
const attemptTimeoutMs = 90_000;
const connectTimeoutMs = 10_000;
const socketTimeoutMs = 30_000;
const stopTimeoutMs = 10_000;
/** Waiting times before the five retries; when the last one fails the mail is given up. */
const retryDelaysMs = [30_000, 120_000, 600_000, 3_600_000, 4 * 3_600_000];
const keptDays = 30;
const cleaningMs = 3_600_000;

/**
 * Sends mails over SMTP, outside any transaction. A mail is leased to one sender at a time; a sender that dies before it
 * has marked the mail leaves it to the next one once the lease is over, under the same Message-ID. Without an SMTP server
 * mails are only kept.
 */
export function createMailer(
  config: { url: string | null; from: string },
  database: Database,
  clock: Clock,
  log: Log,
  metrics: Metrics,
): Mailer {
  const { db } = database;
  const transport = config.url ? openTransport(config.url) : null;
  const queueing = new WeakSet<object>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let started = false;
  let stopping = false;
  let cleanedAt = 0;

  async function queueAll(tx: Tx, mails: readonly Mail[]): Promise<string[]> {
    if (!mails.length) return [];
    const now = clock.now();
    const rows = mails.map((mail) => ({
      id: newId(),
      to_address: mail.to,
      subject: oneLine(mail.subject),
      text: mail.text,
      html: mail.html,
      state: transport ? 'PENDING' : 'KEPT',
      due_at: mail.dueAt ?? now,
      bulk: mail.bulk ?? false,
      created_at: now,
    }));
    // One statement takes 65,535 values.
    for (let at = 0; at < rows.length; at += rowsAStatement)
      await tx
        .insertInto('mails')
        .values(rows.slice(at, at + rowsAStatement))
        .execute();
    queueing.add(tx);
    if (!transport) metrics.mails.inc({ outcome: 'kept' }, rows.length);
    return rows.map((row) => row.id);
  }

  async function drain(): Promise<void> {
    if (!transport) return;
    await Promise.all(Array.from({ length: connections }, sendAllDue));
  }

  async function sendAllDue(): Promise<void> {
    for (let row = await lease(); row; row = await lease()) await attempt(row);
  }

  /** Takes one due mail. The commit of this statement is what makes the mail ours. */
  async function lease(): Promise<MailRow | undefined> {
    if (stopping) return undefined;
    const now = clock.now();
    return db
      .updateTable('mails')
      .set((eb) => ({ lease: new Date(now.getTime() + leaseMs), attempts: eb('attempts', '+', 1) }))
      .where('id', '=', (eb) =>
        eb
          .selectFrom('mails')
          .select('id')
          .where('state', '=', 'PENDING')
          .where('due_at', '<=', now)
          .where((or) => or.or([or('lease', 'is', null), or('lease', '<=', now)]))
          .orderBy('bulk')
          .orderBy('due_at')
          .orderBy('id')
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .executeTakeFirst();
  }

  async function attempt(row: MailRow): Promise<void> {
    try {
      await transport!.sendMail({
        from: config.from,
        to: { name: '', address: row.to_address },
        subject: row.subject,
        text: row.text,
        html: row.html,
        messageId: messageIdOf(row.id, config.from),
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.timeout(attemptTimeoutMs),
      });
    } catch (error) {
      await fail(row, error);
      return;
    }
    const marked = await mark(row, {
      state: 'SENT',
      sent_at: clock.now(),
      text: '',
      html: '',
      last_error: null,
    });
    metrics.mails.inc({ outcome: 'sent' });
    log.info(
      { mailId: row.id, attempts: row.attempts },
      marked ? 'a mail was sent' : 'a mail was sent, but its lease had run out',
    );
  }

  async function fail(row: MailRow, error: unknown): Promise<void> {
    const reason = reasonOf(error);
    const delayMs = retryDelaysMs[row.attempts - 1];
    if (delayMs === undefined) {
      await mark(row, { state: 'FAILED', text: '', html: '', last_error: reason });
      metrics.mails.inc({ outcome: 'failed' });
      log.error(
        { mailId: row.id, attempts: row.attempts, reason },
        'a mail could not be sent and was given up',
      );
      return;
    }
    await mark(row, {
      state: 'PENDING',
      due_at: new Date(clock.now().getTime() + delayMs),
      last_error: reason,
    });
    metrics.mails.inc({ outcome: 'retried' });
    log.warn(
      { mailId: row.id, attempts: row.attempts, reason },
      'a mail could not be sent and is tried again',
    );
  }

  /** Writes the outcome unless the lease has gone to somebody else meanwhile. */
  async function mark(
    row: MailRow,
    change: {
      state: string;
      due_at?: Date;
      sent_at?: Date;
      text?: string;
      html?: string;
      last_error: string | null;
    },
  ): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('mails')
      .set({ ...change, lease: null })
      .where('id', '=', row.id)
      .where('state', '=', 'PENDING')
      .where('lease', '=', row.lease)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async function forgetOld(): Promise<void> {
    const now = clock.now().getTime();
    if (now - cleanedAt < cleaningMs) return;
    cleanedAt = now;
    await db
      .deleteFrom('mails')
      .where('state', '<>', 'PENDING')
      .where('created_at', '<', new Date(now - keptDays * 86_400_000))
      .execute();
  }

  /** One round at a time; a wake-up during a round leads to one more. */
  function wake(): void {
    if (running) {
      again = true;
      return;
    }
    running = drain()
      .then(forgetOld)
      .catch((err: unknown) => log.error({ err }, 'the mails could not be sent'))
      .finally(() => {
        running = undefined;
        if (again && started) wake();
        again = false;
      });
  }

  database.onCommit((tx) => {
    if (started && queueing.has(tx)) queueMicrotask(wake);
  });

  return {
    queue: async (tx, mail) => void (await queueAll(tx, [mail])),
    queueAll,
    drain,
    start() {
      started = true;
      stopping = false;
      timer = setInterval(wake, pollMs);
      wake();
    },
    async stop() {
      started = false;
      stopping = true;
      clearInterval(timer);
      // A mail that hangs longer is left to its lease.
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, stopTimeoutMs).unref())]);
      transport?.close();
    },
  };
}

function openTransport(url: string) {
  return createTransport({
    url,
    pool: true,
    maxConnections: connections,
    rateDelta: pollMs,
    rateLimit: mailsPerPoll,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: socketTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** The same for every attempt, so that a second copy can be recognised. */
export function messageIdOf(mailId: string, from: string): string {
  const domain = /@([^\s<>@]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return `<${mailId}@${domain}>`;
}

/** What went wrong without what the server said, which may repeat the address. */
function reasonOf(error: unknown): string {
  const { code, responseCode, name } = error as { code?: unknown; responseCode?: unknown; name?: unknown };
  return [code ?? name ?? 'UNKNOWN', responseCode]
    .filter((part) => part !== undefined)
    .map(String)
    .join(' ')
    .slice(0, 100);
}

/** A subject is one line, whatever names it holds. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
