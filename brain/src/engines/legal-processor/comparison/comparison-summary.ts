import type { Match } from './comparison-alignment.ts';
import type { Filled } from './comparison-blanks.ts';
import type { Side } from './comparison-similarity.ts';
import type { Tokens } from './comparison-tokens.ts';
import type { TokenMap } from './comparison-words.ts';
import type { Edit } from './comparison.ts';

/** `filled`: only blanks were filled in. A moved clause may be renumbered and filled in as well. */
export type ClauseStatus = 'unchanged' | 'changed' | 'added' | 'removed' | 'moved' | 'renumbered' | 'filled';

/** What became of a clause (a sentence, a heading, a numbered line). Offsets are UTF-16 units of each text. */
export interface ClauseChange {
  readonly status: ClauseStatus;
  readonly before: { readonly start: number; readonly end: number } | null;
  readonly after: { readonly start: number; readonly end: number } | null;
  readonly moveId?: number;
  /** A moved clause that was also changed in its words. */
  readonly edited?: true;
}

export interface Summary {
  readonly clauses: Readonly<Record<ClauseStatus, number>>;
  /** Words without a partner; numbers of clauses and what is written into blanks are none of them. */
  readonly wordsInserted: number;
  readonly wordsDeleted: number;
  /** Moved blocks; each may be several clauses. */
  readonly moves: number;
  /** Blanks that the other text fills in. */
  readonly blanksFilled: number;
  /** Edits that touch numbers, dates, money, periods, duties or negations. */
  readonly critical: number;
  /** Share of the words of the longer text that stayed, moved ones included; 1 for two empty texts. */
  readonly similarity: number;
}

/** In the order of the later text; removed clauses behind the clause they followed. */
export function clauseChanges(
  before: Side,
  after: Side,
  matches: readonly Match[],
  map: TokenMap,
  filled: Filled,
): ClauseChange[] {
  const changes: { order: number; change: ClauseChange }[] = [];
  const usedBefore = new Uint8Array(before.clauses.length);
  const usedAfter = new Uint8Array(after.clauses.length);
  const placeOf = new Int32Array(before.clauses.length).fill(-1);
  for (const match of matches) {
    usedBefore.fill(1, match.beforeFirst, match.beforeLast);
    usedAfter.fill(1, match.afterFirst, match.afterLast);
    if (match.move === 0) placeOf.fill(match.afterLast - 1, match.beforeFirst, match.beforeLast);
    changes.push({ order: match.afterFirst, change: matchedChange(before, after, match, map, filled) });
  }
  after.clauses.forEach((_, b) => {
    if (usedAfter[b]) return;
    const status = isFilled(after, b, filled.after) ? 'filled' : 'added';
    changes.push({ order: b, change: { status, before: null, after: spanOf(after, b, b + 1) } });
  });
  let place = -1;
  before.clauses.forEach((_, a) => {
    place = Math.max(place, placeOf[a]!);
    // What stands on the other side in its place is in the list already.
    if (!usedBefore[a] && !isFilled(before, a, filled.before))
      changes.push({
        order: place + 0.5,
        change: { status: 'removed', before: spanOf(before, a, a + 1), after: null },
      });
  });
  return changes.sort((x, y) => x.order - y.order).map(({ change }) => change);
}

function isFilled({ clauses }: Side, clause: number, filled: Uint8Array): boolean {
  const { first, last } = clauses[clause]!;
  return filled.subarray(first, last).every((one) => one === 1);
}

function matchedChange(before: Side, after: Side, match: Match, map: TokenMap, filled: Filled): ClauseChange {
  const a = {
    first: before.clauses[match.beforeFirst]!.first,
    last: before.clauses[match.beforeLast - 1]!.last,
  };
  const b = { first: after.clauses[match.afterFirst]!.first, last: after.clauses[match.afterLast - 1]!.last };
  let [words, numbers, blanks] = [false, false, false];
  for (let token = a.first; token < a.last; token++) {
    if (map.kept[token]) continue;
    if (filled.before[token]) blanks = true;
    else if (map.renumberedBefore[token]) numbers = true;
    else words = true;
  }
  for (let token = b.first; token < b.last; token++) {
    if (map.partner[token]! >= 0) continue;
    if (filled.after[token]) blanks = true;
    else if (map.renumberedAfter[token]) numbers = true;
    else words = true;
  }
  const spans = {
    before: spanOf(before, match.beforeFirst, match.beforeLast),
    after: spanOf(after, match.afterFirst, match.afterLast),
  };
  if (match.move > 0)
    return { status: 'moved', ...spans, moveId: match.move, ...(words ? { edited: true as const } : {}) };
  if (words) return { status: 'changed', ...spans };
  return { status: blanks ? 'filled' : numbers ? 'renumbered' : 'unchanged', ...spans };
}

function spanOf({ tokens, clauses }: Side, first: number, last: number): { start: number; end: number } {
  return { start: startOf(tokens, clauses[first]!.first), end: tokens.end[clauses[last - 1]!.last - 1]! };
}

function startOf(tokens: Tokens, token: number): number {
  return tokens.start[token]!;
}

export function summarise(
  edits: readonly Edit[],
  clauses: readonly ClauseChange[],
  words: {
    readonly before: number;
    readonly after: number;
    readonly inserted: number;
    readonly deleted: number;
    readonly blanksFilled: number;
  },
): Summary {
  const counts = { unchanged: 0, changed: 0, added: 0, removed: 0, moved: 0, renumbered: 0, filled: 0 };
  const moves = new Set<number>();
  for (const { status, moveId } of clauses) {
    counts[status]++;
    if (moveId) moves.add(moveId);
  }
  const longer = Math.max(words.before, words.after);
  return {
    clauses: counts,
    wordsInserted: words.inserted,
    wordsDeleted: words.deleted,
    moves: moves.size,
    blanksFilled: words.blanksFilled,
    critical: edits.filter(({ critical }) => critical).length,
    similarity: longer === 0 ? 1 : (words.after - words.inserted) / longer,
  };
}

/** Words on each side, and those of them that were lost or are new: neither numbers of clauses nor what fills a blank. */
export function countWords(
  before: Side,
  after: Side,
  map: TokenMap,
  filled: Filled,
): { before: number; after: number; inserted: number; deleted: number; blanksFilled: number } {
  const counts = { before: 0, after: 0, inserted: 0, deleted: 0, blanksFilled: filled.blanks };
  for (let token = 0; token < before.tokens.count; token++) {
    counts.before += before.tokens.isWord[token]!;
    if (!map.kept[token] && !map.renumberedBefore[token] && !filled.before[token])
      counts.deleted += before.tokens.isWord[token]!;
  }
  for (let token = 0; token < after.tokens.count; token++) {
    counts.after += after.tokens.isWord[token]!;
    if (map.partner[token]! < 0 && !map.renumberedAfter[token] && !filled.after[token])
      counts.inserted += after.tokens.isWord[token]!;
  }
  return counts;
}
