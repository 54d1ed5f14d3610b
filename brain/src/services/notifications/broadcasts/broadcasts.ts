import type { broadcastsWire, contract, Input } from '@smartstart/contract';
import type { z } from 'zod';
import type { Security } from '../../../engines/security/index.ts';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { JobContext } from '../../../kernel/jobs.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { nextState } from '../../../kernel/machine.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { broadcastMachine } from '../machine.ts';
import { noticeMail } from '../mails.ts';
import type { Notice, Telling } from '../telling.ts';
import type { Audiences } from './audiences.ts';
import { fill, placeholdersIn, requireValues } from './placeholders.ts';
import * as store from './store.ts';

export type BroadcastView = z.infer<typeof broadcastsWire.broadcast>;
export type Audience = z.infer<typeof broadcastsWire.audience>;
type Kind = z.infer<typeof broadcastsWire.kind>;
export type Content = z.infer<typeof broadcastsWire.content>;
/** Kept with a broadcast: the other languages as they stood when it was sent. */
type Kept = Content & { readonly translations: Readonly<Record<string, Translation>> };
interface Translation {
  readonly title: string;
  readonly text: string;
}
export type Message = Input<typeof contract.broadcasts.send>['body'];
type ListQuery = Input<typeof contract.broadcasts.list>['query'];

export const broadcastJob = 'notifications.broadcast';
const peopleABatch = 200;
const noticeTypes = { MAINTENANCE: 'maintenance', MARKETING: 'marketing' } as const;

export interface BroadcastParts {
  readonly kernel: Kernel;
  readonly security: Pick<Security, 'audit'>;
  readonly audiences: Audiences;
  readonly telling: Pick<Telling, 'notify' | 'notifyAll'>;
}

/** Messages of the hub to many: counted before, sent in the background batch by batch, stopped at will. */
export function createBroadcasts({ kernel, security, audiences, telling }: BroadcastParts) {
  const { clock, config, database, jobs } = kernel;

  jobs.define({ name: broadcastJob, retryLimit: 20, run });
  // A broadcast whose job is gone, because every try ended with a process, is taken up again.
  jobs.define({
    name: 'notifications.broadcasts-open',
    cron: '*/5 * * * *',
    run: async () => {
      for (const id of await store.openBroadcasts(database.db)) await deliver(id, () => Promise.resolve());
    },
  });

  async function preview(db: Db, actorId: string, { kind, audience, content }: Message) {
    check(content);
    const { people, withoutConsent, unknown } = await audiences.count(db, audience, kind === 'MARKETING');
    const person = found(await audiences.person(db, actorId));
    const notice = noticeFor(actorId, kind, content, person.name);
    return {
      people,
      withoutConsent,
      unknown,
      rendered: {
        title: notice.title,
        text: notice.text,
        mail: { subject: notice.title, ...noticeMail(notice, person, config) },
      },
    };
  }

  async function send(tx: Tx, actorId: string, { kind, audience, content }: Message): Promise<BroadcastView> {
    check(content);
    const { people, withoutConsent, unknown } = await audiences.count(tx, audience, kind === 'MARKETING');
    if (unknown.length)
      throw new Fail('RULE_VIOLATED', `Nobody here has the address ${unknown.slice(0, 3).join(', ')}.`);
    if (people === 0)
      throw new Fail(
        'RULE_VIOLATED',
        withoutConsent > 0
          ? 'None of these people has agreed to get marketing, so nobody may be sent this.'
          : 'Nobody belongs to this audience.',
      );
    const kept: Kept = { ...content, translations: await translationsOf(tx, content) };
    const id = newId();
    const jobId = await jobs.enqueue(tx, broadcastJob, { broadcastId: id }, actorId);
    const row = await store.insertBroadcast(tx, {
      id,
      created_by: actorId,
      kind,
      audience: JSON.stringify(audience),
      content: JSON.stringify(kept),
      state: 'SENDING',
      total: people + withoutConsent,
      job_id: jobId,
      created_at: clock.now(),
    });
    await security.audit(tx, {
      actorId,
      action: 'broadcast.started',
      entity: 'broadcast',
      entityId: id,
      after: { kind, audience: audience.kind, title: content.title, people },
    });
    return broadcastView(row);
  }

  async function translationsOf(tx: Tx, content: Content): Promise<Kept['translations']> {
    if (!content.template) return {};
    const rows = (await store.presentTemplates(tx)).filter((row) => row.code === content.template);
    found(rows[0], 'There is no such template.');
    const others = rows.filter((row) => row.language !== 'en');
    for (const { title, text } of others) check({ ...content, title, text });
    return Object.fromEntries(others.map(({ language, title, text }) => [language, { title, text }]));
  }

  async function tryOut(tx: Tx, actorId: string, kind: Kind, content: Content): Promise<{ sent: boolean }> {
    check(content);
    const person = found(await audiences.person(tx, actorId));
    const notice = noticeFor(actorId, kind, content, person.name);
    // Under a type that reaches oneself without a consent: it is a test, not marketing.
    await telling.notify(tx, { ...notice, type: 'maintenance', title: `Test: ${notice.title}` });
    return { sent: true };
  }

  async function cancel(tx: Tx, actorId: string, id: string): Promise<BroadcastView> {
    const row = found(await store.lockBroadcast(tx, id));
    const state = nextState(broadcastMachine, row.state, 'cancel');
    await security.audit(tx, {
      actorId,
      action: 'broadcast.cancelled',
      entity: 'broadcast',
      entityId: id,
      after: { told: row.told },
    });
    return broadcastView(await store.changeBroadcast(tx, id, { state, finished_at: clock.now() }));
  }

  async function list(db: Db, { cursor, limit }: ListQuery) {
    const rows = await store.broadcastsBefore(db, readIdCursor(cursor), limit + 1);
    return toPage(rows, limit, (row) => [row.id], broadcastView);
  }

  async function run({ input, progress }: JobContext): Promise<Record<string, unknown>> {
    return deliver(String(input['broadcastId']), progress);
  }

  async function deliver(id: string, progress: JobContext['progress']): Promise<Record<string, unknown>> {
    for (;;) {
      const row = await database.transact((tx) => step(tx, id));
      if (!row) return {};
      await progress(row.told + row.skipped, row.total);
      if (row.state !== 'SENDING') return { told: row.told, skipped: row.skipped };
    }
  }

  /**
   * The next people after the place that was reached. Place and messages are one transaction, so a process that ends in
   * the middle leaves nobody out and tells nobody twice; the row is locked, so two runs take turns.
   */
  async function step(tx: Tx, id: string): Promise<store.BroadcastRow | undefined> {
    const row = await store.lockBroadcast(tx, id);
    if (!row || row.state !== 'SENDING') return row;
    const audience = row.audience as unknown as Audience;
    const next = await audiences.after(tx, audience, row.position, peopleABatch);
    const readers = await audiences.people(tx, next.members);
    const { translations, ...content } = row.content as unknown as Kept;
    const notices = [...readers].map(([userId, { name, locale }]) => ({
      ...noticeFor(userId, row.kind as Kind, { ...content, ...translations[locale.slice(0, 2)] }, name),
      key: `broadcast:${id}`,
      bulk: true as const,
    }));
    const reached = await audiences.reached(tx, next.members, row.kind === 'MARKETING');
    await telling.notifyAll(tx, notices);
    const over = next.position === null;
    return store.changeBroadcast(tx, id, {
      told: row.told + reached,
      skipped: row.skipped + next.members.length - reached,
      ...(over
        ? { state: nextState(broadcastMachine, row.state, 'finish'), finished_at: clock.now() }
        : { position: next.position }),
    });
  }

  return {
    preview,
    send,
    tryOut,
    cancel,
    list,
    deliver,
    get: async (db: Db, id: string) => broadcastView(found(await store.findBroadcast(db, id))),
  };
}

export type Broadcasts = ReturnType<typeof createBroadcasts>;

function check({ title, text, values }: Content): void {
  requireValues(placeholdersIn(title, text), values);
}

function noticeFor(userId: string, kind: Kind, { title, text, link, values }: Content, name: string): Notice {
  const all = { ...values, user: name };
  return { userId, type: noticeTypes[kind], title: fill(title, all), text: fill(text, all), link };
}

function contentOf(row: store.BroadcastRow): Content {
  const { translations: _, ...content } = row.content as unknown as Kept;
  return content;
}

function broadcastView(row: store.BroadcastRow): BroadcastView {
  return {
    id: row.id,
    kind: row.kind as Kind,
    audience: row.audience as unknown as Audience,
    content: contentOf(row),
    state: row.state as BroadcastView['state'],
    total: row.total,
    told: row.told,
    skipped: row.skipped,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
