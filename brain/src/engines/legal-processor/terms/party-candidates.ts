import { beginsWithForm, organisationEnding } from './company-names.ts';

/** A stretch of text that may be a party's name, in offsets of the plain view. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
}

/** A word with its full stop left out, or a single mark. */
export interface Token extends Candidate {
  readonly text: string;
  readonly kind: 'capitals' | 'title' | 'lower' | 'number' | 'mark';
  /** White space before it: none, on the same line, on the next line, behind an empty line. */
  readonly gap: 'none' | 'space' | 'line' | 'paragraph';
}

/** No name is longer. */
const nameTokens = 18;
const nameLength = 130;
/** Ends tried for one beginning. */
const endLimit = 8;

const tokenPattern =
  /[\p{L}\p{N}][\p{L}\p{M}\p{N}'@+!*/™®-]*(?:[.&][\p{L}\p{N}][\p{L}\p{M}\p{N}'@+!*/-]*)*|\S/gu;

export function tokensIn(text: string, from: number, to: number): Token[] {
  const tokens: Token[] = [];
  let last = from;
  for (const match of text.slice(from, to).matchAll(tokenPattern)) {
    const start = from + match.index;
    tokens.push({
      text: match[0],
      start,
      end: start + match[0].length,
      kind: kindOf(match[0]),
      gap: gapOf(text.slice(last, start)),
    });
    last = start + match[0].length;
  }
  return tokens;
}

function kindOf(text: string): Token['kind'] {
  if (!/[\p{L}\p{N}]/u.test(text)) return 'mark';
  if (!/\p{L}/u.test(text)) return 'number';
  // "eBay", "i-Escrow": a capital within counts as one in front; so do the small letters of "salesforce.com", "e-centives".
  if (!/\p{Lu}/u.test(text)) return /\p{L}\.\p{L}{2}|^\p{L}-\p{L}{3}/u.test(text) ? 'title' : 'lower';
  return /\p{Ll}/u.test(text) || !/\p{L}.*\p{L}/u.test(text) ? 'title' : 'capitals';
}

function gapOf(space: string): Token['gap'] {
  if (space === '') return 'none';
  return space.includes('\u2029') ? 'paragraph' : space.includes('\n') ? 'line' : 'space';
}

/** Words that stand before names in capitals without being part of them. */
const cue =
  /^(?:and|between|by|among|amongst|to|from|of|the|dated?|agreement|party|licensor|licensee|seller|buyer|customer|client|supplier|vendor|distributor|company|consultant|contractor|shipper|carrier|landlord|tenant|franchisor|franchisee|provider|name|mr|mrs|ms|dr|with|for)$/i;
/** Small words inside names. */
const joiner = /^(?:of|the|de|du|la|le|der|den|des|und|et|y|e|di|da|do|van|von|del|dos|for|and|in)$/;
const borders = /^[;:"[\]_•●{}=<>|]$/;

/** Whether a token can be part of a name: a capital or a number. */
function named(token: Token | undefined): boolean {
  return token !== undefined && token.kind !== 'lower' && token.kind !== 'mark';
}

/**
 * Stretches that begin where a name can and end where one can: at a mark, a small word, a legal form, a change between
 * capitals and small letters. Only a small share of them are names; a model chooses.
 */
export function candidatesIn(text: string, tokens: readonly Token[]): Candidate[] {
  const found: Candidate[] = [];
  for (let first = 0; first < tokens.length; first += 1) {
    if (!beginsAt(tokens, first)) continue;
    for (const end of endsFrom(text, tokens, first)) found.push({ start: tokens[first]!.start, end });
  }
  return found;
}

function beginsAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!;
  if (!named(token) || (token.kind === 'number' && !named(tokens[at + 1]))) return false;
  const before = tokens[at - 1];
  if (!before || !named(before) || token.gap === 'paragraph' || token.gap === 'line') return true;
  return (
    cue.test(before.text) ||
    before.kind === 'number' ||
    (before.kind !== token.kind && token.kind !== 'number')
  );
}

function endsFrom(text: string, tokens: readonly Token[], first: number): number[] {
  const ends: number[] = [];
  const begin = tokens[first]!.start;
  for (let at = first; at < tokens.length && at - first < nameTokens && ends.length < endLimit; at += 1) {
    const token = tokens[at]!;
    if (at > first && (token.gap === 'paragraph' || borders.test(token.text))) break;
    if (token.end - begin > nameLength) break;
    if (token.kind === 'lower' && !joiner.test(token.text) && !beginsWithForm(token.text)) break;
    if (token.kind === 'mark' && !/^[,.&()/-]$/.test(token.text)) break;
    if (!(named(token) || beginsWithForm(token.text) || token.text === ')')) continue;
    if (token.text === ')' && !text.slice(begin, token.end).includes('(')) break;
    if (mayEnd(text, begin, tokens, at)) ends.push(endOf(text, token));
  }
  return ends;
}

function mayEnd(text: string, begin: number, tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  const token = tokens[at]!;
  if (!next || !named(next) || next.gap === 'paragraph' || next.gap === 'line') return true;
  return (
    next.kind !== token.kind ||
    cue.test(next.text) ||
    organisationEnding(text.slice(begin, token.end)) !== null
  );
}

/** The full stop of an abbreviated legal form belongs to the name. */
function endOf(text: string, token: Token): number {
  return text[token.end] === '.' && /^(?:Inc|Ltd|Corp|Co|Bhd|Jr|Sr|\p{L}(?:\.\p{L})+)$/iu.test(token.text)
    ? token.end + 1
    : token.end;
}
