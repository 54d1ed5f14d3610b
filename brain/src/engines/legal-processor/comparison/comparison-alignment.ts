import { diffArrays } from 'diff';
import type { Clause } from './comparison-tokens.ts';
import {
  candidatePairs,
  containment,
  neighbourPairs,
  type Pair,
  type Side,
} from './comparison-similarity.ts';

/** Clauses [beforeFirst, beforeLast) stand against [afterFirst, afterLast); a move carries a number from 1 on. */
export interface Match {
  beforeFirst: number;
  beforeLast: number;
  afterFirst: number;
  afterLast: number;
  move: number;
}

/** Fewer words are too little to call a clause moved: "Not applicable." stands everywhere. */
const minWordsOfMove = 5;
const minSimilarityInPlace = 0.3;
const minSimilarityOfMove = 0.6;
/** A clause mostly contained in its neighbour's partner was split from it or joined to it. */
const minContainment = 0.4;
/** Edits within which runs of repeated clauses are aligned exactly. */
const maxEditsOfClauses = 400;

/** Which clauses of two texts belong together: equal ones in order, then similar ones in order, then moved ones. */
export function alignClauses(before: Side, after: Side): Match[] {
  const partner = new Int32Array(before.clauses.length).fill(-1);
  const taken = new Uint8Array(after.clauses.length);
  const join = (a: number, b: number) => {
    partner[a] = b;
    taken[b] = 1;
  };
  for (const [a, b] of anchors(before.clauses, after.clauses)) join(a, b);
  const move = new Int32Array(before.clauses.length);
  let moves = equalMoves(before.clauses, after.clauses, partner, taken, (a, b) => {
    join(a, b);
    move[a] = 1;
  });
  const pairs = candidatePairs(before, after, partner, taken);
  for (const [a, b] of chain(inPlace(pairs, partner, move))) join(a, b);
  for (const [a, b] of chain(neighbourPairs(before, after, partner, taken, move))) join(a, b);
  for (const { a, b, similarity, words } of pairs) {
    if (partner[a]! >= 0 || taken[b] || words < minWordsOfMove || similarity < minSimilarityOfMove) continue;
    join(a, b);
    move[a] = 1;
    moves++;
  }
  if (moves > 0) extendMoves(before.clauses, after.clauses, partner, taken, move);
  return absorbed(before, after, matchesOf(partner, move), taken);
}

/** Equal clauses in the same order: the heaviest common chain of those that come once, then what lies between. */
function anchors(before: readonly Clause[], after: readonly Clause[]): [number, number][] {
  const found: [number, number][] = [];
  const stack: [number, number, number, number][] = [[0, before.length, 0, after.length]];
  for (let range = stack.pop(); range; range = stack.pop()) {
    let [aFrom, aTo, bFrom, bTo] = range;
    while (aFrom < aTo && bFrom < bTo && before[aFrom]!.key === after[bFrom]!.key)
      found.push([aFrom++, bFrom++]);
    while (aFrom < aTo && bFrom < bTo && before[aTo - 1]!.key === after[bTo - 1]!.key)
      found.push([--aTo, --bTo]);
    if (aFrom === aTo || bFrom === bTo) continue;
    const once = chain(uniquePairs(before, after, aFrom, aTo, bFrom, bTo));
    if (once.length === 0) {
      found.push(...repeated(before, after, aFrom, aTo, bFrom, bTo));
      continue;
    }
    let [a, b] = [aFrom, bFrom];
    for (const [nextA, nextB] of [...once, [aTo, bTo] as const]) {
      if (nextA > a && nextB > b) stack.push([a, nextA, b, nextB]);
      if (nextA < aTo) found.push([nextA, nextB]);
      [a, b] = [nextA + 1, nextB + 1];
    }
  }
  return found;
}

function uniquePairs(
  before: readonly Clause[],
  after: readonly Clause[],
  aFrom: number,
  aTo: number,
  bFrom: number,
  bTo: number,
): Pair[] {
  const places = new Map<number, { a: number; b: number; times: number }>();
  for (let a = aFrom; a < aTo; a++) {
    const known = places.get(before[a]!.key);
    if (known) known.times += 2;
    else places.set(before[a]!.key, { a, b: -1, times: 1 });
  }
  for (let b = bFrom; b < bTo; b++) {
    const known = places.get(after[b]!.key);
    if (!known) continue;
    known.times += known.b >= 0 ? 2 : 0;
    known.b = b;
  }
  const pairs: Pair[] = [];
  for (const { a, b, times } of places.values())
    if (b >= 0 && times === 1) pairs.push({ a, b, similarity: 1, words: before[a]!.words });
  return pairs;
}

/** Runs in which every common clause comes more than once: the shortest edit script, if it is short. */
function repeated(
  before: readonly Clause[],
  after: readonly Clause[],
  aFrom: number,
  aTo: number,
  bFrom: number,
  bTo: number,
): [number, number][] {
  const keys = (clauses: readonly Clause[], from: number, to: number) =>
    clauses.slice(from, to).map(({ key }) => key);
  const script = diffArrays(keys(before, aFrom, aTo), keys(after, bFrom, bTo), {
    maxEditLength: maxEditsOfClauses,
  });
  const found: [number, number][] = [];
  let [a, b] = [aFrom, bFrom];
  for (const { added, removed, count } of script ?? []) {
    if (removed) a += count;
    else if (added) b += count;
    else for (let k = 0; k < count; k++) found.push([a++, b++]);
  }
  return found;
}

/**
 * The heaviest set of pairs in which both sides rise, weight being words × similarity: heavy clauses stay, light ones
 * count as moved. A Fenwick tree over the later side holds the best chain that ends at or before a clause.
 */
function chain(pairs: readonly Pair[]): [number, number][] {
  if (pairs.length === 0) return [];
  const order = [...pairs].sort((x, y) => x.a - y.a || y.b - x.b);
  const size = order.reduce((most, { b }) => Math.max(most, b), 0) + 2;
  const best = new Float64Array(size);
  const bestPair = new Int32Array(size).fill(-1);
  const previous = new Int32Array(order.length);
  let [top, topWeight] = [-1, 0];
  order.forEach(({ b, similarity, words }, index) => {
    let [weight, from] = [0, -1];
    for (let at = b; at > 0; at -= at & -at)
      if (best[at]! > weight) [weight, from] = [best[at]!, bestPair[at]!];
    previous[index] = from;
    weight += similarity * (words + 1);
    for (let at = b + 1; at < size; at += at & -at)
      if (weight > best[at]!) [best[at], bestPair[at]] = [weight, index];
    if (weight > topWeight) [top, topWeight] = [index, weight];
  });
  const found: [number, number][] = [];
  for (let index = top; index >= 0; index = previous[index]!) found.push([order[index]!.a, order[index]!.b]);
  return found.toReversed();
}

/** Clauses whose equal stands elsewhere, among those left over. */
function equalMoves(
  before: readonly Clause[],
  after: readonly Clause[],
  partner: Int32Array,
  taken: Uint8Array,
  found: (a: number, b: number) => void,
): number {
  const places = new Map<number, number[]>();
  after.forEach(({ key, words }, b) => {
    if (taken[b] || words < minWordsOfMove) return;
    const known = places.get(key);
    if (known) known.push(b);
    else places.set(key, [b]);
  });
  let moves = 0;
  before.forEach(({ key, words }, a) => {
    if (partner[a]! >= 0 || words < minWordsOfMove) return;
    const b = places.get(key)?.shift();
    if (b === undefined) return;
    found(a, b);
    moves++;
  });
  return moves;
}

/** Similar pairs that lie between the same two neighbours in order. */
function inPlace(pairs: readonly Pair[], partner: Int32Array, move: Int32Array): Pair[] {
  const low = new Int32Array(partner.length);
  const high = new Int32Array(partner.length);
  let last = -1;
  for (let a = 0; a < partner.length; a++) {
    low[a] = last;
    if (partner[a]! >= 0 && !move[a]) last = partner[a]!;
  }
  let next = 0x7fffffff;
  for (let a = partner.length - 1; a >= 0; a--) {
    high[a] = next;
    if (partner[a]! >= 0 && !move[a]) next = partner[a]!;
  }
  return pairs.filter(
    ({ a, b, similarity }) => similarity >= minSimilarityInPlace && b > low[a]! && b < high[a]!,
  );
}

/** Short neighbours of a moved clause that are equal on both sides went along with it. */
function extendMoves(
  before: readonly Clause[],
  after: readonly Clause[],
  partner: Int32Array,
  taken: Uint8Array,
  move: Int32Array,
): void {
  const extend = (a: number, step: number) => {
    let b = partner[a]! + step;
    for (a += step; before[a] && after[b] && partner[a] === -1 && !taken[b]; a += step, b += step) {
      if (before[a]!.key !== after[b]!.key) return;
      partner[a] = b;
      taken[b] = 1;
      move[a] = 1;
    }
  };
  const seeds = [...move.keys()].filter((a) => move[a]);
  for (const a of seeds) {
    extend(a, 1);
    extend(a, -1);
  }
}

/** Moved clauses that follow one another on both sides are one move. */
function matchesOf(partner: Int32Array, move: Int32Array): Match[] {
  const matches: Match[] = [];
  let moves = 0;
  partner.forEach((b, a) => {
    if (b < 0) return;
    const last = matches.at(-1);
    const goesOn = move[a] && last?.move && last.beforeLast === a && last.afterLast === b;
    if (move[a] && !goesOn) moves++;
    matches.push({
      beforeFirst: a,
      beforeLast: a + 1,
      afterFirst: b,
      afterLast: b + 1,
      move: move[a] ? moves : 0,
    });
  });
  return matches;
}

/** Takes clauses without a partner into the match beside them when their words are found on the other side there. */
function absorbed(before: Side, after: Side, matches: Match[], taken: Uint8Array): Match[] {
  const used = new Uint8Array(before.clauses.length);
  for (const match of matches) used[match.beforeFirst] = 1;
  const contained = (side: Side, clause: number, other: Side, first: number, last: number) =>
    containment(side, clause, other, first, last) >= minContainment;
  for (const match of matches) {
    const inAfter = (a: number) => contained(before, a, after, match.afterFirst, match.afterLast);
    const inBefore = (b: number) => contained(after, b, before, match.beforeFirst, match.beforeLast);
    const equal = before.clauses[match.beforeFirst]!.key === after.clauses[match.afterFirst]!.key;
    if (equal) continue;
    while (used[match.beforeLast] === 0 && inAfter(match.beforeLast)) used[match.beforeLast++] = 1;
    while (used[match.beforeFirst - 1] === 0 && inAfter(match.beforeFirst - 1)) used[--match.beforeFirst] = 1;
    while (taken[match.afterLast] === 0 && inBefore(match.afterLast)) taken[match.afterLast++] = 1;
    while (taken[match.afterFirst - 1] === 0 && inBefore(match.afterFirst - 1)) taken[--match.afterFirst] = 1;
  }
  return matches;
}
