import { Readable } from 'node:stream';
import { addMs, dayMs, utcDay } from '@smartstart/units';
import { callerOf, Download, type Call } from '../../kernel/call.ts';
import { Fail } from '../../kernel/errors.ts';
import { writeAuditCsv } from './audit-csv.ts';
import type { AuditReport, Entry } from './audit-entries.ts';
import { writeAuditPdf } from './audit-pdf.ts';
import type { ComplianceDeps } from './deps.ts';
import type { Holds } from './holds.ts';
import * as store from './store.ts';

/**
 * The audit report: everything that happened to documents in a span of time, with a fresh check of the evidence and of the
 * audit chain. Documents are named by number and code; who signed them, and what they say, is not in it.
 */

const mostDays = 366;
const mostRows = 10_000;
/** Of more documents than this an even sample is checked. */
const mostChecked = 500;
/** Reports that wait for their turn. */
const mostWaiting = 5;

interface Query {
  readonly format: 'csv' | 'pdf';
  readonly from: string;
  readonly to: string;
}

const formats = {
  csv: { write: writeAuditCsv, mediaType: 'text/csv; charset=utf-8' },
  pdf: { write: writeAuditPdf, mediaType: 'application/pdf' },
} as const;

export function createAuditReport(
  { kernel, security, legal, checkAudit }: ComplianceDeps,
  holds: Pick<Holds, 'placedOrReleasedIn'>,
) {
  const { clock, config, database } = kernel;
  const { db } = database;
  let waiting = 0;
  let turn: Promise<unknown> = Promise.resolve();

  /** One report at a time: it recomputes hashes and signatures. */
  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (waiting >= mostWaiting) throw new Fail('OVERLOADED', undefined, { retryAfterSeconds: 30 });
    waiting += 1;
    const result = turn.then(work).finally(() => (waiting -= 1));
    turn = result.catch(() => undefined);
    return result;
  }

  async function make(span: { from: Date; to: Date }): Promise<AuditReport> {
    const limit = mostRows + 1;
    const documents = await legal.oversight.documentsIn(db, span, limit);
    const [reviews, breaches] = [
      await legal.oversight.reviewsIn(db, span, limit),
      await legal.oversight.breachesIn(db, span, limit),
    ];
    const steps = await store.stepsIn(db, span, limit);
    if ([documents, reviews, breaches, steps].some((rows) => rows.length > mostRows))
      throw new Fail(
        'RULE_VIOLATED',
        `A report holds at most ${mostRows.toLocaleString('en')} rows of a kind, and there are more. Choose a shorter span.`,
      );
    const evidence = await checkEvidence(
      documents.filter((document) => document.signatures > 0).map((document) => document.id),
    );
    const entries: Entry[] = [
      ...documents.map(documentEntry),
      ...(await legal.oversight.versionsIn(db, span)).map(versionEntry),
      ...evidence.entries,
      ...reviews.map(reviewEntry),
      ...breaches.map(breachEntry),
      ...(await holds.placedOrReleasedIn(db, span, mostRows)).map(holdEntry),
      ...steps.map(stepEntry),
    ];
    const { documents: signed, checked, failed } = evidence;
    return {
      ...span,
      hubName: config.hub.name,
      at: clock.now(),
      entries,
      evidence: { documents: signed, checked, failed },
      chain: await checkAudit(),
    };
  }

  async function checkEvidence(signed: readonly string[]) {
    const chosen = sampleOf(signed, mostChecked);
    const entries: Entry[] = [];
    for (const id of chosen) {
      const checks = await legal.oversight.verify(id);
      if (!checks) continue;
      const failed = checks.filter((check) => !check.passed);
      entries.push({
        section: 'verification',
        at: clock.now(),
        id,
        what: 'Evidence of every signature',
        state: failed.length ? 'FAILED' : 'VALID',
        detail: failed.length
          ? failed.map((check) => `${check.name}: ${check.detail}`).join(' ')
          : `${checks.length} checks passed.`,
      });
    }
    const failed = entries.filter((entry) => entry.state === 'FAILED').length;
    return { entries, documents: signed.length, checked: entries.length, failed };
  }

  async function download(call: Call, query: Query): Promise<Download> {
    const now = clock.now();
    const [from, wanted] = [new Date(query.from), new Date(query.to)];
    if (from >= wanted) throw new Fail('RULE_VIOLATED', 'The span ends before it begins.');
    if (from > now) throw new Fail('RULE_VIOLATED', 'The span lies in the future.');
    if (wanted > addMs(from, mostDays * dayMs))
      throw new Fail('RULE_VIOLATED', `A report covers at most ${mostDays} days. Choose a shorter span.`);
    const report = await make({ from, to: wanted > now ? now : wanted });
    const { write, mediaType } = formats[query.format];
    const chunks: Buffer[] = [];
    for await (const chunk of write(report)) chunks.push(Buffer.from(chunk as Uint8Array));
    const bytes = Buffer.concat(chunks);
    await database.transact((tx) =>
      security.audit(tx, {
        actorId: callerOf(call).userId,
        action: 'compliance.audit-report',
        entity: 'report',
        entityId: null,
        call,
        after: { format: query.format, from: from.toISOString(), to: report.to.toISOString() },
      }),
    );
    return new Download({
      stream: Readable.from([bytes]),
      mediaType,
      fileName: `audit-report-${utcDay(from)}-${utcDay(report.to)}.${query.format}`,
      sizeBytes: bytes.length,
      inline: false,
    });
  }

  return (call: Call, query: Query) => inTurn(() => download(call, query));
}

/** Every so many-th, from the first one on. */
export function sampleOf<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]!);
}

type Oversight = ComplianceDeps['legal']['oversight'];
type Row<K extends 'documentsIn' | 'versionsIn' | 'reviewsIn' | 'breachesIn'> = Awaited<
  ReturnType<Oversight[K]>
>[number];

const moment = (at: Date | null) => at?.toISOString() ?? '';
const sentence = (...parts: readonly (string | false | null)[]) => parts.filter(Boolean).join('; ');

function documentEntry(row: Row<'documentsIn'>): Entry {
  return {
    section: 'document',
    at: row.created_at,
    id: row.id,
    what: `${row.kind === 'PAPER' ? 'Paper' : 'Agreement'} ${row.code} ${row.version}`,
    state: row.state,
    detail: sentence(
      row.signatures > 0 && `${row.signatures} signed in the span`,
      row.effective_at && `in force ${moment(row.effective_at)}`,
      row.ended_at && `ended ${moment(row.ended_at)}`,
      row.text_hash && `text ${row.text_hash}`,
    ),
  };
}

function versionEntry(row: Row<'versionsIn'>): Entry {
  return {
    section: 'version',
    at: row.published_at,
    id: `${row.code} ${row.version}`,
    what: `${row.code} ${row.version}`,
    state: row.kind,
    detail: `counts from ${moment(row.counts_from)}; text ${row.text_hash}`,
  };
}

function reviewEntry(row: Row<'reviewsIn'>): Entry {
  return {
    section: 'review',
    at: row.requested_at,
    id: row.id,
    what: `${row.appeal ? 'Appeal' : 'Review'} of document ${row.document_id}`,
    state: row.state,
    detail: sentence(row.decided_at && `decided ${moment(row.decided_at)}`, row.reason),
  };
}

function breachEntry(row: Row<'breachesIn'>): Entry {
  return {
    section: 'breach',
    at: row.reported_at,
    id: row.id,
    what: `Breach of document ${row.document_id}`,
    state: row.state,
    detail: sentence(
      row.decided_at && `decided ${moment(row.decided_at)}`,
      row.deadline && `to be remedied by ${moment(row.deadline)}`,
      row.reason,
    ),
  };
}

function holdEntry(row: Awaited<ReturnType<Holds['placedOrReleasedIn']>>[number]): Entry {
  return {
    section: 'hold',
    at: row.placed_at,
    id: row.id,
    what: `Hold on ${row.subject.toLowerCase()} ${row.subject_id}`,
    state: row.released_at ? 'RELEASED' : 'IN_FORCE',
    detail: sentence(
      row.reason,
      row.released_at && `released ${moment(row.released_at)}`,
      row.release_reason,
    ),
  };
}

function stepEntry(row: store.StepRow): Entry {
  return {
    section: 'compliance',
    at: row.at,
    id: row.user_id,
    what: row.event,
    state: row.to_state,
    detail: sentence(row.from_state && `from ${row.from_state}`, row.reason),
  };
}
