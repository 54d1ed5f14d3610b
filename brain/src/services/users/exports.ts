import { addMs, dayMs } from '@smartstart/units';
import { auditOf, type AuditRow, type Security } from '../../engines/security/index.ts';
import type { Call } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Files } from '../files/index.ts';
import { privacyOf } from './profiles.ts';
import * as store from './store.ts';

/** What a module knows of a person, as plain data. */
export type ExportSection = (userId: string) => Promise<unknown>;

export interface Exports {
  /** Registers what a module adds to the file. */
  addExportSection(name: string, section: ExportSection): void;
  /** Queues the job; one at a time per person. */
  start(tx: Tx, call: Call, userId: string): Promise<string>;
}

const jobName = 'export-account';
/** Section 3.7: within 24 h. A job older than that is lost and blocks nobody. */
const lostAfterMs = dayMs;
const auditPage = 500;
const maxAuditEntries = 100_000;
const maxConsentLog = 10_000;

export function createExports(
  kernel: Kernel,
  { security, files }: { security: Security; files: Pick<Files, 'store' | 'has' | 'list'> },
): Exports {
  const { clock, database, jobs, outbox } = kernel;
  const { db } = database;
  const sections = new Map<string, ExportSection>();

  async function run({ jobId, userId, progress }: JobContext): Promise<{ fileId: string } | void> {
    if (!jobId || !userId) return;
    // Run a second time after a crash: the file is there already.
    if (await files.has(db, jobId)) return { fileId: jobId };
    const name = `smartstart-export-${clock.now().toISOString().slice(0, 10)}.json`;
    const file = {
      id: jobId,
      ownerId: userId,
      name,
      mediaType: 'application/json',
      bytes: write(userId, progress),
    };
    const fileId = await files.store(file, async (tx, id) => {
      await security.audit(tx, { actorId: userId, action: 'export.finished', entity: 'file', entityId: id });
      await outbox.publish(tx, {
        type: 'export.ready',
        actorId: userId,
        at: clock.now().toISOString(),
        topics: [`user:${userId}`],
        data: { userId, fileId: id },
      });
    });
    return { fileId };
  }

  /** Section by section, so that a large account never lies in memory whole. */
  async function* write(userId: string, progress: JobContext['progress']): AsyncGenerator<Uint8Array> {
    const head = { format: 'smartstart-export', version: 1, userId, exportedAt: clock.now().toISOString() };
    yield Buffer.from(toJson(head).replace(/\n}$/, ''));
    let done = 0;
    for (const [name, section] of sections) {
      await progress(done, sections.size, name);
      yield Buffer.from(
        `,\n  ${JSON.stringify(name)}: ${toJson((await section(userId)) ?? null).replaceAll('\n', '\n  ')}`,
      );
      done++;
    }
    yield Buffer.from('\n}\n');
    await progress(done, sections.size);
  }

  function addExportSection(name: string, section: ExportSection): void {
    if (sections.has(name)) throw new Error(`There are two export sections named ${name}.`);
    sections.set(name, section);
  }

  addExportSection('profile', async (userId) => profileOf(found(await store.find(db, userId))));
  addExportSection('skills', async (userId) =>
    (await store.skillsOf(db, [userId])).map(({ user_id: _, ...skill }) => skill),
  );
  addExportSection('consents', async (userId) => ({
    now: await store.consentsOf(db, userId),
    log: await store.consentLogOf(db, userId, maxConsentLog),
  }));
  addExportSection('accountHistory', (userId) => store.historyOf(db, userId));
  addExportSection('files', async (userId) =>
    (await files.list(db, userId)).map(({ storage_key: _, ...file }) => file),
  );
  addExportSection('audit', async (userId) => {
    const entries: unknown[] = [];
    for (let before: string | null = null; entries.length < maxAuditEntries;) {
      const page: AuditRow[] = await auditOf(db, { actorId: userId }, { limit: auditPage, before });
      entries.push(...page.map((entry) => JSON.parse(entry.record) as unknown));
      if (page.length < auditPage) break;
      before = page.at(-1)!.id;
    }
    return entries;
  });
  jobs.define({ name: jobName, run });

  return {
    addExportSection,
    async start(tx, call, userId) {
      found(await store.lock(tx, userId));
      if (await store.hasJob(tx, userId, jobName, addMs(clock.now(), -lostAfterMs)))
        throw new Fail('RULE_VIOLATED', 'An export is under way. Wait until it is finished.');
      const jobId = await jobs.enqueue(tx, jobName, {}, userId);
      await security.audit(tx, {
        actorId: userId,
        action: 'export.requested',
        entity: 'job',
        entityId: jobId,
        call,
      });
      return jobId;
    },
  };
}

function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_key, member: unknown) => (typeof member === 'bigint' ? member.toString() : member),
    2,
  );
}

function profileOf(row: store.UserRow) {
  return {
    id: row.id,
    email: row.email,
    emailVerifiedAt: row.email_verified_at,
    slug: row.slug,
    name: row.name,
    headline: row.headline,
    biography: row.biography,
    yearsOfExperience: row.years_of_experience,
    location: row.location,
    website: row.website,
    interests: row.interests,
    hoursPerWeek: row.hours_per_week,
    photoFileId: row.photo_file_id,
    status: row.status,
    identityVerified: row.identity_verified,
    createdAt: row.created_at,
    closingAt: row.closing_at,
    settings: { timeZone: row.time_zone, locale: row.locale, theme: row.theme },
    privacy: privacyOf(row),
  };
}
