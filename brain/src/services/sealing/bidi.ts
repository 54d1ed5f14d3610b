/**
 * Puts a line that holds right-to-left letters into the order in which it is seen. A small part of the Unicode
 * bidirectional algorithm (UAX 9) that is enough for names and sentences: the line reads from left to right, stretches of
 * Hebrew or Arabic in it from right to left, numbers always from left to right.
 */
export interface PlacedRun {
  readonly text: string;
  /** Its place in reading order. */
  readonly order: number;
}

const rightToLeft =
  /[\u0590-\u05ff\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const digit = /\p{Nd}/u;
const neutral = /[\s\p{P}\p{S}]/u;
const mark = /\p{M}/u;

export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/** The runs of a line from left to right. Words of right-to-left scripts are runs of their own. */
export function visualRuns(line: string): PlacedRun[] {
  const chars = [...line];
  const levels = levelsOf(chars);
  const runs: { text: string; level: number }[] = [];
  chars.forEach((char, index) => {
    const level = levels[index]!;
    const last = runs.at(-1);
    const apart = level === 1 && (char === ' ' || last?.text.endsWith(' '));
    if (last && last.level === level && !apart) last.text += char;
    else runs.push({ text: char, level });
  });
  const placed = runs.map(({ text, level }, order) => ({
    text: level === 1 ? mirrored(text) : text,
    level,
    order,
  }));
  return reorder(placed).map(({ text, order }) => ({ text, order }));
}

/** 0 left to right, 1 right to left, 2 a number inside right-to-left text. */
function levelsOf(chars: readonly string[]): number[] {
  const kinds = chars.map((char) => {
    if (rightToLeft.test(char) && !digit.test(char)) return 'R';
    if (digit.test(char)) return 'N';
    if (mark.test(char)) return 'M';
    return neutral.test(char) ? 'O' : 'L';
  });
  let strong = 'L';
  const levels = kinds.map((kind, index) => {
    if (kind === 'R' || kind === 'L') strong = kind;
    if (kind === 'R') return 1;
    if (kind === 'L') return 0;
    if (strong !== 'R') return 0;
    if (kind === 'M') return 1;
    if (kind === 'N') return 2;
    // What stands between goes with the text around it when both sides read alike.
    const next = kinds.slice(index + 1).find((later) => later === 'R' || later === 'L' || later === 'N');
    return next === 'R' || next === 'N' ? 1 : 0;
  });
  return pairBrackets(chars, keepNumbersWhole(kinds, levels));
}

/** A closing bracket goes with its opening one, unless left-to-right text stands between them. */
function pairBrackets(chars: readonly string[], levels: number[]): number[] {
  const open: { char: string; index: number }[] = [];
  chars.forEach((char, index) => {
    const at = pairs.indexOf(char);
    if (at < 0) return;
    if (at % 2 === 0) open.push({ char, index });
    else if (open.at(-1)?.char === pairs[at - 1]) {
      const start = open.pop()!.index;
      const inside = levels.slice(start + 1, index);
      const level = levels[start] === 1 && !inside.includes(0) ? 1 : 0;
      levels[start] = level;
      levels[index] = level;
    }
  });
  return levels;
}

/** The point in 3.14 belongs to the number. */
function keepNumbersWhole(kinds: readonly string[], levels: number[]): number[] {
  return levels.map((level, index) =>
    level === 1 && kinds[index] === 'O' && levels[index - 1] === 2 && levels[index + 1] === 2 ? 2 : level,
  );
}

/** Each stretch of runs above level 0 is turned round; within a run the letters are turned by the font. */
function reorder<T extends { readonly level: number }>(runs: readonly T[]): T[] {
  const ordered: T[] = [];
  let stretch: T[] = [];
  for (const run of runs) {
    if (run.level > 0) stretch.unshift(run);
    else {
      ordered.push(...stretch, run);
      stretch = [];
    }
  }
  return [...ordered, ...stretch];
}

const pairs = '()[]{}<>«»‹›';

function mirrored(text: string): string {
  return text.replace(/[()[\]{}<>«»‹›]/gu, (char) => {
    const at = pairs.indexOf(char);
    return pairs[at % 2 ? at - 1 : at + 1]!;
  });
}
