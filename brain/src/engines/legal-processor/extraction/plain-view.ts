/**
 * The same text made easy to match: every run of white space and drawn rules is one character (a space, a line feed when
 * the run holds one, U+2029 when it holds an empty line: all three are `\s`), typographic quotes and dashes are the plain ones, and
 * invisible characters are gone. Patterns then need no `\s+`, which is what makes long inputs cheap; `origin` leads each
 * position back to the characters the reader sees.
 */
export interface PlainView {
  readonly text: string;
  /** UTF-16 offset in the original text of each character of `text`; one more entry holds the original's length. */
  readonly origin: Uint32Array;
}

export interface Span {
  /** UTF-16 offsets into the original text, [start, end). */
  readonly start: number;
  readonly end: number;
}

const paragraphBreak = '\u2029';
const singleQuotes = new Set(['\u2018', '\u2019', '\u201a', '\u201b', '\u2032', '`', '\u00b4']);
const doubleQuotes = new Set(['\u201c', '\u201d', '\u201e', '\u201f', '\u2033', '\u00ab', '\u00bb']);
const dashes = new Set(['\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212']);
const invisible = new Set(['\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\ufeff', '\u2060']);

export function plainView(original: string): PlainView {
  const origin = new Uint32Array(original.length + 1);
  const pieces: string[] = [];
  let length = 0;
  for (let at = 0; at < original.length;) {
    const character = original[at] ?? '';
    const end = endOfSpace(original, at);
    if (end > at) {
      origin[length] = at;
      length += 1;
      pieces.push(spaceFor(original, at, end));
      at = end;
      continue;
    }
    if (!invisible.has(character)) {
      origin[length] = at;
      length += 1;
      pieces.push(plainCharacter(character));
    }
    at += 1;
  }
  origin[length] = original.length;
  return { text: pieces.join(''), origin: origin.slice(0, length + 1) };
}

/** The original characters behind [from, to) of the view. */
export function spanOf(view: PlainView, from: number, to: number): Span {
  const start = view.origin[from] ?? 0;
  const last = view.origin[to - 1];
  return { start, end: last === undefined || to <= from ? start : last + 1 };
}

function isSpace(character: string): boolean {
  const code = character.charCodeAt(0);
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return (
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x3000 ||
    code === 0x2028 ||
    code === 0x2029
  );
}

/** White space, and rules drawn with three or more dashes or equal signs, which stand for nothing. */
function endOfSpace(text: string, from: number): number {
  let end = from;
  for (;;) {
    if (end < text.length && isSpace(text[end] ?? '')) {
      end += 1;
      continue;
    }
    const rule = endOfRule(text, end);
    if (rule === end) return end;
    end = rule;
  }
}

const ruleLength = 3;

function endOfRule(text: string, from: number): number {
  const mark = text[from];
  if (mark !== '-' && mark !== '=') return from;
  let end = from + 1;
  while (end < text.length && text[end] === mark) end += 1;
  return end - from >= ruleLength ? end : from;
}

function spaceFor(text: string, start: number, end: number): string {
  let lines = 0;
  for (let at = start; at < end; at += 1) {
    const character = text[at];
    if (character === '\n' || character === '\u2028') lines += 1;
    else if (character === '\r' && text[at + 1] !== '\n') lines += 1;
    else if (character === paragraphBreak || character === '\f') lines += 2;
  }
  return lines === 0 ? ' ' : lines === 1 ? '\n' : paragraphBreak;
}

function plainCharacter(character: string): string {
  if (character.charCodeAt(0) < 128) return character === '`' ? "'" : character;
  if (singleQuotes.has(character)) return "'";
  if (doubleQuotes.has(character)) return '"';
  return dashes.has(character) ? '-' : character;
}
