import { sentencesBetween } from '../search/search-terms.ts';
import type { Blank } from './comparison-blanks.ts';

/**
 * A text as words and marks. Token t is the characters [start[t], end[t]); the white space up to start[t + 1] trails it,
 * so the tokens cover the whole text. Token 0 is empty and carries the white space the text begins with.
 */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Equal tokens of both texts have equal numbers. */
  readonly id: Int32Array;
  /** 1 for words and numbers, 0 for marks and blanks. */
  readonly isWord: Uint8Array;
  /** 1 for a blank of a form, which is one token whatever its label says. */
  readonly isBlank: Uint8Array;
}

/** A clause for the sake of comparing: a sentence, a heading, a numbered line. Tokens [first, last). */
export interface Clause {
  readonly first: number;
  readonly last: number;
  /** First token behind the number the clause begins with; `first` when it has none. */
  readonly body: number;
  /** Equal for equal words, whatever the number and the white space. */
  readonly key: number;
  readonly words: number;
}

/** Gives equal strings equal numbers, across both texts. */
export type Intern = (token: string) => number;

export function createIntern(): Intern {
  const numbers = new Map<string, number>();
  return (token) => {
    const known = numbers.get(token);
    if (known !== undefined) return known;
    numbers.set(token, numbers.size);
    return numbers.size - 1;
  };
}

// Numbers keep their separators, so that a changed amount is one changed word.
const tokenPattern = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}\p{N}_]+(?:['’][\p{L}\p{M}]+)*|[^\s]/gu;

/** Blanks in rising order. */
export function tokenise(text: string, intern: Intern, blanks: readonly Blank[] = []): Tokens {
  const start: number[] = [0];
  const end: number[] = [0];
  const id: number[] = [intern('')];
  const isWord: number[] = [0];
  const isBlank: number[] = [0];
  const add = (token: string, at: number, blank: boolean) => {
    start.push(at);
    end.push(at + token.length);
    id.push(intern(token));
    isWord.push(!blank && (token.length > 1 || /[\p{L}\p{N}]/u.test(token)) ? 1 : 0);
    isBlank.push(blank ? 1 : 0);
  };
  let nextBlank = 0;
  for (const match of text.matchAll(tokenPattern)) {
    if (match.index < end.at(-1)!) continue;
    const blank = blanks[nextBlank];
    if (blank && match.index >= blank.start) {
      nextBlank++;
      add(text.slice(match.index, blank.end), match.index, true);
    } else add(match[0], match.index, false);
  }
  return {
    text,
    count: start.length,
    start: Uint32Array.from(start),
    end: Uint32Array.from(end),
    id: Int32Array.from(id),
    isWord: Uint8Array.from(isWord),
    isBlank: Uint8Array.from(isBlank),
  };
}

/** "4.", "4.2", "(iv)", "Section 4.2": what a clause is numbered by; followed by white space. */
const numberPattern =
  /^(?:(?:article|section|clause|schedule|exhibit|annex)\s{1,4}[\divxlc]{1,7}(?:\.\d{1,3}){0,5}[.:)]?|\d{1,3}(?:\.\d{1,3}){1,5}[.)]?|\(?\d{1,3}[.)]|\(?[a-z]{1,2}[.)]|\(?[ivxlc]{1,7}[.)])(?=\s)/i;
const longestNumber = 48;

/** The clauses of a text: every token but the empty first one is in one. Semicolons end a clause too. */
export function clausesOf(tokens: Tokens, intern: Intern): Clause[] {
  const clauses: Clause[] = [];
  let next = 1;
  for (const { end } of sentencesBetween(tokens.text, 0, tokens.text.length)) {
    let first = next;
    for (; next < tokens.count && tokens.start[next]! < end; next++) {
      if (tokens.text[tokens.start[next]!] !== ';') continue;
      clauses.push(clauseOf(tokens, first, next + 1, intern));
      first = next + 1;
    }
    if (next > first) clauses.push(clauseOf(tokens, first, next, intern));
  }
  if (next < tokens.count) clauses.push(clauseOf(tokens, next, tokens.count, intern));
  return clauses;
}

function clauseOf(tokens: Tokens, first: number, last: number, intern: Intern): Clause {
  const from = tokens.start[first]!;
  const number = numberPattern.exec(tokens.text.slice(from, from + longestNumber))?.[0] ?? '';
  let body = first;
  while (body < last && tokens.end[body]! <= from + number.length) body++;
  if (body === last) body = first;
  let words = 0;
  const ids: number[] = [];
  for (let token = body; token < last; token++) {
    ids.push(tokens.id[token]!);
    words += tokens.isWord[token]!;
  }
  return { first, last, body, key: intern(ids.join(' ')), words };
}
