import { faultPosition } from './json-fault.ts';
import { quoted } from './problems.ts';
/** JSON as it was written: what parsing alone would lose or choke on is found by one walk over the text before it. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const jsonLimits = {
  /** How deep lists and objects may lie inside each other. OCF needs nine. */
  depth: 64,
  /** Lists, objects, texts and numbers in one file: what a parsed file takes grows with them. */
  parts: 12_000_000,
} as const;

export interface JsonFinding {
  readonly code: 'KEY_TWICE' | 'NUMBER_INEXACT' | 'TEXT_DAMAGED';
  readonly path: readonly (string | number)[];
  readonly what: string;
}

export type JsonReading =
  | { readonly json: Json; readonly findings: readonly JsonFinding[] }
  /** Why nothing was read: the rest of a sentence. */
  | { readonly fault: string };

/** At most so many are listed of one file; beyond them the file is beyond help. */
const maxFindings = 1000;

/** Reads UTF-8 JSON with its depth bounded. Findings say what the parsed value no longer shows. */
export function readJson(bytes: Uint8Array): JsonReading {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { fault: 'is not text in UTF-8' };
  }
  const walk = new Walk(text);
  const excess = walk.run();
  if (excess) return { fault: excess };
  try {
    return { json: JSON.parse(text) as Json, findings: walk.findings };
  } catch {
    return { fault: `is not JSON: ${faultIn(text)}` };
  }
}

/** Line and column are what an editor shows. */
function faultIn(text: string): string {
  const at = faultPosition(text);
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const found =
    at < text.length ? `${quoted(text.charAt(at))} does not belong there` : 'the text ends too early';
  return `line ${line}, column ${column}: ${found}`;
}

const quote = 34;
const comma = 44;
const minus = 45;
const zero = 48;
const nine = 57;
const colon = 58;
const backslash = 92;
const openList = 91;
const closeList = 93;
const openObject = 123;
const closeObject = 125;

interface Level {
  /** The keys so far of an object; null for a list. */
  readonly keys: string[] | null;
  /** The same once they are many. */
  known: Set<string> | null;
  position: number;
}

/** One pass without recursion. Text that is not JSON is walked anyhow: parsing refuses it afterwards. */
class Walk {
  readonly findings: JsonFinding[] = [];
  readonly #text: string;
  readonly #levels: Level[] = [];
  #parts = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** What is too much, as the rest of a sentence; null when all is within the limits. */
  run(): string | null {
    const text = this.#text;
    for (let at = 0; at < text.length; at += 1) {
      const sign = text.charCodeAt(at);
      if (sign === quote) at = this.#string(at);
      else if (sign === minus || (sign >= zero && sign <= nine)) at = this.#number(at);
      else if (sign === openObject || sign === openList) this.#open(sign === openObject);
      else if (sign === closeObject || sign === closeList) this.#levels.pop();
      else if (sign === comma) {
        const level = this.#levels.at(-1);
        if (level) level.position += 1;
      }
      if (this.#levels.length > jsonLimits.depth) return `is nested deeper than ${jsonLimits.depth} levels`;
      if (this.#parts > jsonLimits.parts)
        return `holds more than ${jsonLimits.parts.toLocaleString('en-US')} values`;
    }
    return null;
  }

  #open(isObject: boolean): void {
    this.#parts += 1;
    this.#levels.push({ keys: isObject ? [] : null, known: null, position: 0 });
  }

  /** @returns the position of the closing quote */
  #string(start: number): number {
    this.#parts += 1;
    const text = this.#text;
    let escaped = false;
    let end = start + 1;
    for (; end < text.length; end += 1) {
      const sign = text.charCodeAt(end);
      if (sign === quote) break;
      if (sign === backslash) {
        escaped = true;
        end += 1;
      }
    }
    const level = this.#levels.at(-1);
    // A key is the first string of an object since its last comma: as many keys as commas are known before it.
    const holder = level?.keys?.length === level?.position ? level : undefined;
    const value = holder?.keys || escaped ? this.#valueOf(start, end, escaped) : null;
    if (holder?.keys && value !== null) this.#key(holder, value);
    if (escaped && value !== null && (!value.isWellFormed() || value.includes('\0')))
      this.#find('TEXT_DAMAGED', 'holds a character that is none (a zero, or half of a pair)');
    return end;
  }

  #valueOf(start: number, end: number, escaped: boolean): string | null {
    if (!escaped) return this.#text.slice(start + 1, end);
    try {
      return JSON.parse(this.#text.slice(start, end + 1)) as string;
    } catch {
      return null;
    }
  }

  #key(level: Level, key: string): void {
    const keys = level.keys!;
    if (keys.length === 24) level.known = new Set(keys);
    const twice = level.known ? level.known.has(key) : keys.includes(key);
    keys.push(key);
    level.known?.add(key);
    if (twice) this.#find('KEY_TWICE', 'is written twice, and only the last one counts');
  }

  /** @returns the position of the last sign of the number */
  #number(start: number): number {
    this.#parts += 1;
    const text = this.#text;
    let end = start + 1;
    for (; end < text.length; end += 1) {
      const sign = text.charCodeAt(end);
      if (sign === comma || sign === closeObject || sign === closeList || sign <= 32 || sign === colon) break;
    }
    // Fifteen digits are what a double always keeps.
    if (end - start > 15 || /[eE]/.test(text.slice(start, end))) {
      const token = text.slice(start, end);
      if (!isExact(token))
        this.#find('NUMBER_INEXACT', `${token.slice(0, 40)} has more digits than can be kept`);
    }
    return end - 1;
  }

  #find(code: JsonFinding['code'], what: string): void {
    if (this.findings.length >= maxFindings) return;
    const path = this.#levels.map(({ keys, position }) => (keys ? (keys.at(-1) ?? '') : position));
    this.findings.push({ code, path, what });
  }
}

function isExact(token: string): boolean {
  const digits = token
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '');
  const value = Number(token);
  return digits.length <= 15 && Number.isFinite(value) && (value !== 0 || digits === '');
}

/** The value under a path; undefined where there is none. */
export function valueAt(json: Json, path: readonly PropertyKey[]): Json | undefined {
  let value: Json | undefined = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as { readonly [key: PropertyKey]: Json })[key];
  }
  return value;
}

/** Whether it is an object, and not a list. */
export function isJsonObject(json: Json | undefined): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
