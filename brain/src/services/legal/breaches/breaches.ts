import { addDays } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { requireId, readCursor, toPage } from '../../../kernel/paging.ts';
import * as breaches from './breach-store.ts';
import { sha256 } from '../texts/canonical-text.ts';
import { paperName } from '../catalogue/catalogue.ts';
import { readAsReader } from '../reading/documents.ts';
import { announce, announceExpired } from '../record/events.ts';
import { settleFacts } from '../papers/facts.ts';
import type { Actor, Ground } from '../ground.ts';
import { doerOf } from '../record/doers.ts';
import { note } from '../record/history.ts';
import { isBound, requireInForce, requireTransition, type DocumentState } from '../record/policy.ts';
import * as store from '../record/store.ts';

/**
 * Breach cases (domain rules, section 3.4). While one is open the document stays in force: only a decision ends it. What a
 * confirmed breach means for a person's compliance is an act of its own, never a consequence of this one.
 */

export interface BreachReport {
  readonly text: string;
  readonly fileIds: readonly string[];
}

export interface BreachDecision {
  readonly decision: 'UNFOUNDED' | 'CONFIRMED' | 'REMEDIED' | 'NOT_REMEDIED';
  readonly reason: string;
  readonly plan?: string | undefined;
  readonly deadline?: string | undefined;
}

export interface BreachDeps {
  /** Are these all files of the person, ready to be read. */
  readonly ownsFiles: (db: Db, ownerId: string, fileIds: readonly string[]) => Promise<boolean>;
}

interface Outcome {
  readonly from: string;
  readonly state: string;
  readonly document: DocumentState;
}

const legalRung = 11;
const mostRemedyDays = 365;
/** The parties are reminded so long before the time for remedying runs out. */
const reminderDays = 3;
const jobBatch = 100;

const outcomes: Readonly<Record<BreachDecision['decision'], Outcome>> = {
  UNFOUNDED: { from: 'INVESTIGATING', state: 'UNFOUNDED', document: 'EFFECTIVE' },
  CONFIRMED: { from: 'INVESTIGATING', state: 'REMEDIATION', document: 'BREACH_REMEDIATION' },
  REMEDIED: { from: 'REMEDIATION', state: 'REMEDIED', document: 'EFFECTIVE' },
  NOT_REMEDIED: { from: 'REMEDIATION', state: 'NOT_REMEDIED', document: 'TERMINATED' },
};

export type Breaches = ReturnType<typeof createBreaches>;

export function createBreaches(ground: Ground, { ownsFiles }: BreachDeps) {
  const { clock, database, jobs, outbox } = ground.kernel;

  async function report(
    tx: Tx,
    actor: Actor,
    documentId: string,
    { text, fileIds }: BreachReport,
  ): Promise<string> {
    const document = found(await store.lockDocument(tx, documentId));
    const signers = await store.signersOf(tx, documentId);
    if (!isBound(document, signers, actor.userId) && !actor.held.has(legalRung)) {
      await readAsReader(ground, tx, actor, documentId);
      throw new Fail('RULE_VIOLATED', 'Only those who signed this document can report a breach of it.');
    }
    requireTransition(document, 'BREACH_INVESTIGATION');
    const now = clock.now();
    requireInForce(document, now);
    const files = [...new Set(fileIds)];
    if (files.length && !(await ownsFiles(tx, actor.userId, files)))
      throw new Fail('RULE_VIOLATED', 'Evidence is attached from your own files. Upload it first.');
    const id = newId();
    await breaches.insertBreach(tx, {
      id,
      document_id: documentId,
      reported_by: actor.userId,
      reported_at: now,
      text,
      file_ids: files,
      state: 'INVESTIGATING',
    });
    const reported = await store.updateDocument(tx, documentId, {
      state: 'BREACH_INVESTIGATION',
      state_since: now,
    });
    // The words of the report stay out of the history, which cannot be erased; their hash proves them.
    await note(ground, tx, reported, {
      type: 'breach-reported',
      by: await doerOf(ground, tx, actor),
      data: { breachId: id, reportHash: sha256(text), fileIds: files },
    });
    await tell(tx, 'breach.reported', reported, signers, actor.userId, { breachId: id });
    return id;
  }

  async function decide(
    tx: Tx,
    actor: Actor,
    breachId: string,
    given: BreachDecision,
  ): Promise<breaches.BreachRow> {
    // The document first, as everybody locks it who changes it.
    const { document_id } = found(await breaches.breachById(tx, breachId));
    const document = found(await store.lockDocument(tx, document_id));
    const breach = found(await breaches.lockBreach(tx, breachId));
    const signers = await store.signersOf(tx, document_id);
    if (isBound(document, signers, actor.userId))
      throw new Fail('RULE_VIOLATED', 'You are a party to this document; another administrator decides.');
    const outcome = outcomes[given.decision];
    if (breach.state !== outcome.from)
      throw new Fail('ILLEGAL_TRANSITION', `This case is ${breach.state} and does not allow that.`);
    requireTransition(document, outcome.document);
    const now = clock.now();
    const decided = await breaches.updateBreach(tx, breachId, {
      state: outcome.state,
      decided_by: actor.userId,
      decided_at: now,
      reason: given.reason,
      ...remedyOf(given, now),
    });
    const changed = await store.updateDocument(tx, document_id, {
      state: outcome.document,
      state_since: now,
      ...(outcome.document === 'TERMINATED'
        ? { ended_at: now, end_reason: `A breach was not remedied. ${given.reason}` }
        : {}),
    });
    await note(ground, tx, changed, {
      type: `breach-${given.decision.toLowerCase().replace('_', '-')}`,
      by: await doerOf(ground, tx, actor),
      detail: given.reason,
      data: {
        breachId,
        plan: decided.plan,
        deadline: decided.deadline?.toISOString() ?? null,
      },
    });
    if (outcome.document === 'TERMINATED') await end(tx, changed, signers, actor.userId);
    await tell(tx, 'breach.decided', changed, signers, actor.userId, {
      breachId,
      decision: given.decision,
      reason: given.reason,
      plan: decided.plan,
      deadline: decided.deadline?.toISOString() ?? null,
    });
    return decided;
  }

  /** What ending a document by decision brings with it. */
  async function end(
    tx: Tx,
    document: store.DocumentRow,
    signers: readonly store.SignerRow[],
    actorId: string,
  ): Promise<void> {
    const bearers = signers.flatMap((signer) =>
      signer.bears_fact && signer.user_id ? [signer.user_id] : [],
    );
    await settleFacts(ground, tx, bearers, document.code, document.ref);
    await announce(ground, tx, 'document.ended', document, signers, actorId);
    if (document.kind === 'PAPER' && document.venture_id) await announceExpired(ground, tx, document);
  }

  /** To those who are bound, and to the legal office. */
  async function tell(
    tx: Tx,
    type: 'breach.reported' | 'breach.decided' | 'breach.due' | 'breach.overdue',
    document: store.DocumentRow,
    signers: readonly store.SignerRow[],
    actorId: string | null,
    data: Record<string, unknown>,
  ): Promise<void> {
    const signed = signers.flatMap(({ user_id, state }) => (user_id && state === 'SIGNED' ? [user_id] : []));
    const userIds = [...new Set([document.creator_id, ...signed])];
    const officeIds = (await ground.security.appointed(tx, [11, 12])).filter((id) => !userIds.includes(id));
    const at = clock.now().toISOString();
    const topics = [...userIds, ...officeIds].map((id) => `user:${id}`);
    const title = document.title ?? paperName(document.code);
    await outbox.publish(tx, {
      type,
      actorId,
      at,
      topics,
      data: { documentId: document.id, title, userIds, officeIds, ...data },
    });
    await outbox.publish(tx, {
      type: 'document.changed',
      actorId,
      at,
      topics: userIds.map((id) => `user:${id}`),
      data: { documentId: document.id },
    });
  }

  jobs.define({
    name: 'remind-breaches',
    cron: '30 * * * *',
    run: async () => {
      while ((await database.transact(remind)) === jobBatch);
    },
  });

  async function remind(tx: Tx): Promise<number> {
    const now = clock.now();
    const due = await breaches.lockDue(tx, now, addDays(now, reminderDays), jobBatch);
    for (const breach of due) {
      const document = found(await store.documentById(tx, breach.document_id));
      const signers = await store.signersOf(tx, breach.document_id);
      const type = breach.deadline! <= now ? 'breach.overdue' : 'breach.due';
      await breaches.updateBreach(tx, breach.id, { reminded_at: now });
      await tell(tx, type, document, signers, null, {
        breachId: breach.id,
        deadline: breach.deadline!.toISOString(),
      });
    }
    return due.length;
  }

  async function list(db: Db, query: { cursor?: string | undefined; limit: number }) {
    const [open, id] = readCursor(query.cursor, 2) ?? [];
    const after = id === undefined ? null : { open: open === 1, id: requireId(id) };
    const rows = await breaches.listBreaches(db, after, query.limit + 1);
    const views = new Map((await present(db, rows)).map((view) => [view.id, view]));
    return toPage(
      rows,
      query.limit,
      (row) => [breaches.isOpen(row) ? 1 : 0, row.id],
      (row) => views.get(row.id)!,
    );
  }

  async function show(db: Db, row: breaches.BreachRow) {
    const { title, code } = found(await store.documentById(db, row.document_id));
    return (await present(db, [{ ...row, title, code }]))[0]!;
  }

  async function present(
    db: Db,
    rows: readonly (breaches.BreachRow & { title: string | null; code: string })[],
  ) {
    const names = await ground.people.byIds(db, [...new Set(rows.map((row) => row.reported_by))]);
    return rows.map((row) => ({
      id: row.id,
      documentId: row.document_id,
      title: row.title ?? paperName(row.code),
      reportedBy: names.get(row.reported_by)?.name ?? '',
      reportedAt: row.reported_at.toISOString(),
      text: row.text,
      fileIds: row.file_ids,
      state: row.state as 'INVESTIGATING',
      reason: row.reason,
      plan: row.plan,
      deadline: row.deadline?.toISOString() ?? null,
      decidedAt: row.decided_at?.toISOString() ?? null,
    }));
  }

  return {
    report,
    decide,
    list,
    show,
    /** The documents in whose breach cases this file is evidence, and whether such a case is open. */
    async citing(db: Db, fileId: string): Promise<{ documentId: string; open: boolean }[]> {
      return (await breaches.casesCiting(db, fileId)).map((row) => ({
        documentId: row.document_id,
        open: breaches.isOpen(row),
      }));
    },
  };
}

/** A confirmed breach has a plan and a day by which it is carried out; other decisions have neither. */
function remedyOf(given: BreachDecision, now: Date): { plan?: string; deadline?: Date } {
  const { decision, plan, deadline } = given;
  if (decision !== 'CONFIRMED') {
    if (plan !== undefined || deadline !== undefined)
      throw new Fail('RULE_VIOLATED', 'Only a confirmed breach has a plan and a deadline.');
    return {};
  }
  if (plan === undefined || deadline === undefined)
    throw new Fail('RULE_VIOLATED', 'A confirmed breach needs a plan and a deadline.');
  const until = new Date(deadline);
  if (until <= now || until > addDays(now, mostRemedyDays))
    throw new Fail('RULE_VIOLATED', `The deadline lies ahead, at most ${mostRemedyDays} days.`);
  return { plan, deadline: until };
}
