import type { Answer, contract } from '@smartstart/contract';
import type { ContestRow } from './record/contest-store.ts';

export type OwnContest = Answer<typeof contract.insights.contest>;

export function contestView(row: ContestRow): OwnContest {
  return {
    id: row.id,
    statement: row.statement as OwnContest['statement'],
    words: row.words,
    state: row.state as OwnContest['state'],
    source: row.source,
    at: row.at.toISOString(),
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}
