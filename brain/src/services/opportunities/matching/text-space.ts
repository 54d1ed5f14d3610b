import {
  fitVectorizer,
  project,
  truncatedSvd,
  unpackVectorizer,
  type PackedVectorizer,
  type TruncatedSvd,
} from '../../../engines/ml/index.ts';
import { spokenIn } from './concepts.ts';

export interface Told {
  readonly id: string;
  /** What every member may read of it. */
  readonly text: string;
}

export interface Related {
  readonly id: string;
  /** 0 to 1: the cosine of what both are about. */
  readonly likeness: number;
}

export interface TextSpace {
  readonly size: number;
  /** Those about the same, the most alike first; none where no word of the question is known. */
  related(question: string, take: number): Related[];
}

/** Directions of the space, fewer where there are few texts; and texts it is learnt from at most, the first ones. */
const mostDirections = 100;
const directionsPerText = 0.8;
export const mostLearnt = 2_000;
/** Less alike than this is not about the same. */
const leastLikeness = 0.25;

/** All numbers of a space, for passing between threads. */
export interface PackedSpace {
  readonly ids: readonly string[];
  readonly vectorizer: PackedVectorizer;
  readonly svd: TruncatedSvd;
  /** The direction of each text, row by row. */
  readonly places: Float32Array;
}

/**
 * Latent semantic analysis (Deerwester and others, 1990): words that occur together point the same way, and the trades
 * that words name count as words. Texts and questions are compared by their direction. Takes a second for thousands of
 * texts, so it runs in a thread.
 */
export function fitTextSpace(texts: readonly Told[]): PackedSpace {
  const terms = texts.map(({ text }) => asTerms(text));
  const learnt = terms.slice(0, mostLearnt);
  const vectorizer = fitVectorizer(learnt, { analyzer: 'word', ngrams: [1, 1], sublinear: true });
  const rank = Math.min(mostDirections, Math.ceil(texts.length * directionsPerText));
  const svd = truncatedSvd(vectorizer.transform(learnt), { rank, seed: 1 });
  const places = unit(project(vectorizer.transform(terms), svd), svd.rank);
  return { ids: texts.map(({ id }) => id), vectorizer: vectorizer.pack(), svd, places };
}

export function openTextSpace({ ids, vectorizer: packed, svd, places }: PackedSpace): TextSpace {
  const vectorizer = unpackVectorizer(packed);
  const { rank } = svd;
  return {
    size: ids.length,
    related(question, take) {
      if (rank === 0) return [];
      const asked = unit(project(vectorizer.transform([asTerms(question)]), svd), rank);
      const all = ids.map((id, row) => ({ id, likeness: cosine(asked, places, row * rank, rank) }));
      return all
        .filter(({ likeness }) => likeness >= leastLikeness)
        .toSorted((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
        .slice(0, take);
    },
  };
}

function asTerms(text: string): string {
  const { words, concepts } = spokenIn(text);
  return [...words, ...concepts].join(' ');
}

/** Every row at length one; one without any known word stays at nothing. */
function unit(rows: Float32Array, rank: number): Float32Array {
  for (let from = 0; rank > 0 && from < rows.length; from += rank) {
    const row = rows.subarray(from, from + rank);
    const length = Math.hypot(...row);
    if (length > 0) for (let at = 0; at < rank; at++) row[at] = row[at]! / length;
  }
  return rows;
}

function cosine(one: Float32Array, others: Float32Array, from: number, rank: number): number {
  let sum = 0;
  for (let at = 0; at < rank; at++) sum += one[at]! * others[from + at]!;
  return sum;
}
