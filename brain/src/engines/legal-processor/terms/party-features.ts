import { comparableName, organisationEnding } from './company-names.ts';
import { findAliases, type Alias } from './party-aliases.ts';
import { candidatesIn, tokensIn, type Candidate, type Token } from './party-candidates.ts';
import { readName } from './party-names.ts';
import { stop } from './party-preamble.ts';
import { findPlaces } from './places.ts';
import type { PlainView } from '../extraction/plain-view.ts';
import { endsSentence } from '../text/sentences.ts';

/** A candidate with what can be seen of it: names of features that are present. */
export interface Described extends Candidate {
  readonly name: string;
  readonly comparable: string;
  readonly features: readonly string[];
}

/** The opening; behind it only what follows "between" and what stands at signatures is read. */
const openingLength = 6000;
const headLength = 24_000;
const listLength = 2500;
const listLimit = 12;
const signatureLength = 160;
const signatureLimit = 60;
/** Uses of so many defined names are counted, in so much of the text, up to so many. */
const namesLimit = 60;
const bodyLength = 200_000;
const usesLimit = 50;

const between =
  /(?<![\p{L}])(?:by\sand\s(?:between|among(?:st)?)|by\sand\sbetween\/among|between|among(?:st)?|parties)(?![\p{L}])/giu;
const signature = /(?<![\p{L}])(?:By|BY|Per|Name|Signed|SIGNED)\s?:|\/s\//gu;
const describedAs =
  /^[\s,"')]*(?:an?\s(?:[\p{L}.-]+\s){0,6}(?:corporation|company|partnership|trust|association|bank|institution|organi[sz]ation|university|entity|foundation|firm|individual)|whose|having|with\s(?:its|a|an|offices|principal|registered)|located|which|who\s|residing|organi[sz]ed|incorporated|duly|on\sbehalf|doing|acting|represented|hereinafter|existing|formed)/iu;
/** What a contract calls a party by its part in it. */
export const roleWord =
  /^(?:the\s)?(?:company|parties|party|licensor|licensee|seller|buyer|purchaser|customer|client|supplier|vendor|distributor|consultant|contractor|agent|provider|recipient|landlord|tenant|owner|manager|developer|sponsor|reseller|franchisor|franchisee|employer|employee|executive|investor|lender|borrower|shipper|carrier|operator)s?$/i;
const documentWord =
  /(?<![\p{L}])(?:agreement|contract|amendment|exhibit|article|section|schedule|page|date|confidential|treatment|commission|act|law|laws|code|street|avenue|road|suite|floor|building|drive|box|whereas|recitals?|witnesseth|january|february|march|april|june|july|august|september|october|november|december)(?![\p{L}])/iu;

interface Scene {
  readonly text: string;
  readonly aliases: readonly Alias[];
  readonly cues: readonly number[];
  readonly signatures: readonly number[];
  /** How often each defined name is written. */
  readonly uses: ReadonlyMap<string, number>;
  /** Sentences that end before each position of the head. */
  readonly sentences: Uint16Array;
}

/** Every candidate of the places where parties are named, in order. */
export function describeCandidates(view: PlainView): Described[] {
  const { text } = view;
  const head = text.slice(0, headLength);
  const aliases = findAliases(head);
  const scene: Scene = {
    text,
    aliases,
    cues: [...head.matchAll(between)].map(({ index, 0: words }) => index + words.length),
    signatures: [...text.matchAll(signature)].map(({ index }) => index).slice(0, signatureLimit),
    sentences: sentencesIn(head),
    uses: new Map(
      aliases
        .flatMap(({ names }) => names)
        .slice(0, namesLimit)
        .map((name) => [name, usesOf(text.slice(0, bodyLength), name)]),
    ),
  };
  const found: (Candidate & { readonly tokens: readonly Token[]; readonly at: number })[] = [];
  for (const { start, end } of zones(scene)) {
    const tokens = tokensIn(text, start, end);
    const places = new Map(tokens.map((token, at) => [token.start, at]));
    for (const candidate of candidatesIn(text, tokens))
      found.push({ ...candidate, tokens, at: places.get(candidate.start) ?? 0 });
  }
  const named = found.map((candidate) => {
    const name = text.slice(candidate.start, candidate.end).replace(/\s/g, ' ');
    return { ...candidate, name, comparable: comparableName(name) };
  });
  const seen = recurrence(named, scene);
  return named.map((candidate) => ({
    start: candidate.start,
    end: candidate.end,
    name: candidate.name,
    comparable: candidate.comparable,
    features: [...inside(candidate.name), ...around(scene, candidate), ...seen(candidate)],
  }));
}

function usesOf(text: string, name: string): number {
  let count = 0;
  for (let at = text.indexOf(name); at >= 0 && count < usesLimit; at = text.indexOf(name, at + name.length))
    count += 1;
  return count;
}

function sentencesIn(head: string): Uint16Array {
  const before = new Uint16Array(head.length + 1);
  for (let at = 0; at < head.length; at += 1)
    before[at + 1] = before[at]! + (endsSentence(head, at) && head[at + 1] !== ',' ? 1 : 0);
  return before;
}

/** Parts of the text to look at, in order and without overlaps. */
function zones({ text, cues, signatures }: Scene): Candidate[] {
  const parts = [{ start: 0, end: Math.min(text.length, openingLength) }];
  for (const cue of cues.filter((at) => at > openingLength - 300).slice(0, listLimit))
    parts.push({ start: cue, end: Math.min(text.length, cue + listLength) });
  for (const at of signatures) parts.push({ start: Math.max(0, at - signatureLength), end: at });
  const merged: { start: number; end: number }[] = [];
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && part.start <= last.end) last.end = Math.max(last.end, part.end);
    else merged.push({ ...part });
  }
  return merged;
}

function inside(name: string): string[] {
  const words = name.split(' ');
  const ending = organisationEnding(name);
  const features = [
    `form=${ending}`,
    `words=${Math.min(words.length, 8)}`,
    `words=${Math.min(words.length, 8)}/${ending}`,
    `first=${words[0]!.toLowerCase()}`,
    `last=${words.at(-1)!.toLowerCase()}`,
  ];
  for (const word of words) features.push(`has=${word.toLowerCase().replace(/[,.()]/g, '')}`);
  if (name === name.toUpperCase()) features.push('capitals');
  if (/\s(?:and|AND|And)\s/.test(name)) features.push(`and/${ending}`);
  if (name.includes(' & ')) features.push(`&/${ending}`);
  if (name.includes(',')) features.push(`comma/${/, \S+$/.test(name) ? ending : 'within'}`);
  if (name.includes('(')) features.push('bracket');
  if (/\d/.test(name)) features.push('digit');
  if (/\d{4}/.test(name)) features.push('digits');
  if (/^\p{Lu}\p{L}+\s(?:\p{Lu}\.?\s)?\p{Lu}\p{L}+$/u.test(name) && !ending) features.push('like a person');
  if (roleWord.test(name)) features.push('role');
  if (documentWord.test(name)) features.push('document');
  for (let at = 1; at < words.length - 1; at += 1)
    if (
      organisationEnding(
        words
          .slice(0, at + 1)
          .join(' ')
          .replace(/,$/, ''),
      ) === 'strong'
    ) {
      features.push('form within');
      break;
    }
  if (findPlaces(name).some(({ start, end }) => end - start >= name.length - 1)) features.push('place');
  return features;
}

function bucket(value: number, limits: readonly number[]): number {
  let at = 0;
  while (at < limits.length && value >= limits[at]!) at += 1;
  return at;
}

function around(
  scene: Scene,
  { start, end, name, tokens, at }: Candidate & { name: string; tokens: readonly Token[]; at: number },
): string[] {
  const { text } = scene;
  const before = tokens[at - 1];
  const earlier = tokens[at - 2];
  let to = at;
  while (to < tokens.length && tokens[to]!.start < end) to += 1;
  const next = tokens[to];
  const later = tokens[to + 1];
  const ending = organisationEnding(name);
  const word = (token: Token | undefined): string =>
    token ? token.text.toLowerCase().replace(/\d+/g, '0') : '^';
  const features = [
    `-1=${word(before)}`,
    `-2-1=${word(earlier)} ${word(before)}`,
    `-1k=${before?.kind}/${tokens[at]?.gap}`,
    `+1=${word(next)}`,
    `+1=${word(next)}/${ending}`,
    `+1+2=${word(next)} ${word(later)}`,
    `+1k=${next?.kind}/${next?.gap}`,
    `-1+1=${word(before)}/${word(next)}`,
    `place=${bucket(start, [300, 1000, 2000, 4000, 6000, 24_000])}`,
  ];
  const described = describedAs.test(text.slice(end, end + 90));
  if (described) features.push('described', `described/${ending}`);
  if (readName(text, start, end + 140)?.end === end) features.push('reads', `reads/${ending}`);
  features.push(
    ...cueFeatures(scene, start, end, ending, described),
    ...aliasFeatures(scene, start, end, ending),
  );
  const sign = scene.signatures.find((position) => position >= end);
  if (sign !== undefined) features.push(`to signature=${bucket(sign - end, [4, 20, 80, 160])}/${ending}`);
  return features;
}

function cueFeatures(
  { text, cues, sentences: ended }: Scene,
  start: number,
  end: number,
  ending: string | null,
  described: boolean,
): string[] {
  let cue = -1;
  let order = 0;
  for (const at of cues) {
    if (at > start) break;
    cue = at;
    order += 1;
  }
  if (cue < 0) return ['no cue'];
  const words = text.slice(cue, Math.min(start, cue + 3000));
  const distance = bucket(start - cue, [4, 20, 100, 300, 700, 1500, 3000]);
  const stopped = start - cue < 3000 && stop.test(words);
  const last = Math.min(start, cue + 1500, ended.length - 1);
  const sentences = Math.min(3, ended[last]! - ended[Math.min(cue, last)]!);
  const ordinal = Math.min(order, 4);
  return [
    `cue=${distance}`,
    `cue=${distance}/${ending}`,
    `cue=${distance}/${ordinal}`,
    `cue/stop=${stopped}/${ordinal}`,
    `cue/sentences=${sentences}/${ordinal}/${ending}`,
    `cue/${stopped}/${sentences}/${described}`,
    `and=${/(?:^|[\s,;)])(?:and|AND|And|&)[\s:]{1,3}$/.test(text.slice(Math.max(0, start - 8), start))}/${stopped}/${sentences}`,
    `end=${/[,(;]/.test(text[end] ?? '') || text[end + 1] === '('}/${stopped}/${sentences}`,
  ];
}

function aliasFeatures(
  { text, aliases, uses }: Scene,
  start: number,
  end: number,
  ending: string | null,
): string[] {
  const inside = aliases.find((alias) => alias.start <= start && end <= alias.end);
  if (inside) return [`in alias=${inside.kind}`];
  const next = aliases.find((alias) => alias.start >= end - 1);
  const gap = next ? next.start - end : Infinity;
  if (!next || gap > 600) return ['no alias', `no alias/${ending}`];
  const name = next.names[0] ?? '';
  const near = bucket(gap, [3, 40, 120, 300]);
  const between = text.slice(end, next.start);
  const used = bucket(uses.get(name) ?? 0, [2, 5, 15, 40]);
  const parted = /(?:[,;)]\s|\s)(?:and|AND)\s(?=\p{Lu})|;/u.test(between);
  const written = text.slice(start, end).toLowerCase().includes(name.toLowerCase().slice(0, 5));
  return [
    `alias=${near}/${next.kind}`,
    `alias=${near}/${next.kind}/${parted}/${ending}`,
    `alias used=${near}/${used}/${next.kind}`,
    `alias role=${near}/${roleWord.test(name)}`,
    `alias within=${near}/${written}/${parted}`,
  ];
}

type Named = Candidate & { readonly name: string; readonly comparable: string };

/** Whether the same name stands elsewhere: in the title, in the opening, above a signature. */
function recurrence(candidates: readonly Named[], { signatures, aliases }: Scene): (one: Named) => string[] {
  const places = new Map<string, { title: number; head: number; signed: number; starts: Set<number> }>();
  for (const { start, end, comparable } of candidates) {
    const entry = places.get(comparable) ?? { title: 0, head: 0, signed: 0, starts: new Set<number>() };
    if (!entry.starts.has(start)) {
      entry.starts.add(start);
      if (start < 400) entry.title += 1;
      if (start < headLength) entry.head += 1;
      if (start > 400 && signatures.some((at) => at >= end && at - end < 24)) entry.signed += 1;
    }
    places.set(comparable, entry);
  }
  const called = new Set(aliases.flatMap(({ names }) => names.map(comparableName)));
  return ({ start, name, comparable }) => {
    const entry = places.get(comparable);
    if (!entry) return [];
    const ending = organisationEnding(name);
    const features = [`times=${Math.min(entry.head, 5)}`];
    if (entry.title > 0 && start >= 400) features.push('in title', `in title/${ending}`);
    if (entry.signed > 0)
      features.push('signed', `signed/${ending}`, `signed/${bucket(start, [3000, 6000, 24_000])}`);
    if (called.has(comparable)) features.push(`is a defined name/${ending}`);
    return features;
  };
}
