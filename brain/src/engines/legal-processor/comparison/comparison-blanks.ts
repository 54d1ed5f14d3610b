import type { Side } from './comparison-similarity.ts';
import type { Tokens } from './comparison-tokens.ts';
import type { Edit } from './comparison.ts';

/**
 * Blanks of a form: what the other text writes there fills them in and changes no wording. A blank is one token, so that
 * the words around it find their partners whatever it says.
 */
export interface Blank {
  readonly start: number;
  readonly end: number;
}

export interface Blanks {
  readonly before?: readonly Blank[];
  readonly after?: readonly Blank[];
}

/** By token: 1 where it is a blank that is filled in, or part of what fills one. */
export interface Filled {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly blanks: number;
}

/** More characters than this are no answer to a blank but a text of their own. */
const longestFilling = 4000;

/** The same blanks left open in another text: wherever it has their labels, brackets and all. */
export function leftOpen(text: string, form: string, blanks: readonly Blank[]): Blank[] {
  const labels = new Set(blanks.map(({ start, end }) => form.slice(start, end)));
  const found: Blank[] = [];
  for (const label of labels)
    for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + label.length))
      found.push({ start: at, end: at + label.length });
  return found.sort((a, b) => a.start - b.start);
}

/** The edits with those marked that only fill in blanks, and their tokens. */
export function markFilled(
  edits: readonly Edit[],
  before: Side,
  after: Side,
): { edits: readonly Edit[]; filled: Filled } {
  const filled = {
    before: new Uint8Array(before.tokens.count),
    after: new Uint8Array(after.tokens.count),
    blanks: 0,
  };
  if (!hasBlanks(before.tokens) && !hasBlanks(after.tokens)) return { edits, filled };
  const marked = edits.map((edit) => {
    if (edit.kind !== 'replace' || edit.renumbered || edit.spacing) return edit;
    const here = tokensIn(before.tokens, edit.beforeStart, edit.beforeEnd);
    const there = tokensIn(after.tokens, edit.afterStart, edit.afterEnd);
    const count = isFilling(before, here, after, there) || isFilling(after, there, before, here);
    if (!count) return edit;
    filled.before.fill(1, here.first, here.last);
    filled.after.fill(1, there.first, there.last);
    filled.blanks += count;
    const { critical: _, ...rest } = edit;
    return { ...rest, filled: true as const };
  });
  return { edits: marked, filled };
}

interface Range {
  readonly first: number;
  readonly last: number;
}

/** How many blanks of the form these words fill in; 0 when they do more, or something else. */
function isFilling(form: Side, blank: Range, other: Side, words: Range): number {
  let blanks = 0;
  for (let token = blank.first; token < blank.last; token++) {
    if (form.tokens.isWord[token]) return 0;
    blanks += form.tokens.isBlank[token]!;
  }
  if (blanks === 0 || words.first === words.last) return 0;
  if (other.tokens.isBlank.subarray(words.first, words.last).includes(1)) return 0;
  const filling = other.tokens.text.slice(other.tokens.start[words.first], other.tokens.end[words.last - 1]);
  // A line to write on ("____") is still a blank.
  if (!/[\p{L}\p{N}]/u.test(filling) || filling.length > blanks * longestFilling) return 0;
  const alone = standsAlone(form.tokens, blank);
  // A sentence behind the filling of a blank inside a sentence is no part of it, and neither is a numbered clause.
  const more = other.clauses.some(
    ({ first, body }) => first > words.first && first < words.last && (!alone || body > first),
  );
  return more ? 0 : blanks;
}

/** Nothing else is in its paragraph: whole sentences belong there. */
function standsAlone({ text, start, end, count }: Tokens, { first, last }: Range): boolean {
  const back = first <= 1 || text.slice(end[first - 1], start[first]).includes('\n');
  return back && (last >= count || text.slice(end[last - 1], start[last]).includes('\n'));
}

function hasBlanks({ isBlank }: Tokens): boolean {
  return isBlank.includes(1);
}

/** The tokens that begin in these characters. */
function tokensIn({ start, count }: Tokens, from: number, to: number): Range {
  return { first: lowerBound(start, count, from), last: lowerBound(start, count, to) };
}

/** The first token but the empty one that begins at this place or behind it. */
function lowerBound(start: Uint32Array, count: number, at: number): number {
  let [low, high] = [1, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (start[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
