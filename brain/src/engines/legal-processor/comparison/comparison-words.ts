import { diffArrays } from 'diff';
import type { Match } from './comparison-alignment.ts';
import type { Side } from './comparison-similarity.ts';

/** Which token of the earlier text each token of the later one is. */
export interface TokenMap {
  /** By token of the later text: its partner, or −1 when it is new. */
  readonly partner: Int32Array;
  /** 1 where a token of the earlier text has a partner. */
  readonly kept: Uint8Array;
  /** Move numbers by token, 0 outside moves. */
  readonly moveBefore: Uint32Array;
  readonly moveAfter: Uint32Array;
  /** 1 for the tokens of a clause number that stands before other words than its own no more. */
  readonly renumberedBefore: Uint8Array;
  readonly renumberedAfter: Uint8Array;
}

/** Beyond this many changed words two clauses are shown as replaced rather than edited. */
const maxEditsOfWords = 1500;
/** Longer rests between two neighbours, in words and marks of both sides, are left as they are. */
const maxRest = 3000;
const minKeptShareOfRest = 0.75;
/** When fewer of the words of the shorter side survive, an edited clause would be confetti. */
const minKeptShare = 0.2;

export function mapTokens(before: Side, after: Side, matches: readonly Match[]): TokenMap {
  const map: TokenMap = {
    partner: new Int32Array(after.tokens.count).fill(-1),
    kept: new Uint8Array(before.tokens.count),
    moveBefore: new Uint32Array(before.tokens.count),
    moveAfter: new Uint32Array(after.tokens.count),
    renumberedBefore: new Uint8Array(before.tokens.count),
    renumberedAfter: new Uint8Array(after.tokens.count),
  };
  pair(map, 0, 0, 1);
  for (const match of matches) {
    const a = { first: before.clauses[match.beforeFirst]!, last: before.clauses[match.beforeLast - 1]! };
    const b = { first: after.clauses[match.afterFirst]!, last: after.clauses[match.afterLast - 1]! };
    map.moveBefore.fill(match.move, a.first.first, a.last.last);
    map.moveAfter.fill(match.move, b.first.first, b.last.last);
    mapNumbers(before, after, map, a.first, b.first);
    if (a.first.key === b.first.key && a.first === a.last && b.first === b.last)
      pair(map, a.first.body, b.first.body, a.first.last - a.first.body);
    else
      mapWords(before, after, map, {
        a: tokensBetween(a.first.body, a.last.last),
        b: tokensBetween(b.first.body, b.last.last),
        minKept: minKeptShare,
      });
  }
  for (const rest of restsOf(before, after, map)) mapWords(before, after, map, rest);
  return map;
}

interface Passage {
  /** Tokens of each side, rising; not always neighbours. */
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** Share of the words of the shorter side that must survive. */
  readonly minKept: number;
}

/**
 * What is left on both sides between two words in order: where an edit took the border of a clause with it, the words
 * behind the border stand in the wrong clause, but still in the right place.
 */
function restsOf(before: Side, after: Side, map: TokenMap): Passage[] {
  const rests: Passage[] = [];
  let [a, b]: [number[], number[]] = [[], []];
  let passed = 0;
  const close = (until: number) => {
    for (; passed < until; passed++) if (!map.kept[passed] && map.moveBefore[passed] === 0) a.push(passed);
    if (a.length > 0 && b.length > 0 && a.length + b.length <= maxRest)
      rests.push({ a, b, minKept: minKeptShareOfRest });
    [a, b] = [[], []];
  };
  for (let token = 0; token < after.tokens.count; token++) {
    if (map.moveAfter[token] !== 0) continue;
    const source = map.partner[token]!;
    if (source < 0) b.push(token);
    else {
      close(source);
      passed = source + 1;
    }
  }
  close(before.tokens.count);
  return rests;
}

function tokensBetween(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}

function pair(map: TokenMap, a: number, b: number, count: number): void {
  for (let k = 0; k < count; k++) map.partner[b + k] = a + k;
  map.kept.fill(1, a, a + count);
}

interface Numbered {
  readonly first: number;
  readonly body: number;
}

/** The parts of a clause number that stayed are kept; the others mark it as renumbered. */
function mapNumbers(before: Side, after: Side, map: TokenMap, a: Numbered, b: Numbered): void {
  let [aFrom, aTo, bFrom, bTo] = [a.first, a.body, b.first, b.body];
  const equal = (x: number, y: number) => before.tokens.id[x] === after.tokens.id[y];
  while (aFrom < aTo && bFrom < bTo && equal(aFrom, bFrom)) pair(map, aFrom++, bFrom++, 1);
  while (aFrom < aTo && bFrom < bTo && equal(aTo - 1, bTo - 1)) pair(map, --aTo, --bTo, 1);
  map.renumberedBefore.fill(1, aFrom, aTo);
  map.renumberedAfter.fill(1, bFrom, bTo);
}

/** Myers' shortest edit script over words and marks, without the islands that chance left in it. */
function mapWords(before: Side, after: Side, map: TokenMap, { a, b, minKept }: Passage): void {
  const needed = minKept * Math.min(wordsIn(before, a), wordsIn(after, b));
  if (sharedWords(before, a, after, b) < needed) return;
  const script = diffArrays(
    a.map((token) => before.tokens.id[token]!),
    b.map((token) => after.tokens.id[token]!),
    { maxEditLength: maxEditsOfWords },
  );
  const runs: Run[] = [];
  let [atA, atB] = [0, 0];
  for (const { added, removed, count } of script ?? []) {
    const words = added || removed ? 0 : wordsIn(before, a.slice(atA, atA + count));
    if (!added && !removed) runs.push({ a: atA, b: atB, count, words });
    if (!added) atA += count;
    if (!removed) atB += count;
  }
  const kept = withoutIslands(runs, a.length, b.length);
  const keptWords = kept.reduce((sum, { words }) => sum + words, 0);
  if (keptWords < needed) return;
  for (const run of kept) for (let k = 0; k < run.count; k++) pair(map, a[run.a + k]!, b[run.b + k]!, 1);
}

/** Equal tokens on both sides, from a and b on. */
interface Run {
  readonly a: number;
  readonly b: number;
  readonly count: number;
  readonly words: number;
}

/**
 * Drops equal runs that are shorter than the replacements on both sides of them: "the" or "of the" between two rewritten
 * phrases says nothing and makes a redline hard to read.
 */
function withoutIslands(runs: readonly Run[], lengthA: number, lengthB: number): Run[] {
  const kept: Run[] = [];
  runs.forEach((run, index) => {
    const last = kept.at(-1);
    const next = runs[index + 1];
    const [endA, endB] = [run.a + run.count, run.b + run.count];
    const ahead = Math.min(
      run.a - (last ? last.a + last.count : 0),
      run.b - (last ? last.b + last.count : 0),
    );
    const behind = Math.min((next?.a ?? lengthA) - endA, (next?.b ?? lengthB) - endB);
    const atBorder = (run.a === 0 && run.b === 0) || (endA === lengthA && endB === lengthB);
    if (atBorder || run.words * 2 > Math.min(ahead, behind)) kept.push(run);
  });
  return kept;
}

function wordsIn(side: Side, tokens: readonly number[]): number {
  return tokens.reduce((words, token) => words + side.tokens.isWord[token]!, 0);
}

/** Words both sides hold, whatever their order: no script keeps more, so most scripts need not be written. */
function sharedWords(before: Side, a: readonly number[], after: Side, b: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const token of a)
    if (before.tokens.isWord[token]) {
      const id = before.tokens.id[token]!;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  let shared = 0;
  for (const token of b) {
    const left = counts.get(after.tokens.id[token]!) ?? 0;
    if (left === 0) continue;
    counts.set(after.tokens.id[token]!, left - 1);
    shared++;
  }
  return shared;
}
