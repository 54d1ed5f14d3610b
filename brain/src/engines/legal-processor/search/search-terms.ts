import { stemmer } from 'stemmer';
import { endsSentence } from '../text/sentences.ts';

/** A word of a text as search sees it. */
export interface SearchTerm {
  /** Lower case and, for English words, its stem (Porter 1980). */
  readonly stem: string;
  /** The word as written, in lower case. */
  readonly word: string;
}

/** Longer runs without white space are cut: they are keys or noise, not words. */
const maxTermLength = 48;
/** Longer stretches without a full stop are cut at white space. */
const maxSentenceLength = 1200;

/** Words that carry grammar, not matter. */
const stopWords = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by can
  cannot could did do does doing down during each few for from further had has have having he her here hers him his how i
  if in into is it its itself me more most my no nor not of off on once only or other our ours out over own same shall
  she should so some such than that the their theirs them then there these they this those through to too under until up
  upon very was we were what when where which while who whom why will with would you your yours may must`.split(
    /\s+/,
  ),
);

// Scripts written without spaces give one term a character.
const wordPattern = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/** From the word to its stem; English documents of one person have some ten thousand different words. */
const stems = new Map<string, string>();
const maxKeptStems = 100_000;

export function searchTerms(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [match] of text.matchAll(wordPattern)) {
    const word = match.slice(0, maxTermLength).toLowerCase();
    if (!stopWords.has(word)) terms.push({ word, stem: stemOf(word) });
  }
  return terms;
}

function stemOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(word);
  if (stems.size < maxKeptStems) stems.set(word, stem);
  return stem;
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The sentences between two offsets, without the white space around them; empty lines end a sentence too. */
export function sentencesBetween(text: string, from: number, to: number): Stretch[] {
  const sentences: Stretch[] = [];
  let start = from;
  const close = (end: number) => {
    const stretch = trimmed(text, start, end);
    if (stretch) sentences.push(stretch);
    start = end;
  };
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 && startsNewBlock(text, at, to)) close(at);
    else if ((code === 46 || code === 63 || code === 33) && isSentenceEnd(text, at)) close(at + 1);
    else if (at - start >= maxSentenceLength && isSpace(code)) close(at);
    else if (at - start >= 2 * maxSentenceLength && !isHighSurrogate(code)) close(at + 1);
  }
  close(to);
  return sentences;
}

/** A full stop with white space on both sides ends a sentence whatever follows: old typesetting writes " . ". */
function isSentenceEnd(text: string, at: number): boolean {
  return endsSentence(text, at) || (isSpace(text.charCodeAt(at - 1)) && isSpace(text.charCodeAt(at + 1)));
}

/** After this line feed comes an empty line, or a line that begins with a number, a letter in brackets or a dot. */
function startsNewBlock(text: string, at: number, to: number): boolean {
  const ahead = text.slice(at + 1, Math.min(to, at + 24));
  return /^[ \t\r]*\n|^[ \t]*(?:\(?[a-z0-9]{1,4}[.)]|\d{1,3}(?:\.\d{1,3}){1,4}|[•*–-])\s/i.test(ahead);
}

function trimmed(text: string, start: number, end: number): Stretch | null {
  let [from, to] = [start, end];
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return to > from ? { start: from, end: to } : null;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x2028 || code === 0x2029;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}
