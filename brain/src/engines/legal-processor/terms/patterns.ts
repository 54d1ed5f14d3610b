import { findDurations, roughDays } from './durations.ts';
import { findMoney } from './money.ts';
import { plainView, spanOf, type PlainView, type Span } from '../extraction/plain-view.ts';

/**
 * The small language of playbook wordings. Editable by users, so it has no regular expressions: a phrase is words in
 * order, and finding all its places takes time proportional to the text, whatever was written.
 *
 *   confidential information    these words, next to each other; marks between them do not count, case neither
 *   terminat*                   a word that begins so
 *   means/includes/refers       one of these
 *   ~8                          up to eight other words here
 *   {period} {money} {percent} {number}   a length of time, an amount, a share, a number; they have a value
 */
export type Phrase = string;

/** One of: a phrase, or several that must all stand in the same place (see `Places`), in any order. */
export type Pattern = Phrase | { readonly all: readonly Phrase[] };

export interface PhraseMatch extends Span {
  /** Of the quantity in the phrase: days, amount, percent or number; null when it has none. */
  readonly value: number | null;
}

export const maxPhraseLength = 200;
const maxItems = 24;
const maxGap = 60;
/** More matches of one phrase say no more. */
const maxMatches = 200;
/** Places looked at for one word of a phrase, from the start of the text: a word that comes more often tells nothing. */
const maxStands = 20_000;

const quantityKinds = ['period', 'money', 'percent', 'number'] as const;
export type QuantityKind = (typeof quantityKinds)[number];

type Item =
  | { readonly gap: number; readonly words: readonly { readonly word: string; readonly prefix: boolean }[] }
  | { readonly gap: number; readonly quantity: QuantityKind };

/** @throws RangeError with a sentence for the person who wrote the phrase. */
export function parsePhrase(phrase: Phrase): Item[] {
  if (phrase.length > maxPhraseLength)
    throw new RangeError(`A phrase has at most ${maxPhraseLength} characters.`);
  const items: Item[] = [];
  let gap = 0;
  for (const part of phrase.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean)) {
    const wait = /^~(\d{1,3})$/.exec(part);
    const quantity = quantityKinds.find((kind) => part === `{${kind}}`);
    if (wait) {
      if (items.length === 0) throw new RangeError('A phrase begins with a word, not with ~.');
      gap = Number(wait[1]);
      if (gap > maxGap) throw new RangeError(`~ takes a number up to ${maxGap}.`);
      continue;
    }
    if (quantity) items.push({ gap, quantity });
    else if (/^[\p{L}\p{M}\p{N}'*/-]+$/u.test(part)) items.push(...wordItems(part, gap));
    else
      throw new RangeError(
        `"${part}" is not a word, a wildcard, ~number or {${quantityKinds.join('}, {')}}.`,
      );
    gap = 0;
  }
  if (items.length === 0) throw new RangeError('A phrase needs a word.');
  if (gap > 0) throw new RangeError('A phrase ends with a word, not with ~.');
  if (items.length > maxItems) throw new RangeError(`A phrase has at most ${maxItems} words.`);
  return items;
}

/** "non-compete" is two words in the text, so it is in a phrase; between alternatives a hyphen is not understood. */
function wordItems(part: string, gap: number): Item[] {
  if (part.includes('/') && part.includes('-'))
    throw new RangeError(`"${part}": alternatives cannot have a hyphen.`);
  return part
    .split('-')
    .filter(Boolean)
    .map((piece, index) => ({
      gap: index === 0 ? gap : 0,
      words: piece.split('/').map((word) => {
        const prefix = word.endsWith('*');
        const stem = bareWord(prefix ? word.slice(0, -1) : word);
        if (stem === '' || stem.includes('*'))
          throw new RangeError(`"${part}": * stands at the end of a word only.`);
        return { word: stem, prefix };
      }),
    }));
}

function bareWord(word: string): string {
  return word.replace(/'s?$/, '').replaceAll("'", '');
}

interface Quantity {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** A text made ready for phrases. */
export interface PhraseIndex {
  /** Matches of a phrase in the order of the text, the shortest one for each end. @throws RangeError for a bad phrase. */
  find(phrase: Phrase): PhraseMatch[];
  /** The number of the place (segment, paragraph) an offset lies in. */
  placeAt(offset: number): number;
}

/** @param places phrases do not reach over the borders of these; rising. Paragraphs where none are given. */
export function createPhraseIndex(text: string, places: readonly Span[] = []): PhraseIndex {
  const view = plainView(text);
  const words = readWords(view);
  const borders = places.length > 0 ? places.map(({ start }) => start) : paragraphStarts(view);
  const placeOf = Uint32Array.from(words.from, (at) => placeBefore(borders, view.origin[at]!));
  const quantities = new Map<QuantityKind, Quantity[]>();
  const remembered = new Map<string, Quantity[]>();

  function quantitiesOf(kind: QuantityKind): Quantity[] {
    const known = quantities.get(kind) ?? toWords(words, readQuantities(view.text, kind));
    quantities.set(kind, known);
    return known;
  }

  /** Where an item stands, as ranges of words. */
  function standsAt(item: Item): readonly Quantity[] {
    if ('quantity' in item) return quantitiesOf(item.quantity);
    const key = item.words.map(({ word, prefix }) => word + (prefix ? '*' : '')).join('/');
    const known = remembered.get(key);
    if (known) return known;
    const found: Quantity[] = [];
    const fits = words.vocabulary.map((word) =>
      item.words.some((wanted) => (wanted.prefix ? word.startsWith(wanted.word) : word === wanted.word)),
    );
    for (let at = 0; at < words.id.length && found.length < maxStands; at++)
      if (fits[words.id[at]!]) found.push({ from: at, to: at + 1, value: Number.NaN });
    remembered.set(key, found);
    return found;
  }

  return {
    placeAt: (offset) => placeBefore(borders, offset),
    find(phrase) {
      let reached: Reached[] = [];
      for (const [index, item] of parsePhrase(phrase).entries()) {
        const stands = standsAt(item);
        reached =
          index === 0
            ? stands.map(({ from, to, value }) => ({ start: from, to, value }))
            : advance(reached, stands, item.gap, placeOf);
        if (reached.length === 0) return [];
      }
      return reached
        .filter(({ start, to }) => placeOf[start] === placeOf[to - 1])
        .slice(0, maxMatches)
        .map(({ start, to, value }) => ({
          ...spanOf(view, words.from[start]!, words.to[to - 1]!),
          value: Number.isNaN(value) ? null : value,
        }));
    },
  };
}

interface Reached {
  /** First word of the match so far, and one past its last. */
  readonly start: number;
  readonly to: number;
  readonly value: number;
}

/**
 * Of the matches so far only the last one that ends at or before a word needs to be looked at: those before it end
 * earlier and begin no later. So both lists are gone through once.
 */
function advance(
  reached: readonly Reached[],
  stands: readonly Quantity[],
  gap: number,
  placeOf: Uint32Array,
): Reached[] {
  const next: Reached[] = [];
  let at = -1;
  for (const { from, to, value } of stands) {
    while (at + 1 < reached.length && reached[at + 1]!.to <= from) at++;
    const last = reached[at];
    if (!last || from - last.to > gap || placeOf[last.start] !== placeOf[from]) continue;
    next.push({ start: last.start, to, value: Number.isNaN(value) ? last.value : value });
  }
  return next;
}

interface Words {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly id: Uint32Array;
  readonly vocabulary: readonly string[];
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}']*/gu;
const maxWordLength = 64;

/** Offsets are those of the plain view. */
function readWords(view: PlainView): Words {
  const [from, to, id]: number[][] = [[], [], []];
  const numbers = new Map<string, number>();
  for (const match of view.text.matchAll(wordPattern)) {
    const word = bareWord(match[0].slice(0, maxWordLength).normalize('NFC').toLowerCase());
    from!.push(match.index);
    to!.push(match.index + match[0].length);
    if (!numbers.has(word)) numbers.set(word, numbers.size);
    id!.push(numbers.get(word)!);
  }
  return {
    from: Uint32Array.from(from!),
    to: Uint32Array.from(to!),
    id: Uint32Array.from(id!),
    vocabulary: [...numbers.keys()],
  };
}

function readQuantities(text: string, kind: QuantityKind): { start: number; end: number; value: number }[] {
  if (kind === 'period')
    return findDurations(text).map(({ duration, start, end }) => ({
      start,
      end,
      value: roughDays(duration),
    }));
  if (kind === 'money')
    return findMoney(text).map(({ money, start, end }) => ({ start, end, value: Number(money.amount) }));
  const pattern =
    kind === 'percent'
      ? /(?<![\d.,])(\d{1,3}(?:\.\d{1,6})?)\)?\s?(?:%|per\s?cent)/gi
      : /(?<![\d.,])(\d{1,9}(?:\.\d{1,6})?)(?![\d.,]*\d)/g;
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: Number(match[1]),
  }));
}

/** Quantities as ranges of words; those that hold no word are left out. */
function toWords(words: Words, found: readonly { start: number; end: number; value: number }[]): Quantity[] {
  const ranges: Quantity[] = [];
  let at = 0;
  for (const { start, end, value } of found) {
    while (at < words.from.length && words.to[at]! <= start) at++;
    let to = at;
    while (to < words.from.length && words.from[to]! < end) to++;
    if (ranges.length === maxStands) break;
    if (to > at && (ranges.at(-1)?.to ?? 0) <= at) ranges.push({ from: at, to, value });
  }
  return ranges;
}

function paragraphStarts(view: PlainView): number[] {
  const starts = [0];
  for (let at = view.text.indexOf('\u2029'); at >= 0; at = view.text.indexOf('\u2029', at + 1))
    starts.push(view.origin[at + 1] ?? view.origin[at]!);
  return starts;
}

/** Index of the last border at or before an offset; 0 before the first. */
function placeBefore(borders: readonly number[], offset: number): number {
  let [low, high] = [0, borders.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (borders[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
