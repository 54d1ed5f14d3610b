import { comparableName, organisationEnding } from './company-names.ts';
import type { Alias } from './party-aliases.ts';
import { readName, type ReadName } from './party-names.ts';
import { endsSentence } from '../text/sentences.ts';

/** A party, in offsets of the plain view. */
export interface FoundParty {
  readonly name: string;
  /** What the contract calls it from there on, such as "Licensor" or "Acme"; null when it gives no such name. */
  readonly definedName: string | null;
  readonly start: number;
  readonly end: number;
  readonly rule:
    | 'preamble'
    | 'preamble, no defined name'
    | 'label'
    | 'defined name'
    | 'addressee'
    | 'signature'
    | 'learnt';
}

/** The list of parties is read no further than this. */
const preambleLength = 6000;
export const partyLimit = 100;

/** Where the list of parties has ended. */
export const stop =
  /(?<![\p{L}])(?:whereas|recitals?|w\s?i\s?t\s?n\s?e\s?s\s?s\s?e\s?t\s?h|background|preliminary\sstatements?|introduction|now,?\stherefore|hereby\sagree|agree\sas\sfollows|it\sis\sagreed|in\sconsideration|table\sof\scontents|definitions|section\s1|article\s(?:1|I)|agree\sto\sthe|this\s(?:\w+\s){0,3}agreement|for\sthe\spurpose)(?![\p{L}])/iu;

const connector =
  /^(?:[\s,;:.–*_-]|and(?![\p{L}])|&|or(?![\p{L}])|by(?![\p{L}])|between(?![\p{L}])|among(?![\p{L}])|\(?(?:\d{1,2}|[ivx]{1,4})[.)](?=\s)|\([a-e]\)|on\s(?:the\s)?(?:one|other|first|second)\s(?:hand|part|side)|of\s(?:the\s)?(?:one|other|first|second)\spart|as\swell\sas|together\swith|each\sof|its\s(?:[\p{L}-]{1,20}\s){0,2}(?:affiliate|subsidiary|parent)(?=,?\s\p{Lu})|(?:the\s)?parties:|party\s(?:[a-d]|\d|one|two):)/iu;

export function readPreamble(text: string, from: number, aliases: readonly Alias[]): FoundParty[] {
  const parties: FoundParty[] = [];
  const window = text.slice(from, from + preambleLength);
  const stopAt = stop.exec(window);
  const limit = from + (stopAt ? stopAt.index : window.length);
  let at = from;
  while (at < limit && parties.length < partyLimit) {
    const joined = connector.exec(text.slice(at, Math.min(limit, at + 60)));
    if (joined) {
      at += joined[0].length;
      continue;
    }
    if (namedBefore(text.slice(at, at + 60), at, aliases)) break;
    const read = readName(text, at, limit);
    const alias = read ? aliasAfter(text, read.end, limit, aliases) : null;
    if (read) parties.push(partyOf(read, alias));
    const behind = alias ? alias.end : read ? read.end : at;
    // With two parties named, the list ends where the sentence does.
    const last = parties.length >= 2 ? sentenceEnd(text, behind, limit) : limit;
    const next = nextParty(text, read ? read.end : at, behind, last, aliases);
    if (next === null || (!read && parties.length === 0 && next - from > 400)) break;
    at = Math.max(next, at + 1);
  }
  return withUnclaimed(shareAlias(rejoined(parties, text), text, aliases), text, aliases);
}

/**
 * "Centre for Development and Commercialization ("CPDC"), …, and Acme, Inc.": when a third name follows, a bare "and"
 * between the first two without a legal form or a defined name before it stood inside one name.
 */
function rejoined(parties: readonly FoundParty[], text: string): FoundParty[] {
  const [first, second, ...rest] = parties;
  if (
    !first ||
    !second ||
    rest.length === 0 ||
    first.definedName ||
    organisationEnding(first.name) === 'strong'
  )
    return [...parties];
  const joiner = text.slice(first.end, second.start);
  if (!/^\s(?:and|AND|&)\s$/.test(joiner)) return [...parties];
  return [
    { ...second, name: `${first.name}${joiner.replace(/\s/g, ' ')}${second.name}`, start: first.start },
    ...rest,
  ];
}

const called = /(?<![\p{L}])(?:(?:Dr|Mr|Ms|Mrs)\.\s)?\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}.'-]*){1,4}\s?,?\s?$/u;

/** "…, for the services of Jane Doe ("Endorser"), and …": a name called by a defined name of its own among the parties. */
function withUnclaimed(
  parties: readonly FoundParty[],
  text: string,
  aliases: readonly Alias[],
): FoundParty[] {
  const first = parties[0];
  const last = parties.at(-1);
  if (!first || !last || parties.length < 2) return [...parties];
  const more: FoundParty[] = [];
  for (const alias of aliases) {
    if (alias.kind !== 'own' || alias.start < first.end || alias.start > last.start) continue;
    const piece = text.slice(Math.max(first.end, alias.start - 90), alias.start);
    const name = called.exec(piece);
    if (!name || parties.some(({ start, end }) => start < alias.start && end > alias.start - name[0].length))
      continue;
    if (
      !/(?:of|for|with)\s$/.test(piece.slice(0, name.index)) ||
      within.test(piece.slice(0, name.index).replace(/\sof\s$/, ' '))
    )
      continue;
    const at = alias.start - name[0].length;
    const read = readName(text, at, alias.start);
    if (read) more.push(partyOf(read, alias));
  }
  return merge(parties, more);
}

/** A defined name where a name should stand: the parties were named before, and this is another list. */
function namedBefore(ahead: string, at: number, aliases: readonly Alias[]): boolean {
  const words = ahead.replace(/^the\s/i, '');
  return aliases.some(
    ({ names, start }) =>
      start < at &&
      names.some(
        (name) => words.startsWith(name) && /^(?:,|\sand\s|\s?[();.]|$)/i.test(words.slice(name.length)),
      ),
  );
}

export function partyOf(read: ReadName, alias: Alias | null): FoundParty {
  const definedName = alias?.names[0] ?? null;
  return {
    name: read.name,
    definedName,
    start: read.start,
    end: read.end,
    rule: definedName ? 'preamble' : 'preamble, no defined name',
  };
}

/** The first defined name behind a party's own name that is its own, not that of a group or of the next party. */
export function aliasAfter(
  text: string,
  from: number,
  limit: number,
  aliases: readonly Alias[],
): Alias | null {
  for (const alias of aliases) {
    if (alias.start < from) continue;
    if (alias.start >= limit || alias.start - from > 900) return null;
    const words = text.slice(from, alias.start);
    if (nameFollows(text, from, alias.start)) return null;
    if (alias.kind === 'group') return null;
    if (alias.kind === 'own' && !/[.;]\s(?=\p{Lu}\p{Ll}+\s(?:and|shall|is|are)\s)/u.test(words)) return alias;
  }
  return null;
}

export function sentenceEnd(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at += 1) if (endsSentence(text, at) && text[at + 1] !== ',') return at;
  return limit;
}

const joint =
  /(?:[,;)"]\s?|\s)(?:and|AND|And|&)(?:\sbetween|\sby|,|:)?\s|;\s|[\n\u2029]\s?(?=\(?[2-9]\)|[A-Z0-9])|,\s(?=\(?\d\)|[\p{Lu}\d])/gu;
const within =
  /(?<![\p{L}])(?:located|offices?|organi[sz]ed|existing|laws?|incorporated|formed|under|at|of|in|virtue|between|behalf|subsidiar(?:y|ies))(?![\p{L}])[^;()]{0,70}$/iu;

const firmAfter =
  /^,?\san?\s(?:[\p{L}.-]+\s){0,5}(?:corporation|company|partnership|trust|association|bank|institution|organi[sz]ation|university|entity|foundation)(?![\p{L}])/iu;

/** Whether another party's name begins in [from, to). */
function nameFollows(text: string, from: number, to: number): boolean {
  return followingName(text, from, to) !== null;
}

function followingName(text: string, from: number, to: number): number | null {
  const piece = text.slice(from, to);
  for (const match of piece.matchAll(joint)) {
    let at = from + match.index + match[0].length;
    let numbered = false;
    for (let skipped = 0; skipped < 4; skipped += 1) {
      const more = connector.exec(text.slice(at, Math.min(to, at + 60)));
      if (!more) break;
      numbered ||= /\d[.)]/.test(more[0]);
      at += more[0].length;
    }
    const read = readName(text, at, Math.min(text.length, at + 200));
    if (!read) continue;
    const strong = organisationEnding(read.name) === 'strong';
    const before = piece.slice(0, match.index + 1);
    const firm = strong || firmAfter.test(text.slice(read.end, read.end + 90));
    if (!firm && !numbered && within.test(before) && !/[;)]$/.test(before)) continue;
    if (/^,\s$/.test(match[0])) {
      const after = text.slice(read.end, read.end + 6);
      const listed =
        strong && (match.index === 0 || before.at(-2) === ')' || /^,?\s(?:an?\s|and\s|\()/.test(after));
      const called = before.at(-2) === ')' && /^\s\(/.test(after);
      if (listed || called) return at;
      continue;
    }
    if (numbered || convincing(text, read, match[0])) return at;
  }
  return null;
}

const description =
  /^[\s,"')]*(?:\(|an?\s|the\s(?:corporation|company)|whose|having|with\s(?:its|a|an|offices|principal|registered)|located|which|who\s|residing|(?:of|at)\s\d|organi[sz]ed|incorporated|duly|individually|on\sbehalf|for\sitself|d\/b\/a|doing|acting|represented|as\s|hereinafter|\d{2})/i;

function convincing(text: string, read: ReadName, joiner: string): boolean {
  const organisation = organisationEnding(read.name);
  if (organisation === 'strong' || (organisation && !/[\n\u2029]/.test(joiner))) return true;
  const after = text.slice(read.end, read.end + 40);
  if (description.test(after)) return /\S\s\S|[a-z][A-Z]|\.com/.test(read.name) || /^\s?[,(]/.test(after);
  return /^\W?\s?(?:and|&)/i.test(joiner) && /^\s?[.,;]/.test(after) && /\p{Lu}\S*\s\p{Lu}/u.test(read.name);
}

/** Where the next party's name begins, or null at the end of the list. */
function nextParty(
  text: string,
  from: number,
  behind: number,
  limit: number,
  aliases: readonly Alias[],
): number | null {
  const direct = followingName(text, Math.max(from, behind - 1), Math.min(limit, behind + 900));
  if (direct !== null) return direct;
  const later = aliases.find(
    ({ kind, start }) => kind === 'own' && start > behind && start < Math.min(limit, behind + 900),
  );
  if (!later) return null;
  const piece = text.slice(behind, later.start);
  const and = /(?:^|[\s,;)])(?:and|AND|&)\s/.exec(piece);
  return and ? behind + and.index + and[0].length : null;
}

/** "A, B and C (collectively, the "Sellers")": the names before a group's name are called by it. */
function shareAlias(parties: readonly FoundParty[], text: string, aliases: readonly Alias[]): FoundParty[] {
  return parties.map((party, index) => {
    if (party.definedName) return party;
    const next = parties[index + 1];
    const group = aliases.find(({ start, kind }) => kind === 'group' && start >= party.end);
    if (!group || (next && next.start < group.start && next.definedName) || group.start - party.end > 1500)
      return party;
    return /^(?:part(?:y|ies))$/i.test(group.names[0] ?? '')
      ? party
      : { ...party, definedName: group.names[0] ?? null };
  });
}

export function merge(first: readonly FoundParty[], more: readonly FoundParty[]): FoundParty[] {
  const merged = [...first];
  for (const next of more) {
    const known = merged.some(
      ({ name, definedName, start, end }) =>
        (next.start < end && next.end > start) ||
        comparableName(name) === comparableName(next.name) ||
        (definedName !== null && definedName.toLowerCase() === next.name.toLowerCase()),
    );
    if (!known) merged.push(next);
  }
  return merged.toSorted((a, b) => a.start - b.start);
}
