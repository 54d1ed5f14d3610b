import { alignClauses } from './comparison-alignment.ts';
import { leftOpen, markFilled, type Blank, type Blanks } from './comparison-blanks.ts';
import { criticalKinds, type CriticalKind } from './comparison-critical.ts';
import type { Side } from './comparison-similarity.ts';
import {
  clauseChanges,
  countWords,
  summarise,
  type ClauseChange,
  type Summary,
} from './comparison-summary.ts';
import { clausesOf, createIntern, tokenise, type Intern, type Tokens } from './comparison-tokens.ts';
import { mapTokens, type TokenMap } from './comparison-words.ts';

/**
 * One stretch of a redline. Every character of the earlier text is in one edit of kind equal, move, delete or replace;
 * every character of the later one in one of kind equal, move, insert or replace.
 */
export interface Edit {
  readonly kind: 'equal' | 'insert' | 'delete' | 'replace' | 'move';
  /** UTF-16 offsets; empty ranges mark where an insertion or deletion stands in the other text. */
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
  /** The new characters, of insert and replace. */
  readonly inserted?: string;
  /** Parts of one moved block share it, changes inside the block too; from 1 on. */
  readonly moveId?: number;
  /** Only the number of a clause changed. */
  readonly renumbered?: true;
  /** Nothing but blanks of one text, and what the other one writes in their place. */
  readonly filled?: true;
  /** Only white space changed. */
  readonly spacing?: true;
  /** What a reader must not overlook: numbers, dates, money, or words that make or lift a duty. */
  readonly critical?: readonly CriticalKind[];
}

export interface Comparison {
  /** In the order of the later text; deletions where they would stand in it. */
  readonly edits: readonly Edit[];
  readonly clauses: readonly ClauseChange[];
  readonly summary: Summary;
}

/** Longer texts are compared up to here; what follows is one replacement. */
const maxCompared = 4_000_000;

/**
 * The redline between two versions of a text, or between any two texts. Any string is taken. `blanks` are those of a form,
 * in rising order.
 */
export function compare(before: string, after: string, blanks: Blanks = {}): Comparison {
  const intern = createIntern();
  const keys = createIntern();
  const open = {
    before: blanks.before?.length ? blanks.before : leftOpen(before, after, blanks.after ?? []),
    after: blanks.after?.length ? blanks.after : leftOpen(after, before, blanks.before ?? []),
  };
  const a = sideOf(before.slice(0, maxCompared), intern, keys, open.before);
  const b = sideOf(after.slice(0, maxCompared), intern, keys, open.after);
  const matches = alignClauses(a, b);
  const map = mapTokens(a, b, matches);
  const edits = new EditList(before, after);
  writeEdits(edits, a.tokens, b.tokens, map);
  edits.add('replace', [a.tokens.text.length, before.length, b.tokens.text.length, after.length]);
  const { edits: list, filled } = markFilled(edits.finish(), a, b);
  const clauses = clauseChanges(a, b, matches, map, filled);
  return { edits: list, clauses, summary: summarise(list, clauses, countWords(a, b, map, filled)) };
}

/** The later text from the earlier one and the edits. */
export function apply(before: string, edits: readonly Edit[]): string {
  return edits
    .map((edit) =>
      edit.kind === 'equal' || edit.kind === 'move'
        ? before.slice(edit.beforeStart, edit.beforeEnd)
        : (edit.inserted ?? ''),
    )
    .join('');
}

function sideOf(text: string, intern: Intern, keys: Intern, blanks?: readonly Blank[]): Side {
  const tokens = tokenise(text, intern, blanks);
  return { tokens, clauses: clausesOf(tokens, keys) };
}

/** Walks through the later text; what the earlier one lost is written as soon as its place is passed. */
function writeEdits(edits: EditList, a: Tokens, b: Tokens, map: TokenMap): void {
  const moves = movesOf(map.moveBefore);
  let passed = 0;
  const writeLost = (from: number, until: number, moveId: number, at: number) => {
    for (let token = from; token < until; token++) {
      if (map.kept[token] || map.moveBefore[token] !== moveId) continue;
      const flags = { moveId, renumbered: map.renumberedBefore[token] === 1 };
      edits.add('delete', [a.start[token]!, startOf(a, token + 1), at, at], flags);
    }
    return until;
  };
  for (let token = 0; token < b.count; token++) {
    const from = b.start[token]!;
    const moveId = map.moveAfter[token]!;
    const source = map.partner[token]!;
    const move = moves.get(moveId);
    if (source >= 0) {
      if (move) move.next = writeLost(move.next, source, moveId, from) + 1;
      else passed = writeLost(passed, source, 0, from) + 1;
      writeKept(edits, a, b, source, token, moveId);
    } else {
      const place = startOf(a, move?.next ?? passed);
      const flags = { moveId, renumbered: map.renumberedAfter[token] === 1 };
      edits.add('insert', [place, place, from, startOf(b, token + 1)], flags);
    }
    if (move && map.moveAfter[token + 1] !== moveId)
      writeLost(move.next, move.end, moveId, startOf(b, token + 1));
  }
  writeLost(passed, a.count, 0, b.text.length);
}

/** A token of both texts; the white space behind it is a change of its own where it differs. */
function writeKept(
  edits: EditList,
  a: Tokens,
  b: Tokens,
  source: number,
  token: number,
  moveId: number,
): void {
  const [aStart, aEnd, aNext] = [a.start[source]!, a.end[source]!, startOf(a, source + 1)];
  const [bStart, bEnd, bNext] = [b.start[token]!, b.end[token]!, startOf(b, token + 1)];
  const kind = moveId === 0 ? 'equal' : 'move';
  if (a.text.slice(aEnd, aNext) === b.text.slice(bEnd, bNext)) {
    edits.add(kind, [aStart, aNext, bStart, bNext], { moveId });
  } else {
    edits.add(kind, [aStart, aEnd, bStart, bEnd], { moveId });
    edits.add('replace', [aEnd, aNext, bEnd, bNext], { moveId });
  }
}

/** Where each moved block lies in the earlier text; `next` is its first token not yet written. */
function movesOf(moveBefore: Uint32Array): Map<number, { next: number; end: number }> {
  const moves = new Map<number, { next: number; end: number }>();
  moveBefore.forEach((move, token) => {
    const known = moves.get(move);
    if (known) known.end = token + 1;
    else if (move > 0) moves.set(move, { next: token, end: token + 1 });
  });
  return moves;
}

function startOf(tokens: Tokens, token: number): number {
  return token < tokens.count ? tokens.start[token]! : tokens.text.length;
}

interface Flags {
  readonly moveId?: number;
  readonly renumbered?: boolean;
}

interface Draft {
  kind: Edit['kind'];
  range: [beforeStart: number, beforeEnd: number, afterStart: number, afterEnd: number];
  moveId: number;
  renumbered: boolean;
}

/** Joins neighbours of one kind, and a deletion with the insertion beside it. */
class EditList {
  readonly #before: string;
  readonly #after: string;
  readonly #drafts: Draft[] = [];

  constructor(before: string, after: string) {
    this.#before = before;
    this.#after = after;
  }

  add(kind: Edit['kind'], range: Draft['range'], { moveId = 0, renumbered = false }: Flags = {}): void {
    const [beforeStart, beforeEnd, afterStart, afterEnd] = range;
    if (beforeStart === beforeEnd && afterStart === afterEnd) return;
    const copied = kind === 'equal' || kind === 'move';
    const last = this.#drafts.at(-1);
    if (last && copied === (last.kind === 'equal' || last.kind === 'move') && last.moveId === moveId) {
      const joins = last.renumbered === renumbered && (copied || touches(last, range));
      const [, lastBefore, , lastAfter] = last.range;
      if (
        joins &&
        (!copied || (lastBefore === beforeStart && lastAfter === afterStart && last.kind === kind))
      ) {
        last.range = joinedRange(last.range, range);
        return;
      }
    }
    this.#drafts.push({ kind, range, moveId, renumbered });
  }

  finish(): Edit[] {
    return this.#drafts.flatMap((draft, index) => {
      const blank = this.#sharedBlank(draft);
      const next = this.#drafts[index + 1];
      if (blank === 0) return [this.#edit(draft)];
      const [beforeStart, beforeEnd, afterStart, afterEnd] = draft.range;
      draft.range = [beforeStart, beforeEnd - blank, afterStart, afterEnd - blank];
      const kept: Draft['range'] = [beforeEnd - blank, beforeEnd, afterEnd - blank, afterEnd];
      const kind = draft.moveId === 0 ? 'equal' : 'move';
      if (
        next?.kind === kind &&
        next.range[0] === beforeEnd &&
        next.range[2] === afterEnd &&
        next.moveId === draft.moveId
      ) {
        next.range = joinedRange(kept, next.range);
        return [this.#edit(draft)];
      }
      return [this.#edit(draft), this.#edit({ ...draft, kind, range: kept, renumbered: false })];
    });
  }

  /** White space that both sides of a replacement end with is no part of the change. */
  #sharedBlank({ kind, range: [beforeStart, beforeEnd, afterStart, afterEnd] }: Draft): number {
    if (kind === 'equal' || kind === 'move') return 0;
    const most = Math.min(beforeEnd - beforeStart, afterEnd - afterStart) - 1;
    let blank = 0;
    while (blank < most) {
      const last = this.#before[beforeEnd - 1 - blank]!;
      if (last !== this.#after[afterEnd - 1 - blank] || last.trim() !== '') break;
      blank++;
    }
    return blank;
  }

  #edit({ kind, range, moveId, renumbered }: Draft): Edit {
    const [beforeStart, beforeEnd, afterStart, afterEnd] = range;
    const copied = kind === 'equal' || kind === 'move';
    const lost = copied ? '' : this.#before.slice(beforeStart, beforeEnd);
    const inserted = copied ? '' : this.#after.slice(afterStart, afterEnd);
    const spacing = !copied && lost.trim() === '' && inserted.trim() === '';
    const critical =
      copied || spacing || renumbered
        ? []
        : criticalKinds(
            { text: this.#before, start: beforeStart, end: beforeEnd },
            { text: this.#after, start: afterStart, end: afterEnd },
          );
    return {
      kind: copied ? kind : lost === '' ? 'insert' : inserted === '' ? 'delete' : 'replace',
      beforeStart,
      beforeEnd,
      afterStart,
      afterEnd,
      ...(inserted === '' ? {} : { inserted }),
      ...(moveId === 0 ? {} : { moveId }),
      ...(renumbered ? { renumbered: true as const } : {}),
      ...(spacing ? { spacing: true as const } : {}),
      ...(critical.length === 0 ? {} : { critical }),
    };
  }
}

/** Whether two changes meet in both texts, so that they can be one. */
function touches(last: Draft, [beforeStart, beforeEnd, afterStart, afterEnd]: Draft['range']): boolean {
  const [lastBeforeStart, lastBeforeEnd, lastAfterStart, lastAfterEnd] = last.range;
  const beforeMeets =
    lastBeforeEnd === beforeStart || beforeStart === beforeEnd || lastBeforeStart === lastBeforeEnd;
  const afterMeets =
    lastAfterEnd === afterStart || afterStart === afterEnd || lastAfterStart === lastAfterEnd;
  return beforeMeets && afterMeets;
}

function joinedRange(first: Draft['range'], second: Draft['range']): Draft['range'] {
  const span = (a: number, b: number, c: number, d: number): [number, number] =>
    a === b ? [c, d] : c === d ? [a, b] : [a, d];
  const [beforeStart, beforeEnd] = span(first[0], first[1], second[0], second[1]);
  const [afterStart, afterEnd] = span(first[2], first[3], second[2], second[3]);
  return [beforeStart, beforeEnd, afterStart, afterEnd];
}
