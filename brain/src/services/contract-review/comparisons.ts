import type { contractReviewWire } from '@smartstart/contract';
import type { z } from 'zod';
import type { Db } from '../../kernel/db.ts';
import type { Ground } from './ground.ts';
import { compareTexts } from './processor.ts';
import { openReading } from './readings.ts';

type Comparison = z.infer<typeof contractReviewWire.comparison>;
type Kind = Comparison['changes'][number]['kind'];
type Status = Comparison['clauses'][number]['status'];

/** A clause is named by so many of its first characters. */
const headingLength = 80;

export type Side =
  | { readonly kind: 'READING'; readonly id: string }
  | { readonly kind: 'DOCUMENT'; readonly id: string }
  | { readonly kind: 'TEMPLATE'; readonly code: string }
  | { readonly kind: 'TEXT'; readonly title: string; readonly text: string };

interface SideText {
  readonly title: string;
  readonly text: string;
  /** Only a template has some. */
  readonly blanks?: readonly { readonly start: number; readonly end: number }[];
}

/** The redline between two texts the person may read. */
export async function comparisonOf(
  ground: Ground,
  db: Db,
  userId: string,
  wish: { readonly before: Side; readonly after: Side },
): Promise<Comparison> {
  const before = await textOf(ground, db, userId, wish.before);
  const after = await textOf(ground, db, userId, wish.after);
  const blanks = { before: before.blanks ?? [], after: after.blanks ?? [] };
  const { edits, clauses, summary } = await compareTexts(before.text, after.text, blanks);
  return {
    before: { title: before.title, text: before.text },
    after: { title: after.title, text: after.text },
    changes: edits.map((edit) => ({
      kind: edit.filled ? 'FILLED' : (edit.kind.toUpperCase() as Kind),
      beforeStart: edit.beforeStart,
      beforeEnd: edit.beforeEnd,
      afterStart: edit.afterStart,
      afterEnd: edit.afterEnd,
      moveId: edit.moveId ?? null,
      renumbered: edit.renumbered ?? false,
      critical: (edit.critical?.length ?? 0) > 0,
    })),
    clauses: clauses.map((clause) => ({
      status: clause.status.toUpperCase() as Status,
      heading: headingOf(clause, before.text, after.text),
      before: clause.before,
      after: clause.after,
    })),
    summary: {
      inserted: summary.wordsInserted,
      deleted: summary.wordsDeleted,
      moved: summary.moves,
      renumbered: summary.clauses.renumbered,
      filled: summary.blanksFilled,
      critical: summary.critical,
    },
  };
}

async function textOf(ground: Ground, db: Db, userId: string, side: Side): Promise<SideText> {
  switch (side.kind) {
    case 'READING': {
      const { row, text } = await openReading(ground, db, userId, side.id);
      return { title: row.title, text };
    }
    case 'DOCUMENT':
      return ground.documentText(db, userId, side.id);
    case 'TEMPLATE':
      return ground.templateText(db, side.code);
    case 'TEXT':
      return { title: side.title, text: side.text };
  }
}

function headingOf(
  clause: { before: { start: number; end: number } | null; after: { start: number; end: number } | null },
  before: string,
  after: string,
): string | null {
  const text = clause.after
    ? after.slice(clause.after.start, clause.after.end)
    : clause.before
      ? before.slice(clause.before.start, clause.before.end)
      : '';
  const line = text.trim().split('\n')[0]!;
  return line ? (line.length > headingLength ? `${line.slice(0, headingLength - 1)}…` : line) : null;
}
