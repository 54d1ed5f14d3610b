import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import { comparisonOf } from './comparisons.ts';
import type { ContractReviewOperations } from './contract-review.ts';
import { deleteOwnPlaybook, listPlaybooks, saveOwnPlaybook } from './playbooks.ts';
import { forget, listOf, openReading, readAgain, startReading, type OpenReading } from './readings.ts';
import { failures, type FailureReason, type Result } from './result.ts';
import type { ReadingHead } from './store.ts';

export function contractReviewRoutes({
  operations: { ground, search },
}: {
  operations: ContractReviewOperations;
}): Handlers<typeof contract.contractReview> {
  const { db } = ground.kernel.database;
  return {
    start: ({ body }, call) =>
      call.transact(async (tx) =>
        readingView(await startReading(ground, tx, call, callerOf(call).userId, body)),
      ),
    list: async ({ query }, call) => {
      const { items, nextCursor } = await listOf(db, callerOf(call).userId, query);
      return { items: items.map(readingView), nextCursor };
    },
    read: async ({ params }, call) =>
      fullView(await openReading(ground, db, callerOf(call).userId, params.readingId)),
    again: ({ params, body }, call) =>
      call.transact(async (tx) =>
        readingView(await readAgain(ground, tx, callerOf(call).userId, params.readingId, body.playbookId)),
      ),
    remove: ({ params }, call) =>
      call.transact(async (tx) => {
        await forget(ground, tx, call, callerOf(call).userId, params.readingId);
        return {};
      }),
    compare: ({ body }, call) => comparisonOf(ground, db, callerOf(call).userId, body),
    search: async ({ query }, call) => ({
      items: await search(db, callerOf(call).userId, query.q, query.limit),
    }),
    playbooks: (_, call) => listPlaybooks(db, callerOf(call).userId),
    savePlaybook: ({ params, body }, call) =>
      call.transact((tx) => saveOwnPlaybook(ground, tx, callerOf(call).userId, params.playbookId, body)),
    removePlaybook: ({ params }, call) =>
      call.transact(async (tx) => {
        await deleteOwnPlaybook(tx, callerOf(call).userId, params.playbookId);
        return {};
      }),
  };
}

function readingView(row: ReadingHead) {
  const reason = row.failure as FailureReason | null;
  return {
    id: row.id,
    title: row.title,
    state: row.state as 'READY',
    failure: reason ? { reason, sentence: failures[reason] } : null,
    format: row.format as 'PDF' | null,
    pages: row.page_count,
    characters: row.character_count,
    playbookId: row.playbook_id,
    documentId: row.document_id,
    createdAt: row.created_at.toISOString(),
    progress: row.progress,
    findings: { high: row.high, medium: row.medium, low: row.low },
  };
}

const nothing: Result = {
  rightToLeft: false,
  pageStarts: [],
  clauses: [],
  terms: [],
  parties: [],
  details: [],
  checklist: [],
  warnings: [],
};

function fullView({ row, text, result }: OpenReading) {
  const { pageStarts, clauses, terms, parties, details, checklist, warnings, rightToLeft } =
    result ?? nothing;
  return {
    ...readingView(row),
    text,
    rightToLeft,
    pageStarts: [...pageStarts],
    clauses,
    terms,
    parties,
    details,
    checklist,
    warnings: [...warnings],
    models: row.models as { name: string; version: string }[],
  };
}
