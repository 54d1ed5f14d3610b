import { spanOf, type PlainView, type Span } from '../extraction/plain-view.ts';
import type { Segment } from '../text/segmentation.ts';

/** The numbered places of a document, to be asked for by number. */
export interface NumberedPlaces {
  /** How many there are. */
  readonly count: number;
  /** The place a reference points at; null when there is none of that number. */
  find(id: string, word: string): Span | null;
  /** Whether the characters are themselves the number of a place: a heading, not a reference. */
  isOwn(span: Span): boolean;
  /** The full number of the smallest numbered place around a position. */
  innermost(position: number): string | null;
}

interface Place extends Span {
  readonly path: string;
  readonly article: boolean;
  /** Where its own number ends. */
  readonly numberEnd: number;
}

/** Built from the numbers of the segments, and of lines that begin with one, which the segments may have missed. */
export function numbersIn(text: string, view: PlainView, segments: readonly Segment[]): NumberedPlaces {
  const places = placesOf(text, segments);
  const byPath = new Map<string, Place>();
  for (const place of places) {
    const key = `${place.article ? 'article ' : ''}${place.path}`;
    // The table of contents carries the same numbers: the place that holds more is the section.
    const known = byPath.get(key);
    if (!known || known.end - known.start < place.end - place.start) byPath.set(key, place);
  }
  const lines = lineNumbers(view);
  const starts = Uint32Array.from(places, ({ start }) => start);
  const around = (position: number): Place | null => places[lastAtOrBefore(starts, position)] ?? null;
  return {
    count: Math.max(places.length, lines.first.size),
    find: (id, word) => findPlace(text, byPath, lines.first, id, word),
    isOwn: ({ start, end }) => {
      if (lines.starts.has(start)) return true;
      const place = around(start);
      return place !== null && start < place.numberEnd && end <= place.numberEnd + 2;
    },
    innermost: (position) => around(position)?.path ?? null,
  };
}

function placesOf(text: string, segments: readonly Segment[]): Place[] {
  const numbered = segments.filter(({ number }) => number !== null);
  const raw: { place: Omit<Place, 'end'>; depth: number }[] = [];
  let current = '';
  let letters: string[] = [];
  for (const { start, number: label } of numbered) {
    const parsed = parseNumber(label ?? '');
    if (!parsed) continue;
    const numberEnd = start + (label ?? '').length + 12;
    if (parsed.kind === 'letter') {
      letters = nested(letters, parsed.id);
      raw.push({
        place: { start, path: current + letters.map((id) => `(${id})`).join(''), article: false, numberEnd },
        depth: 50 + letters.length,
      });
      continue;
    }
    current = parsed.id;
    letters = [];
    raw.push({
      place: { start, path: current, article: parsed.kind === 'article', numberEnd },
      depth: parsed.kind === 'article' ? 0 : current.split('.').length,
    });
  }
  return withEnds(raw, text.length);
}

/** A place lasts until the next one of its own or a higher rank. */
function withEnds(raw: readonly { place: Omit<Place, 'end'>; depth: number }[], textEnd: number): Place[] {
  const ends = raw.map(() => textEnd);
  const open: number[] = [];
  raw.forEach(({ place, depth }, index) => {
    while (open.length > 0 && (raw[open.at(-1) ?? 0]?.depth ?? 0) >= depth) {
      const closed = open.pop();
      if (closed !== undefined) ends[closed] = place.start;
    }
    open.push(index);
  });
  return raw.map(({ place }, index) => ({ ...place, end: ends[index] ?? textEnd }));
}

function parseNumber(label: string): { kind: 'decimal' | 'letter' | 'article'; id: string } | null {
  const text = label.trim().replace(/[.:)\s]+$/, (tail) => (tail.includes(')') ? ')' : ''));
  const named = /^(?<word>article|section|clause|paragraph|§)\s*(?<id>\S+)$/i.exec(text)?.groups;
  const id = (named?.id ?? text).replace(/[.:]+$/, '');
  const article = /^article$/i.test(named?.word ?? '');
  const decimal = /^(\d{1,3}(?:\.\d{1,3}){0,5})\)?$/.exec(id)?.[1];
  if (decimal) return { kind: article ? 'article' : 'decimal', id: decimal.replace(/\.0$/, '') };
  if (named || /^[IVXLC]{1,7}$/.test(id)) {
    const value = arabicOf(id);
    if (value > 0) return { kind: 'article', id: String(value) };
  }
  const letter = /^\(?([a-zA-Z]{1,4}|\d{1,3})\)?$/.exec(id)?.[1];
  return letter ? { kind: 'letter', id: letter } : null;
}

/** Where "(x)" belongs under the lettered numbers before it: beside one of its own sort, or one deeper. */
function nested(letters: readonly string[], id: string): string[] {
  for (let depth = letters.length - 1; depth >= 0; depth -= 1) {
    if (follows(letters[depth] ?? '', id)) return [...letters.slice(0, depth), id];
  }
  return letters.length < 3 && /^(?:a|A|i|I|1)$/.test(id) ? [...letters, id] : [id];
}

function follows(previous: string, next: string): boolean {
  if (/^\d+$/.test(previous)) return Number(next) === Number(previous) + 1;
  if (previous.length === 1 && next.length === 1 && next.charCodeAt(0) === previous.charCodeAt(0) + 1)
    return true;
  const [first, second] = [arabicOf(previous), arabicOf(next)];
  return first > 0 && second === first + 1;
}

const romanDigits: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** The value of a Roman numeral up to the hundreds; 0 when it is none. */
export function arabicOf(numeral: string): number {
  const text = numeral.toUpperCase();
  if (!/^(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(text) || text === '') return 0;
  let value = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = romanDigits[text[at] ?? ''] ?? 0;
    value += digit < (romanDigits[text[at + 1] ?? ''] ?? 0) ? -digit : digit;
  }
  return value;
}

interface LineNumbers {
  /** First place of each number. */
  readonly first: ReadonlyMap<string, number>;
  /** Every place, at its first character, the word "Section" included. */
  readonly starts: ReadonlySet<number>;
}

/** Numbers that begin a line or follow the end of a sentence, with a capital behind. */
function lineNumbers({ text, origin }: PlainView): LineNumbers {
  const first = new Map<string, number>();
  const starts = new Set<number>();
  const pattern =
    /(?:^|[\n\u2029]|[.;:]\s)(?<own>(?:(?:section|article|clause|§)\s?)?(?<id>\d{1,3}(?:\.\d{1,3}){0,5}|[IVXLC]{1,7}))[.):]?\s(?=[A-Z"(])/gimu;
  for (const match of text.matchAll(pattern)) {
    const { id = '', own = '' } = match.groups ?? {};
    // Behind a sentence only a title counts: a capital, not any letter.
    if (!/[A-Z"(]/.test(text[match.index + match[0].length] ?? '')) continue;
    const key = /^\d/.test(id) ? id.replace(/\.0$/, '') : String(arabicOf(id));
    if (key === '0') continue;
    const at = origin[match.index + match[0].indexOf(own)] ?? 0;
    starts.add(at);
    if (!first.has(key)) first.set(key, at);
  }
  return { first, starts };
}

function findPlace(
  text: string,
  byPath: ReadonlyMap<string, Place>,
  lines: ReadonlyMap<string, number>,
  id: string,
  word: string,
): Span | null {
  const compact = id.replace(/\s/g, '');
  const [base = '', ...rest] = compact.split('(');
  const key = /^\d/.test(base) ? base.replace(/\.0$/, '') : String(arabicOf(base) || base);
  const exact = byPath.get(compact) ?? (/^article/i.test(word) ? byPath.get(`article ${key}`) : undefined);
  if (exact) return exact;
  const place =
    byPath.get(key) ?? byPath.get(`article ${key}`) ?? parentOf(byPath, key) ?? atLine(text, lines, key);
  if (!place || rest.length === 0) return place ?? null;
  // The letters of a list inside the section's own text carry no segment of their own.
  const inside = text.slice(place.start, place.end);
  return rest.every((part) => holdsItem(inside, part.replace(')', ''))) ? place : null;
}

/** "(F)", "F)" or "F." in front of an item. */
function holdsItem(inside: string, item: string): boolean {
  if (inside.includes(`(${item})`)) return true;
  for (let at = inside.indexOf(item); at >= 0; at = inside.indexOf(item, at + 1)) {
    if (/[\s(]/.test(inside[at - 1] ?? ' ') && /[.)]/.test(inside[at + item.length] ?? '')) return true;
  }
  return false;
}

/** "Section 4" of a text that numbers 4.1, 4.2 … only. */
function parentOf(byPath: ReadonlyMap<string, Place>, key: string): Place | null {
  const child = byPath.get(`${key}.1`) ?? byPath.get(`${key}.01`);
  return child ?? null;
}

/** A section of a line found by its number lasts this long at most, in characters. */
const lineSection = 20_000;

function atLine(text: string, lines: ReadonlyMap<string, number>, key: string): Span | null {
  const start = lines.get(key) ?? lines.get(`${key}.1`);
  return start === undefined ? null : { start, end: Math.min(text.length, start + lineSection) };
}

function lastAtOrBefore(starts: Uint32Array, position: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export interface Attachments {
  find(id: string): Span | null;
  /** Whether the words at this position are the title of an attachment. */
  isHeading(position: number): boolean;
}

const attachmentHeading =
  /(?:^|[\n\u2029])(?<word>schedule|exhibit|annex|annexure|appendix|attachment)\s"?(?<id>\d{1,3}(?:\.\d{1,2})?(?:-\d{1,2})?|[A-Z]{1,4}(?:-\d{1,2})?)"?(?![\p{L}\p{N}])(?<rest>[^\n\u2029]{0,120})/giu;
/** Some files lose their line ends: then a title is known by its capitals. */
const attachmentCapitals =
  /(?<![\p{L}])(?:SCHEDULE|EXHIBIT|ANNEX|APPENDIX|ATTACHMENT)\s"?(\d{1,3}|[A-Z](?:-\d{1,2})?)"?(?![\p{L}\p{N}])/gu;

/** Titles of schedules, exhibits and annexes: alone on a line, in capitals, or followed by a title. */
export function attachmentsIn(view: PlainView): Attachments {
  const byId = new Map<string, Span>();
  const headings = new Set<number>();
  const add = (id: string, from: number, to: number): void => {
    const span = spanOf(view, from, to);
    headings.add(span.start);
    const key = idKey(id);
    if (!byId.has(key)) byId.set(key, span);
  };
  for (const match of view.text.matchAll(attachmentHeading)) {
    const { word = '', id = '', rest = '' } = match.groups ?? {};
    const start = match.index + match[0].indexOf(word);
    if (isTitle(word, rest.trim())) add(id, start, start + word.length + 1 + id.length);
  }
  for (const match of view.text.matchAll(attachmentCapitals))
    add(match[1] ?? '', match.index, match.index + match[0].length);
  return { find: (id) => byId.get(idKey(id)) ?? null, isHeading: (position) => headings.has(position) };
}

/** Words of a title. */
const titleWords = 12;

function isTitle(word: string, rest: string): boolean {
  if (rest === '' || word === word.toUpperCase() || /^[:.-]/.test(rest)) return true;
  const words = rest.split(/\s/);
  if (/^(?:and|or|hereto|attached|shall|is|of|to)(?![\p{L}])/iu.test(rest) || words.length > titleWords)
    return false;
  return words.every((each) => /^[^\p{Ll}]/u.test(each));
}

function idKey(id: string): string {
  const value = arabicOf(id);
  return id.length > 1 && value > 0 ? String(value) : id.toUpperCase();
}
