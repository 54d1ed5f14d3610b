/**
 * Words and n-grams as pairs of 32-bit fingerprints, so that no string is allocated per term: at 64 bits two of a
 * million different terms meet with a chance of 3 in 10^8.
 */
export interface TermOptions {
  readonly analyzer: 'word' | 'char';
  /** Shortest and longest n-gram. */
  readonly ngrams: readonly [number, number];
  /** True unless told otherwise. */
  readonly lowercase?: boolean;
  /** Every digit counts as the same one: "30 days" and "60 days" share their terms. */
  readonly foldDigits?: boolean;
  /** Words: shortest that counts, two as in scikit-learn unless told otherwise. */
  readonly minTokenLength?: number;
}

/** Called once per term occurrence with its fingerprint and its place in the text, in UTF-16 units. */
export type TermVisitor = (low: number, high: number, start: number, end: number) => void;

/** The longest text of which terms are read; what lies behind is not looked at. */
export const maxTextLength = 1 << 24;
export const maxNgram = 8;

const seedLow = 0x811c9dc5;
const seedHigh = 0x9747b28c;
const maps = new Map<string, Uint16Array>();

/** Goes through the terms of a text in the order of their starts (words) or by length and then start (characters). */
export function createTermReader(options: TermOptions): (text: string, visit: TermVisitor) => void {
  const [shortest, longest] = options.ngrams;
  if (!(shortest >= 1 && longest >= shortest && longest <= maxNgram))
    throw new RangeError(`n-grams run from 1 to ${maxNgram}.`);
  const map = unitMap(options.lowercase ?? true, options.foldDigits ?? false, options.analyzer === 'word');
  const minLength = options.minTokenLength ?? 2;
  return options.analyzer === 'word'
    ? (text, visit) => readWords(text, map, shortest, longest, minLength, visit)
    : (text, visit) => readCharacters(text, map, shortest, longest, visit);
}

/** n-grams end at the word just read; the last few words wait in a ring. */
function readWords(
  text: string,
  map: Uint16Array,
  shortest: number,
  longest: number,
  minLength: number,
  visit: TermVisitor,
): void {
  const ringLow = new Int32Array(maxNgram);
  const ringHigh = new Int32Array(maxNgram);
  const ringStart = new Int32Array(maxNgram);
  const length = Math.min(text.length, maxTextLength);
  let words = 0;
  let at = 0;
  while (at < length) {
    let unit = map[text.charCodeAt(at)]!;
    if (unit === 0) {
      at++;
      continue;
    }
    const start = at;
    let low = seedLow;
    let high = seedHigh;
    do {
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ unit, 0x5bd1e995);
      high ^= high >>> 15;
      at++;
      unit = at < length ? map[text.charCodeAt(at)]! : 0;
    } while (unit !== 0);
    if (at - start < minLength) continue;
    const slot = words % maxNgram;
    ringLow[slot] = low;
    ringHigh[slot] = high;
    ringStart[slot] = start;
    words++;
    const most = Math.min(longest, words);
    for (let size = shortest; size <= most; size++) {
      let joinedLow = seedLow + size;
      let joinedHigh = seedHigh ^ size;
      for (let back = size; back >= 1; back--) {
        const from = (words - back) % maxNgram;
        joinedLow = Math.imul(joinedLow ^ ringLow[from]!, 0x85ebca6b);
        joinedLow ^= joinedLow >>> 13;
        joinedHigh = Math.imul(joinedHigh ^ ringHigh[from]!, 0xc2b2ae35);
        joinedHigh ^= joinedHigh >>> 16;
      }
      visit(joinedLow, joinedHigh, ringStart[(words - size) % maxNgram]!, at);
    }
  }
}

/** Runs of white space count as one blank, as in scikit-learn. */
function readCharacters(
  text: string,
  map: Uint16Array,
  shortest: number,
  longest: number,
  visit: TermVisitor,
): void {
  const limit = Math.min(text.length, maxTextLength);
  const units = new Uint16Array(limit);
  const places = new Uint32Array(limit + 1);
  let length = 0;
  for (let at = 0; at < limit; at++) {
    const unit = map[text.charCodeAt(at)]!;
    if (unit === 32 && length && units[length - 1] === 32) continue;
    units[length] = unit;
    places[length++] = at;
  }
  places[length] = limit;
  for (let start = 0; start < length; start++) {
    let low = seedLow;
    let high = seedHigh;
    const most = Math.min(longest, length - start);
    for (let size = 1; size <= most; size++) {
      const unit = units[start + size - 1]!;
      low = Math.imul(low ^ unit, 0x01000193);
      low ^= low >>> 17;
      high = Math.imul(high ^ unit, 0x5bd1e995);
      high ^= high >>> 15;
      if (size >= shortest) visit(low, high, places[start]!, places[start + size]!);
    }
  }
}

/** From a UTF-16 unit to the unit it counts as; in word maps zero for what is no part of a word. */
function unitMap(lowercase: boolean, foldDigits: boolean, words: boolean): Uint16Array {
  const key = `${lowercase} ${foldDigits} ${words}`;
  const known = maps.get(key);
  if (known) return known;
  const map = new Uint16Array(65536);
  const inWord = /[\p{L}\p{N}_]/u;
  for (let unit = 0; unit < 65536; unit++) {
    const character = String.fromCharCode(unit);
    if (words && !inWord.test(character)) continue;
    const lower = lowercase ? character.toLowerCase() : character;
    map[unit] = lower.length === 1 ? lower.charCodeAt(0) : unit;
    if (foldDigits && /\p{Nd}/u.test(character)) map[unit] = 48;
    if (!words && /\s/.test(character)) map[unit] = 32;
  }
  maps.set(key, map);
  return map;
}
