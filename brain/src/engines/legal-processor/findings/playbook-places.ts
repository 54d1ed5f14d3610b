import type { Reading, ReadSegment } from './findings.ts';
import { createPhraseIndex, type Pattern, type PhraseMatch } from '../terms/patterns.ts';
import type { Span } from '../extraction/plain-view.ts';

/** Finds wordings in a text, and tells which section of it a place belongs to. */
export interface Reader {
  /** Where one of the patterns is met, in the order of the text and without doubles. */
  find(patterns: readonly Pattern[]): PhraseMatch[];
  /** The numbered or titled section around an offset; a paragraph where the text has no sections. */
  sectionAt(offset: number): Span;
}

/** A section longer than this is cut around the place asked for. */
const maxSection = 8000;

/** One reading is usually asked several playbooks and checklists; its words are sorted once. */
const readers = new WeakMap<Reading, Reader>();

export function createReader(reading: Reading): Reader {
  const reader = readers.get(reading) ?? newReader(reading);
  readers.set(reading, reader);
  return reader;
}

function newReader({ text, segments = [] }: Reading): Reader {
  const index = createPhraseIndex(text, segments);
  const sections = segments.length > 0 ? sectionStarts(segments) : [];

  /** All phrases in one place: the matches of the first one in places where each of the others is met. */
  function findAll(phrases: readonly string[]): PhraseMatch[] {
    const [first = [], ...others] = phrases.map((phrase) => index.find(phrase));
    const places = others.map((matches) => new Set(matches.map(({ start }) => index.placeAt(start))));
    return first.filter(({ start }) => places.every((place) => place.has(index.placeAt(start))));
  }

  return {
    find(patterns) {
      const found = patterns.flatMap((pattern) =>
        typeof pattern === 'string' ? index.find(pattern) : findAll(pattern.all),
      );
      found.sort((a, b) => a.start - b.start || a.end - b.end);
      return found.filter((match, at) => {
        const last = found[at - 1];
        return !last || match.start !== last.start || match.end !== last.end;
      });
    },
    sectionAt(offset) {
      const [start, end] =
        sections.length > 0 ? sectionAround(sections, offset, text.length) : paragraphAround(text, offset);
      return { start: Math.max(start, offset - maxSection), end: Math.min(end, offset + maxSection) };
    },
  };
}

function sectionStarts(segments: readonly ReadSegment[]): number[] {
  return segments
    .filter(({ number, heading, kind }) => number || heading || kind === 'heading')
    .map(({ start }) => start);
}

function sectionAround(starts: readonly number[], offset: number, length: number): [number, number] {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return [starts[low - 1] ?? 0, starts[low] ?? length];
}

function paragraphAround(text: string, offset: number): [number, number] {
  const start = text.lastIndexOf('\n\n', offset);
  const end = text.indexOf('\n\n', offset);
  return [start < 0 ? 0 : start + 2, end < 0 ? text.length : end];
}
