import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import * as bulks from './bulk-store.ts';
import { usualChoices } from '../texts/clause-choice.ts';
import { announceBulk, announceProgress } from './drafting-events.ts';
import { createDraft, requireUsable, startValues, type Draft, type Recipient } from './drafts.ts';
import { standsIn } from '../texts/composition.ts';
import type { Actor, Ground, Origin } from '../ground.ts';
import { requireMembership } from './makers.ts';
import * as publications from '../catalogue/publication-store.ts';
import { openSigning } from '../signing/sending.ts';
import { finishedText, submit } from './submission.ts';
import { currentTemplate, type Template } from '../catalogue/templates.ts';

/**
 * One template for many: a document for each row, made and sent one after the other. All rows are checked before the
 * first document is made; a row is done in one transaction, so after a crash the rest goes on where it stopped.
 */

export interface BulkWish {
  readonly templateCode: string;
  readonly title: string;
  readonly ventureId?: string | undefined;
  readonly message?: string | undefined;
  readonly deadlineDays: number;
  readonly values: Readonly<Record<string, string>>;
  readonly rows: readonly {
    readonly values: Readonly<Record<string, string>>;
    readonly recipients: readonly Recipient[];
  }[];
}

interface Stored extends BulkWish {
  readonly version: string;
  readonly call: Origin;
}

const bulkJob = 'bulk-issue';

export async function startBulk(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  wish: BulkWish,
): Promise<{ bulkId: string; total: number }> {
  const template = await currentTemplate(tx, wish.templateCode);
  if (wish.ventureId) await requireMembership(ground, tx, actor.userId, wish.ventureId);
  if (template.alwaysReviewed)
    throw new Fail(
      'RULE_VIOLATED',
      'Every document of this template is reviewed first. Make them one by one.',
    );
  for (const [index, row] of wish.rows.entries())
    await checkRow(ground, tx, actor.userId, template, wish, row, index + 1);
  const bulkId = newId();
  const total = wish.rows.length;
  const input: Stored = { ...wish, version: template.version, call: actor.call };
  await bulks.insertBulk(tx, {
    id: bulkId,
    creator_id: actor.userId,
    title: wish.title,
    input: JSON.stringify(input),
    total,
    created_at: ground.kernel.clock.now(),
  });
  await ground.security.audit(tx, {
    actorId: actor.userId,
    action: 'bulk.started',
    entity: 'bulk',
    entityId: bulkId,
    call: actor.call,
    after: { code: template.code, version: template.version, total },
  });
  await ground.kernel.jobs.enqueue(tx, bulkJob, { bulkId }, null);
  return { bulkId, total };
}

/** How far it is, for the person who started it. */
export async function bulkProgress(db: Db, userId: string, bulkId: string) {
  const bulk = found(await bulks.bulkById(db, bulkId));
  if (bulk.creator_id !== userId) throw new Fail('NOT_FOUND');
  const lines = await bulks.bulkLines(db, bulkId);
  return {
    bulk,
    lines,
    done: lines.filter((line) => line.state === 'SENT').length,
    failed: lines.filter((line) => line.state === 'FAILED').length,
  };
}

export function defineBulkJob(ground: Ground): void {
  ground.kernel.jobs.define({
    name: bulkJob,
    run: async ({ input }) => {
      const bulk = found(await bulks.bulkById(ground.kernel.database.db, String(input['bulkId'])));
      while (await doNextRow(ground, bulk));
    },
  });
}

/** One row in one transaction; false when there is none left. */
async function doNextRow(ground: Ground, bulk: bulks.BulkRow): Promise<boolean> {
  const { transact } = ground.kernel.database;
  let row = 0;
  try {
    return await transact(async (tx) => {
      const line = await bulks.lockNextLine(tx, bulk.id);
      if (!line) return false;
      row = line.row_number;
      const documentId = await issueRow(ground, tx, bulk, row);
      await bulks.finishLine(tx, bulk.id, row, { state: 'SENT', document_id: documentId });
      await tellProgress(ground, tx, bulk);
      return true;
    });
  } catch (error) {
    // A rule that has come in between since the check concerns this row alone; anything else stops the job, to be tried again.
    if (!(error instanceof Fail) || !row) throw error;
    return transact(async (tx) => {
      await bulks.finishLine(tx, bulk.id, row, { state: 'FAILED', message: error.message });
      await tellProgress(ground, tx, bulk);
      return true;
    });
  }
}

async function issueRow(ground: Ground, tx: Tx, bulk: bulks.BulkRow, number: number): Promise<string> {
  const wish = bulk.input as Stored;
  const row = wish.rows[number - 1]!;
  const template = await currentTemplate(tx, wish.templateCode);
  // What was checked and agreed to is the version of that moment.
  if (template.version !== wish.version)
    throw new Fail(
      'RULE_VIOLATED',
      'A newer version of the template was published meanwhile. Start again with it.',
    );
  const { creator_id: creatorId } = bulk;
  const document = await createDraft(ground, tx, {
    templateCode: wish.templateCode,
    creatorId,
    title: wish.title,
    message: wish.message,
    ventureId: wish.ventureId,
    values: { ...wish.values, ...row.values },
    recipients: withCreator(template, row.recipients, creatorId),
    bulkId: bulk.id,
    call: wish.call,
  });
  const maker = { userId: creatorId, call: wish.call };
  await submit(ground, tx, maker, document.id);
  await openSigning(ground, tx, maker, document.id, wish.deadlineDays);
  return document.id;
}

async function checkRow(
  ground: Ground,
  tx: Tx,
  creatorId: string,
  template: Template,
  wish: BulkWish,
  row: BulkWish['rows'][number],
  number: number,
): Promise<void> {
  const venture = wish.ventureId ? found(await publications.ventureOf(tx, wish.ventureId)) : null;
  const draft: Draft = {
    values: startValues(template, venture?.name ?? null, { ...wish.values, ...row.values }),
    clauses: usualChoices(template),
    recipients: withCreator(template, row.recipients, creatorId),
    steps: [],
    note: null,
    writerId: creatorId,
  };
  const terms = {
    venture_id: wish.ventureId ?? null,
    validity_days: template.validityDays,
    notice_days: template.noticeDays,
  };
  try {
    await requireUsable(ground, tx, template, draft);
    await finishedText(ground, tx, template, terms, draft);
  } catch (error) {
    if (!(error instanceof Fail)) throw error;
    throw new Fail(error.code, `Row ${number}: ${error.message}`, {
      fields: (error.details.fields ?? []).map(({ path, message }) => ({
        path: `body.rows.${number - 1}.${path}`,
        message,
      })),
    });
  }
}

/** The rows name those who get the document; its maker signs after them, where the template has a part for the maker. */
function withCreator(template: Template, recipients: readonly Recipient[], creatorId: string): Recipient[] {
  const role = template.roles.find(({ creator }) => creator);
  const stands = !role || recipients.some((one) => one.kind === 'SIGNER' && standsIn(one, role));
  if (stands) return [...recipients];
  const step = Math.max(...recipients.map((recipient) => recipient.step)) + 1;
  return [...recipients, { userId: creatorId, role: role.label, kind: 'SIGNER', step }];
}

async function tellProgress(ground: Ground, tx: Tx, bulk: bulks.BulkRow): Promise<void> {
  const done = await bulks.countDone(tx, bulk.id);
  const state = done === bulk.total ? 'DONE' : 'RUNNING';
  await announceProgress(ground, tx, bulk.creator_id, { jobId: bulk.id, done, total: bulk.total, state });
  if (state === 'RUNNING') return;
  const failed = await bulks.countFailed(tx, bulk.id);
  const { creator_id: userId, id: bulkId, title, total } = bulk;
  await announceBulk(ground, tx, { userId, bulkId, title, total, failed });
}
