import { isItemStyle, LevelStack, longestNumber, numberAt, type NumberToken } from './numbering.ts';
import { bordersIn } from './segment-borders.ts';
import { blocksOf, isSpace } from './segment-lines.ts';

export type SegmentKind = 'heading' | 'clause' | 'item' | 'recital' | 'definition' | 'signature' | 'other';

/** A stretch of a document that says one thing: a heading, a sentence of a clause, an item of a list. */
export interface Segment {
  /** UTF-16 offsets into the text given: first character and one past the last, no white space at either end. */
  readonly start: number;
  readonly end: number;
  /** 0 for what stands outside any section (the title, the parties, the signatures), 1 for the outermost section. */
  readonly level: number;
  /** The number it carries: "3.2", "(a)", "Article IV". */
  readonly number: string | null;
  /** The title it carries itself, without its number. */
  readonly heading: string | null;
  readonly kind: SegmentKind;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  /** First piece of its paragraph, and the only one. */
  readonly opens: boolean;
  readonly alone: boolean;
  readonly furniture: boolean;
}

/**
 * Divides a document into segments: ascending, not overlapping, covering every character that is not white space.
 * Takes any string and never throws; time grows linearly with the length.
 */
export function segment(text: string): Segment[] {
  const pieces = piecesOf(text);
  const reader = new Reader(text);
  return pieces.map((piece) => reader.read(piece));
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const block of blocksOf(text)) {
    const starts = block.furniture ? [block.start] : bordersIn(text, block.start, block.end);
    starts.forEach((start, index) => {
      let end = starts[index + 1] ?? block.end;
      while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
      pieces.push({ start, end, opens: index === 0, alone: starts.length === 1, furniture: block.furniture });
    });
  }
  return pieces;
}

/** How much of the start of a segment is read to tell what it is. */
const headLength = 240;
/** Longer than this, a line is not a title. */
const longestTitle = 120;

/** A line of a signature block is no longer. */
const shortLine = 80;

const recitalOpener = /^(?:\(?[a-z0-9]{1,3}[.)]\s*)?whereas\b/i;
const recitalTitle =
  /^(?:recitals?|background|preamble|witnesseth:?|w\s?i\s?t\s?n\s?e\s?s\s?s\s?e\s?t\s?h:?|whereas)\s*:?$/i;
const agreementOpener =
  /^(?:now,?\s+therefore|now\s+it\s+is|therefore,|it\s+is\s+(?:hereby\s+)?agreed|the\s+parties\s+(?:hereby\s+)?agree|in\s+consideration|agreed\s+terms)/i;
const signatureOpener =
  /^(?:in\s+witness\s+where?of|in\s+testimony\s+whereof|executed\s+(?:as|by|on|in)\b|signed\s+(?:by|for|on|at)\b|signatures?\s*:?$|accepted\s+and\s+agreed)/i;
const signatureField =
  /^(?:by|name|title|date|dated|signature|signed|print(?:ed)?(?:\s+name)?|its|per|witness|sign|position|address|e-?mail|telephone|tel|fax|for\s+and\s+on\s+behalf\s+of)\s*(?:\([^)]{0,40}\)\s*)?[:_]/i;
const blankField = /[_…]{8,}|\/s\//;
const defines =
  /^(?:the\s+(?:terms?|expression|words?|phrase)\s+)?(?:[“"‘'][^”"’']{1,80}[”"’'](?:\s*(?:,|or|and|\(|\))\s*|\s+)){1,4}.{0,80}?\b(?:means?|shall\s+mean|will\s+mean|refers?\s+to|shall\s+refer|has\s+the\s+meaning|have\s+the\s+meaning|shall\s+have\s+the\s+meaning|includes?|shall\s+include|is\s+defined)\b/i;
const definesHere =
  /\b(?:as\s+used|for\s+(?:the\s+)?purposes?\s+of|in\s+this\s+agreement)\b.{0,100}[“"‘'][^”"’']{1,80}[”"’'].{0,60}\b(?:means?|shall\s+mean|refers?\s+to|includes?)\b/i;

/** Walks the pieces from top to bottom, keeping the open numbers and the part of the document it is in. */
class Reader {
  private readonly text: string;
  private readonly levels = new LevelStack();
  private part: 'body' | 'recitals' | 'signatures' = 'body';
  /** The last segment was a number alone ("Article IV"), so a title right after it belongs to it. */
  private untitled = false;
  /** Words have been read: titles above them all are those of the document. */
  private begun = false;

  constructor(text: string) {
    this.text = text;
  }

  read(piece: Piece): Segment {
    const head = this.text.slice(piece.start, Math.min(piece.end, piece.start + headLength));
    if (piece.furniture) return this.made(piece, 0, null, null, 'other');
    const token = piece.opens || /^[(0-9a-zA-Z]/.test(head) ? this.numberOf(piece, head) : null;
    const words = token ? head.slice(token.length).trimStart() : head;
    const title = titleOf(words, piece, token);
    this.turn(piece, words, title !== null && piece.alone, token);
    const level = this.levelOf(token, title, piece);
    this.begun ||= title === null || !piece.alone || token !== null;
    this.untitled = token !== null && words.trim() === '' && level > 0;
    return this.made(piece, level, token?.label ?? null, title, this.kindOf(piece, token, words, title));
  }

  private numberOf(piece: Piece, head: string): NumberToken | null {
    const token = numberAt(head);
    if (!token || piece.opens) return token;
    // In the middle of a paragraph only a bracketed or dotted number opens an item; prose holds bare ones.
    return /^\(|[.)]/.test(head.slice(0, longestNumber).slice(0, token.length)) ? token : null;
  }

  /** Notices the start of recitals, of the terms, and of the signatures. */
  private turn(piece: Piece, words: string, titled: boolean, token: NumberToken | null): void {
    const length = piece.end - piece.start;
    if (recitalTitle.test(words.trim()) || recitalOpener.test(words)) this.part = 'recitals';
    else if (this.part === 'recitals') {
      const terms = titled || (token?.style.startsWith('decimal') === true && length > shortLine);
      if (agreementOpener.test(words) || terms) {
        this.part = 'body';
        this.levels.clear();
      }
    } else if (this.part === 'signatures') {
      // Annexes follow signatures, and forms are filled in above the terms.
      const annex = piece.opens && token?.style === 'annex' && length < longestTitle;
      if (annex || (length > longestTitle && (token !== null || !hasField(words)))) this.part = 'body';
    }
    if (signatureOpener.test(words) || this.opensSignature(piece)) this.part = 'signatures';
  }

  /** "By: ______": the field may be a piece of its own, so what follows is looked at as well. */
  private opensSignature(piece: Piece): boolean {
    if (piece.end - piece.start > shortLine) return false;
    const line = this.text.slice(piece.start, piece.start + shortLine);
    return signatureField.test(line) && blankField.test(line);
  }

  private levelOf(token: NumberToken | null, title: string | null, piece: Piece): number {
    if (this.part === 'signatures') {
      this.levels.clear();
      return 0;
    }
    if (token) return this.levels.enter(token);
    if (title === null || !piece.alone || this.untitled) return this.levels.level;
    return this.begun ? this.levels.enter({ label: null, style: 'title', value: '', length: 0 }) : 0;
  }

  private kindOf(piece: Piece, token: NumberToken | null, words: string, title: string | null): SegmentKind {
    if (this.part === 'signatures') return 'signature';
    if (title !== null && words.trim().length <= title.length + 3) return 'heading';
    if (this.part === 'recitals') return 'recital';
    if (signatureField.test(words) && piece.end - piece.start < longestTitle) return 'signature';
    if (defines.test(words) || definesHere.test(words)) return 'definition';
    if (!/\p{L}{2}/u.test(words)) return token && this.untitled ? 'heading' : 'other';
    return token && isItemStyle(token.style) ? 'item' : 'clause';
  }

  private made(
    piece: Piece,
    level: number,
    number: string | null,
    heading: string | null,
    kind: SegmentKind,
  ): Segment {
    return { start: piece.start, end: piece.end, level, number, heading, kind };
  }
}

const hasField = (words: string): boolean => blankField.test(words) || signatureField.test(words);

const smallWords = new Set(
  'a an and as at by for from in into nor of on or the to with without vs'.split(' '),
);

/** The title a segment is or opens with, or null: "Term", "GOVERNING LAW", "Remedies". */
function titleOf(words: string, piece: Piece, token: NumberToken | null): string | null {
  const line = words.trim();
  if (line.length === 0 || line.length > longestTitle) return inlineTitle(line);
  if (signatureField.test(line) || blankField.test(line)) return null;
  const bare = line.replace(/[.:;–—-]+$/, '').trim();
  if (!piece.alone && !(piece.opens && token)) return null;
  return looksTitled(bare, line) ? bare : inlineTitle(line);
}

/** Capitals throughout, or every word of weight capitalised, and few words. */
function looksTitled(bare: string, line: string): boolean {
  const words = bare.split(/\s+/);
  if (words.length > 14 || /[;,]$/.test(line) || /[$%€£]|[0-9]{4}/.test(bare)) return false;
  if (!/\p{Lu}/u.test(bare) || /^["“‘']/.test(bare)) return false;
  if (bare === bare.toUpperCase() && /\p{Lu}{2}/u.test(bare)) return true;
  const heavy = words.filter((word) => /^\p{L}/u.test(word) && !smallWords.has(word.toLowerCase()));
  const capital = heavy.filter((word) => /^\p{Lu}/u.test(word)).length;
  if (words.length > 1 && capital === heavy.length && heavy.length > 0) return true;
  // "Governing law": a short line with one capital and no verb-like ending.
  return words.length <= 5 && /^\p{Lu}/u.test(bare) && !/[.;,]$/.test(line) && !sentenceLike.test(bare);
}

const sentenceLike =
  /^(?:it|its|this|these|that|each|any|all|if|for|no|we|you|such|they|there|to|in|by|an?)\b|\b(?:shall|will|may|must|can|is|are|was|were|has|have|had|means?|agrees?|includes?)\b/i;

const inline =
  /^((?:\p{Lu}[\p{L}’'/-]*)(?:[ ,]+(?:(?:\p{Lu}[\p{L}’'/-]*)|and|or|of|to|the|in|for|on|by|with|&)){0,9})(?:\s*:|\.\s?[-–—]|\s[-–—])\s+\S/u;

/** "Governing Law: This Agreement …" carries its title in front of its words. */
function inlineTitle(line: string): string | null {
  return inline.exec(line.slice(0, longestTitle))?.[1] ?? null;
}
