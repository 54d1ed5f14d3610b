import { createDraw } from '../engines/ml/index.ts';

/**
 * Pairs of texts with a known difference, for measuring comparisons. Edits work on words between white space, so that the
 * truth owes nothing to how the comparison cuts its words.
 */
export interface EditedPair {
  readonly before: string;
  readonly after: string;
  /** Every word of each text in order, with what happened to it. */
  readonly beforeWords: readonly TrueWord[];
  readonly afterWords: readonly TrueWord[];
  /** Words of the later text that belong to one moved block, and where the block began before. */
  readonly moves: readonly (readonly number[])[];
  /** Words of the later text that are new numbers of old clauses. */
  readonly renumbered: readonly number[];
}

export interface TrueWord {
  readonly start: number;
  readonly end: number;
  /** Deleted from the earlier text, or inserted into the later one. */
  readonly changed: boolean;
  /** In the later text: offset of the same word in the earlier one; −1 when it is new. */
  readonly source: number;
}

type Draw = (limit: number) => number;
interface Piece {
  readonly word: string;
  /** White space behind it. */
  gap: string;
  /** Offset in the earlier text, −1 for a new word. */
  readonly source: number;
  /** An edit is here or next to it. */
  touched: boolean;
  move: number;
  renumbered: boolean;
}
type Line = Piece[];

/** About one edit to this many words, within the limits. */
const wordsPerEdit = 250;
const [fewestEdits, mostEdits] = [6, 60];
const longestPhrase = 12;
/** Shorter lines are neither moved nor deleted nor put in whole: most are headings or cells. */
const minWordsOfClause = 8;
/** Longer lines would outweigh all other edits. */
const maxWordsOfClause = 200;
/** A block moves past this many times its own words at least; otherwise it might as well be the others that moved. */
const minMoveRatio = 5;

/** One text edited by chance: phrases and clauses put in, taken out, replaced and moved, numbers changed, clauses renumbered. */
export function editedPair(text: string, foreign: string, seed: number): EditedPair {
  const draw = createDraw(seed);
  const lines = linesOf(text, true);
  const strange = linesOf(foreign, false).filter(isClause);
  const words = lines.reduce((sum, line) => sum + line.length, 0);
  const kept = lines.flat();
  const edits = Math.min(mostEdits, Math.max(fewestEdits, Math.round(words / wordsPerEdit)));
  let moves = 0;
  for (let edit = 0; edit < edits && strange.length > 0; edit++) {
    const kind = edit % 8;
    if (kind === 0) insertPhrase(lines, strange, draw);
    else if (kind === 1) deletePhrase(lines, draw);
    else if (kind === 2) replacePhrase(lines, strange, draw);
    else if (kind === 3) insertClause(lines, strange, draw);
    else if (kind === 4) deleteClause(lines, draw);
    else if (kind === 5) moves += moveBlock(lines, words, moves + 1, draw) ? 1 : 0;
    else if (kind === 6) changeNumber(lines, draw);
    else renumber(lines, draw);
  }
  return pairOf(text, kept, lines, moves);
}

/** The words of each line; what comes before the first word of the text is not edited and left out. */
function linesOf(text: string, own: boolean): Line[] {
  const lines: Line[] = [[]];
  for (const { 0: match, index, groups } of text.matchAll(/(?<word>\S+)(?<gap>\s*)/g)) {
    const gap = groups?.['gap'] ?? '';
    const word = match.slice(0, match.length - gap.length);
    const source = own ? index : -1;
    lines.at(-1)!.push({ word, gap, source, touched: false, move: 0, renumbered: false });
    if (gap.includes('\n')) lines.push([]);
  }
  return lines.filter((line) => line.length > 0);
}

const isClause = ({ length }: Line) => length >= minWordsOfClause && length <= maxWordsOfClause;

const fresh = (word: string, gap: string): Piece => ({
  word,
  gap,
  source: -1,
  touched: true,
  move: 0,
  renumbered: false,
});

/** A line and a place in it with `count` untouched words and an untouched one on each side; null after some tries. */
function freePlace(lines: Line[], count: number, draw: Draw): { line: Line; at: number } | null {
  for (let attempt = 0; attempt < 50; attempt++) {
    const line = lines[draw(lines.length)]!;
    if (line.length < count + 2) continue;
    const at = 1 + draw(line.length - count - 1);
    const around = line.slice(at - 1, at + count + 1);
    if (around.some(({ touched, move }) => touched || move > 0)) continue;
    for (const piece of around) piece.touched = true;
    return { line, at };
  }
  return null;
}

function strangePhrase(strange: Line[], draw: Draw): Piece[] {
  const line = strange[draw(strange.length)]!;
  const count = Math.min(line.length, 1 + draw(longestPhrase));
  const from = draw(line.length - count + 1);
  return line.slice(from, from + count).map(({ word }) => fresh(word, ' '));
}

function insertPhrase(lines: Line[], strange: Line[], draw: Draw): void {
  const place = freePlace(lines, 0, draw);
  place?.line.splice(place.at, 0, ...strangePhrase(strange, draw));
}

function deletePhrase(lines: Line[], draw: Draw): void {
  const count = 1 + draw(longestPhrase);
  const place = freePlace(lines, count, draw);
  place?.line.splice(place.at, count);
}

/** The new words have none in common with the old ones: otherwise the truth would not be the smallest difference. */
function replacePhrase(lines: Line[], strange: Line[], draw: Draw): void {
  const count = 1 + draw(longestPhrase / 2);
  const place = freePlace(lines, count, draw);
  if (!place) return;
  const old = new Set(place.line.slice(place.at - 1, place.at + count + 1).map(({ word }) => bare(word)));
  const phrase = strangePhrase(strange, draw).filter(({ word }) => bare(word) !== '' && !old.has(bare(word)));
  if (phrase.length === 0) return;
  phrase.at(-1)!.gap = place.line[place.at + count - 1]!.gap;
  place.line.splice(place.at, count, ...phrase);
}

const bare = (word: string) => word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** A line of another contract between two lines that are not edited at their borders. */
function insertClause(lines: Line[], strange: Line[], draw: Draw): void {
  const at = draw(lines.length);
  const line = strange[draw(strange.length)]!;
  lines.splice(
    at,
    0,
    line.map(({ word, gap }, index) => fresh(word, index === line.length - 1 ? '\n' : gap)),
  );
}

function wholeClause(lines: Line[], draw: Draw): number {
  for (let attempt = 0; attempt < 50; attempt++) {
    const at = draw(lines.length);
    const line = lines[at]!;
    if (isClause(line) && line.every(({ touched, move }) => !touched && move === 0)) return at;
  }
  return -1;
}

function deleteClause(lines: Line[], draw: Draw): void {
  const at = wholeClause(lines, draw);
  if (at >= 0 && lines.length > 2) lines.splice(at, 1);
}

/** One to three lines to a place far enough away. */
function moveBlock(lines: Line[], words: number, move: number, draw: Draw): boolean {
  const from = wholeClause(lines, draw);
  if (from < 0) return false;
  let count = 1 + draw(3);
  while (
    lines.slice(from, from + count).some((line) => line.some((piece) => piece.touched || piece.move > 0))
  )
    count--;
  const size = lines.slice(from, from + count).reduce((sum, line) => sum + line.length, 0);
  if (count < 1 || size * (minMoveRatio + 1) * 2 > words) return false;
  // Of a page footer that stands on every page nobody can say which one moved.
  if (!lines.slice(from, from + count).every((line) => comesOnce(lines, line))) return false;
  const block = lines.splice(from, count);
  for (let attempt = 0; attempt < 50; attempt++) {
    const to = draw(lines.length + 1);
    const passed = lines.slice(Math.min(from, to), Math.max(from, to));
    const inBlock = [lines[to - 1], lines[to]].some((line) => line?.some((piece) => piece.move > 0));
    if (inBlock || passed.reduce((sum, line) => sum + line.length, 0) < size * minMoveRatio) continue;
    for (const piece of block.flat()) piece.move = move;
    const last = block.at(-1)!.at(-1)!;
    if (!last.gap.includes('\n')) last.gap = '\n';
    const ahead = lines[to - 1]?.at(-1);
    if (ahead && !ahead.gap.includes('\n')) ahead.gap = '\n';
    lines.splice(to, 0, ...block);
    return true;
  }
  lines.splice(from, 0, ...block);
  return false;
}

function comesOnce(lines: readonly Line[], line: Line): boolean {
  const textOf = (one: Line) => one.map(({ word }) => word).join(' ');
  const text = textOf(line);
  return lines.filter((other) => other.length === line.length && textOf(other) === text).length === 1;
}

/** Another value for a word that holds a number. */
function changeNumber(lines: Line[], draw: Draw): void {
  for (let attempt = 0; attempt < 200; attempt++) {
    const place = freePlaceOf(lines, draw);
    if (!place) continue;
    const { line, at } = place;
    const old = line[at]!;
    const word = old.word.replaceAll(/\d+/g, (digits) => String(Number(digits.slice(0, 9)) + 1 + draw(97)));
    line.splice(at, 1, fresh(word, old.gap));
    return;
  }
}

function freePlaceOf(lines: Line[], draw: Draw): { line: Line; at: number } | null {
  const line = lines[draw(lines.length)]!;
  const at = 1 + draw(Math.max(1, line.length - 1));
  if (at >= line.length - 1 || !/\d/.test(line[at]!.word)) return null;
  const around = line.slice(at - 1, at + 2);
  if (around.some(({ touched, move }) => touched || move > 0)) return null;
  for (const piece of around) piece.touched = true;
  return { line, at };
}

const clauseNumber = /^(\(?)(\d{1,2})([.)]\)?)$/;

/** The numbers that up to eight numbered lines begin with, from one line on, become the next ones. */
function renumber(lines: Line[], draw: Draw): void {
  let left = 1 + draw(8);
  for (let at = draw(lines.length); at < lines.length && left > 0; at++) {
    const line = lines[at]!;
    const [first, second] = line;
    const match = clauseNumber.exec(first?.word ?? '');
    if (!first || !second || !match || line.length < 3) continue;
    if (first.touched || first.move > 0 || second.touched) continue;
    const [, open = '', number = '', close = ''] = match;
    line[0] = { ...fresh(`${open}${Number(number) + 1}${close}`, first.gap), renumbered: true };
    second.touched = true;
    left--;
  }
}

function pairOf(
  before: string,
  kept: readonly Piece[],
  lines: readonly Line[],
  moveCount: number,
): EditedPair {
  const pieces = lines.flat();
  let after = before.slice(0, before.length - before.trimStart().length);
  const moves: number[][] = Array.from({ length: moveCount }, () => []);
  const renumbered: number[] = [];
  const afterWords = pieces.map(({ word, gap, source, move, renumbered: isNumber }, index) => {
    const start = after.length;
    after += word + gap;
    if (move > 0) moves[move - 1]!.push(index);
    if (isNumber) renumbered.push(index);
    return { start, end: start + word.length, changed: source < 0, source };
  });
  const surviving = new Set(pieces.map(({ source }) => source));
  const beforeWords = kept.map(({ word, source }) => ({
    start: source,
    end: source + word.length,
    changed: !surviving.has(source),
    source,
  }));
  return { before, after, beforeWords, afterWords, moves, renumbered };
}
