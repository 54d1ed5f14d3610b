/** The number a clause carries, and how deep it therefore lies. */

/** How a number is written; two numbers of one style in one list are siblings. */
export type NumberStyle =
  | 'annex'
  | 'article'
  | 'decimal1'
  | 'decimal2'
  | 'decimal3'
  | 'decimal4'
  | 'upperRoman'
  | 'upperLetter'
  | 'lowerLetter'
  | 'lowerRoman'
  | 'double'
  | 'digit'
  | 'bullet'
  | 'title';

export interface NumberToken {
  /** As it stands, without closing punctuation: "3.2", "(a)", "Article IV"; null for a bullet. */
  readonly label: string | null;
  readonly style: NumberStyle;
  /** The last letter, digit or numeral of the label, for telling (i) after (h) from the first of a roman list. */
  readonly value: string;
  /** Code units from the start of the text given up to where the words begin. */
  readonly length: number;
}

/** A number never needs more of its line than this. */
export const longestNumber = 48;

const word =
  /^(article|section|clause|part|chapter|paragraph|exhibit|schedule|annex|annexure|appendix|attachment|§{1,2})\s{0,3}(?:no\.?\s{0,2})?([0-9]{1,3}(?:\.[0-9]{1,3}){0,4}|[ivxlc]{1,7}|[a-z](?:-?[0-9]{1,2})?)(?=[\s.:)\-–—]|$)[.:)]{0,2}\s{0,3}/i;
const decimal = /^(\(?)([0-9]{1,3}(?:\.[0-9]{1,3}){0,5})([.)]{0,2})(?:\s{1,4}|(?=[A-Z“"‘([])|$)/;
const bracketed = /^\(([a-z]|([a-z])\2|[ivxl]{1,6}|[A-Z]|[IVXL]{1,6}|[0-9]{1,3})\)\.?\s{0,4}/;
const lettered = /^([a-z]|[ivx]{1,5}|[A-Z]|[IVXL]{1,6})[.)](?:\s{1,4}|$)/;
const bullet = /^[•·▪■●◦‣⁃➢✓☐\uf0b7\uf0a7*–—-](?:\s{1,4}|$)/;
const annexes = /^(exhibit|schedule|annex|annexure|appendix|attachment)$/i;
const roman = /^[ivxlc]+$/i;

/** Reads the number at the start of `head` (the first characters of a clause), or null. */
export function numberAt(head: string): NumberToken | null {
  const cut = head.slice(0, longestNumber);
  return wordNumber(cut) ?? bracketNumber(cut) ?? decimalNumber(cut) ?? letterNumber(cut) ?? bulletMark(cut);
}

function wordNumber(head: string): NumberToken | null {
  const found = word.exec(head);
  if (!found) return null;
  const name = found[1] ?? '';
  const value = found[2] ?? '';
  // "Section a party…" is prose: a letter counts only when written as a capital or followed by punctuation.
  if (/^[a-z]$/.test(value) || (/^[A-Z]$/.test(value) && !annexes.test(name) && !roman.test(value)))
    return null;
  const label = found[0].replace(/[\s.:)]+$/, '');
  const depth = value.split('.').length;
  if (annexes.test(name)) return { label, style: 'annex', value, length: found[0].length };
  const style =
    depth > 1 ? decimalStyle(depth) : /^(article|part|chapter)$/i.test(name) ? 'article' : 'decimal1';
  return { label, style, value, length: found[0].length };
}

function decimalNumber(head: string): NumberToken | null {
  const found = decimal.exec(head);
  if (!found) return null;
  const [whole, open, digits, close] = found;
  const parts = (digits ?? '').split('.');
  // Years, amounts and house numbers open lines too: a bare number is a label only when it is small.
  if (!digits || (parts.length === 1 && !close && Number(digits) > 60)) return null;
  if (parts.length === 1 && !close && !/^[0-9]+\s+[A-Z“"(]/.test(head)) return null;
  const bracketedDigit = open === '(' || (close === ')' && parts.length === 1);
  const label = open === '(' ? `(${digits})` : close?.includes(')') ? `${digits})` : digits;
  return {
    label,
    style: bracketedDigit ? 'digit' : decimalStyle(parts.length),
    value: parts.at(-1) ?? digits,
    length: whole.length,
  };
}

function decimalStyle(depth: number): NumberStyle {
  return depth <= 1 ? 'decimal1' : depth === 2 ? 'decimal2' : depth === 3 ? 'decimal3' : 'decimal4';
}

function bracketNumber(head: string): NumberToken | null {
  const found = bracketed.exec(head);
  const value = found?.[1];
  if (!found || !value) return null;
  return { label: `(${value})`, style: letterStyle(value), value, length: found[0].length };
}

function letterNumber(head: string): NumberToken | null {
  const found = lettered.exec(head);
  const value = found?.[1];
  if (!found || !value) return null;
  const label = found[0].includes(')') ? `${value})` : value;
  return { label, style: letterStyle(value), value, length: found[0].length };
}

function letterStyle(value: string): NumberStyle {
  if (/^[0-9]+$/.test(value)) return 'digit';
  if (/^[ivx]+$/.test(value)) return 'lowerRoman';
  if (/^[IVX]+$/.test(value)) return 'upperRoman';
  if (value.length > 1) return roman.test(value) ? 'lowerRoman' : 'double';
  return value === value.toLowerCase() ? 'lowerLetter' : 'upperLetter';
}

function bulletMark(head: string): NumberToken | null {
  const found = bullet.exec(head);
  return found ? { label: null, style: 'bullet', value: '', length: found[0].length } : null;
}

/** Styles of what holds clauses. */
const outer = new Set<NumberStyle>(['annex', 'article', 'title', 'upperRoman', 'upperLetter']);

/** Deepest level told apart; deeper lists lie at it. */
const deepest = 12;

/** Follows the numbers of a document from top to bottom and says how deep each lies. */
export class LevelStack {
  private readonly open: { style: NumberStyle; value: string }[] = [];

  /** Depth of what follows the last number without one of its own. */
  get level(): number {
    return this.open.length;
  }

  clear(): void {
    this.open.length = 0;
  }

  /** The level of a clause with this number: 1 for the outermost. */
  enter(token: NumberToken): number {
    const style = this.resolved(token);
    const known = this.open.findLastIndex((each) => each.style === style);
    if (known >= 0) this.open.length = known;
    else this.cutTo(style);
    if (this.open.length < deepest) this.open.push({ style, value: token.value.toLowerCase() });
    return this.open.length;
  }

  private cutTo(style: NumberStyle): void {
    if (style === 'annex' || style === 'title' || style === 'article') {
      this.open.length = 0;
      return;
    }
    if (style === 'decimal1') {
      // "1." opens the clauses of a document, unless a list lies inside clauses numbered another way.
      const inside = this.open.some((each) => each.style === 'decimal2' || each.style === 'decimal3');
      if (!inside) this.open.length = this.open.findLastIndex(({ style: s }) => outer.has(s)) + 1;
      return;
    }
    const depth = /^decimal([2-4])$/.exec(style)?.[1];
    if (!depth) return;
    // 3.2 lies under 3 or under Article III, never under the (b) that stood before it.
    const parent = this.open.findLastIndex(
      ({ style: s }) => outer.has(s) || (s.startsWith('decimal') && s.slice(7) < depth),
    );
    this.open.length = parent + 1;
  }

  /** (i), (v) and (x) are letters in a list that has just reached (h), (u) or (w), and numerals elsewhere. */
  private resolved(token: NumberToken): NumberStyle {
    const value = token.value.toLowerCase();
    if (value.length !== 1 || (token.style !== 'lowerRoman' && token.style !== 'upperRoman'))
      return token.style;
    const letters: NumberStyle = token.style === 'lowerRoman' ? 'lowerLetter' : 'upperLetter';
    const list = this.open.findLast((each) => each.style === letters);
    return list && list.value.length === 1 && list.value.charCodeAt(0) + 1 === value.charCodeAt(0)
      ? letters
      : token.style;
  }
}

/** Items of a list, as against clauses and sections. */
export const isItemStyle = (style: NumberStyle): boolean =>
  style === 'bullet' ||
  style === 'digit' ||
  style === 'lowerLetter' ||
  style === 'lowerRoman' ||
  style === 'double';
