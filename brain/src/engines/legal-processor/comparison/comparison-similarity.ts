import type { Clause, Tokens } from './comparison-tokens.ts';

/** Clause `a` of the earlier text may be clause `b` of the later one. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  /** Cosine of their sets of word pairs, 0 … 1: a clause inside a much longer one still shows. */
  readonly similarity: number;
  /** Of the shorter one. */
  readonly words: number;
}

export interface Side {
  readonly tokens: Tokens;
  readonly clauses: readonly Clause[];
}

/** Word pairs that stand in more clauses tell nothing about which clause it is. */
const maxClausesOfShingle = 24;
/** Candidates kept for each clause. */
const maxCandidates = 6;

/** For each earlier clause without a partner the most similar later ones without; best pairs first. */
export function candidatePairs(before: Side, after: Side, partner: Int32Array, taken: Uint8Array): Pair[] {
  const postings = new Map<number, number[]>();
  const sizes = new Map<number, number>();
  after.clauses.forEach((clause, b) => {
    if (taken[b]) return;
    const shingles = shinglesOf(after.tokens, clause.body, clause.last);
    sizes.set(b, shingles.size);
    for (const shingle of shingles) {
      const list = postings.get(shingle);
      if (!list) postings.set(shingle, [b]);
      else if (list.length <= maxClausesOfShingle) list.push(b);
    }
  });
  const pairs: Pair[] = [];
  before.clauses.forEach((clause, a) => {
    if (partner[a]! >= 0) return;
    const shingles = shinglesOf(before.tokens, clause.body, clause.last);
    const shared = new Map<number, number>();
    for (const shingle of shingles) {
      const list = postings.get(shingle);
      if (!list || list.length > maxClausesOfShingle) continue;
      for (const b of list) shared.set(b, (shared.get(b) ?? 0) + 1);
    }
    const candidates = [...shared].map(([b, common]) => ({
      a,
      b,
      similarity: common / Math.sqrt(shingles.size * sizes.get(b)!),
      words: Math.min(clause.words, after.clauses[b]!.words),
    }));
    candidates.sort((x, y) => y.similarity - x.similarity || x.b - y.b);
    pairs.push(...candidates.slice(0, maxCandidates));
  });
  return pairs.sort((x, y) => y.similarity * y.words - x.similarity * x.words || x.a - y.a || x.b - y.b);
}

/** Between two neighbours in order, more combinations than this are not looked at. */
const maxCombinations = 256;
const minSharedWords = 0.3;

/**
 * Clauses too short for word pairs ("Term: 3 years" and "Term: 5 years") are compared by single words, with those that
 * stand between the same neighbours in order.
 */
export function neighbourPairs(
  before: Side,
  after: Side,
  partner: Int32Array,
  taken: Uint8Array,
  move: Int32Array,
): Pair[] {
  const pairs: Pair[] = [];
  let [gapA, gapB]: [number[], number] = [[], 0];
  const close = (until: number) => {
    const open: number[] = [];
    for (let b = gapB; b < until && open.length <= maxCombinations; b++) if (!taken[b]) open.push(b);
    if (gapA.length * open.length <= maxCombinations)
      for (const a of gapA) for (const b of open) pairs.push(...pairByWords(before, a, after, b));
    gapA = [];
    gapB = until + 1;
  };
  for (let a = 0; a < partner.length; a++) {
    if (partner[a]! < 0) gapA.push(a);
    else if (!move[a]) close(partner[a]!);
  }
  close(after.clauses.length);
  return pairs;
}

function pairByWords(before: Side, a: number, after: Side, b: number): Pair[] {
  const wordsOf = ({ tokens, clauses }: Side, clause: number) => {
    const words = new Set<number>();
    const { body, last } = clauses[clause]!;
    for (let token = body; token < last; token++) if (tokens.isWord[token]) words.add(tokens.id[token]!);
    return words;
  };
  const [here, there] = [wordsOf(before, a), wordsOf(after, b)];
  const common = [...here].filter((word) => there.has(word)).length;
  const similarity = (2 * common) / (here.size + there.size || 1);
  const words = Math.min(before.clauses[a]!.words, after.clauses[b]!.words);
  return similarity >= minSharedWords ? [{ a, b, similarity, words }] : [];
}

/** The share of a clause's word pairs that stand in clauses [first, last) of the other text. */
export function containment(side: Side, clause: number, other: Side, first: number, last: number): number {
  const one = side.clauses[clause];
  const from = other.clauses[first];
  const to = other.clauses[last - 1];
  if (!one || !from || !to) return 0;
  const own = shinglesOf(side.tokens, one.body, one.last);
  const there = shinglesOf(other.tokens, from.first, to.last);
  let common = 0;
  for (const shingle of own) if (there.has(shingle)) common++;
  return own.size === 0 ? 0 : common / own.size;
}

/** Neighbouring words as one number; marks are skipped. A clause of one word is its own shingle. */
function shinglesOf(tokens: Tokens, first: number, last: number): Set<number> {
  const shingles = new Set<number>();
  let previous = 0;
  let words = 0;
  for (let token = first; token < last; token++) {
    if (!tokens.isWord[token]) continue;
    const id = tokens.id[token]!;
    // Token numbers stay below 2^26 for any text a string can hold in practice; the product is exact below 2^53.
    if (words++ > 0) shingles.add(previous * 0x4000000 + id);
    previous = id;
  }
  if (words === 1) shingles.add(previous);
  return shingles;
}
