import { capitalisedPhrases, type Phrase } from '../terms/capitalised-phrases.ts';
import { findParties } from '../terms/parties.ts';
import { plainView, spanOf, type PlainView, type Span } from '../extraction/plain-view.ts';

export interface DefinedTerm {
  readonly term: string;
  /** The term's own characters in each place that defines it, the first one in front. */
  readonly definitions: readonly Span[];
  /** Where it is used, at most `occurrenceLimit` places. */
  readonly uses: readonly Span[];
  readonly useCount: number;
}

export interface DefinitionFinding extends Span {
  readonly code: 'USED_NOT_DEFINED' | 'DEFINED_NOT_USED' | 'DEFINED_TWICE';
  readonly term: string;
  /** The other places it rests on: further uses, or the first definition. */
  readonly others: readonly Span[];
}

export interface DefinitionCheck {
  readonly terms: readonly DefinedTerm[];
  readonly findings: readonly DefinitionFinding[];
}

/** Characters read of a longer document. */
const textLimit = 4_000_000;
const termLimit = 2000;
const occurrenceLimit = 100;
const findingLimit = 500;
/** A capitalised phrase is taken for a term from this many uses on. */
const usesToCount = 2;

interface Definition {
  readonly term: string;
  /** Offsets in the plain view, quotation marks left out. */
  readonly start: number;
  readonly end: number;
  /** Says only that the meaning stands in another place. */
  readonly elsewhere: boolean;
}

/** Defined terms and their uses, and what does not agree; every position is that of exact characters of `text`. */
export function checkDefinitions(text: string): DefinitionCheck {
  const view = plainView(text.slice(0, textLimit));
  const definitions = findDefinitions(view.text);
  const grouped = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const known = grouped.get(definition.term);
    if (known) known.push(definition);
    else if (grouped.size < termLimit) grouped.set(definition.term, [definition]);
  }
  const uses = findUses(view.text, grouped);
  const terms = [...grouped].map(([term, places]): DefinedTerm => {
    const found = uses.get(term) ?? [];
    return {
      term,
      definitions: places.map(({ start, end }) => spanOf(view, start, end)),
      uses: found.slice(0, occurrenceLimit).map(({ start, end }) => spanOf(view, start, end)),
      useCount: found.length,
    };
  });
  const findings = [...undefinedTerms(view, grouped), ...unused(terms), ...definedTwice(view, grouped)];
  return { terms, findings: findings.toSorted((a, b) => a.start - b.start).slice(0, findingLimit) };
}

const meaning =
  /"(?<term>[\p{L}\p{N}][^"\n\u2029]{0,70}?)[,.]?"(?:\s\([^()]{1,60}\))?(?:,?\s(?:or|and|and\/or)\s"[^"\n\u2029]{1,60}")?,?\s(?:\w+\s){0,3}?(?<verb>means?|mean|shall\sinclude|includes?|refers?\sto|is\sdefined|are\sdefined|has\sthe\smeaning|have\sthe\smeaning|(?:shall|will)\s(?:mean|have\sthe|refer)|denotes)(?![\p{L}])/gu;
const unquotedMeaning =
  /(?<=^|[\n\u2029]\s?|[.;]\s)(?:\(?[\d.]{1,8}[.)]?\s|\([a-z]{1,3}\)\s)?(?<term>\p{Lu}[\p{L}\p{N}'-]*(?:\s(?:of|and|or|for)?\s?\p{Lu}[\p{L}\p{N}'-]*){0,5})\s(?<verb>means|shall\smean|has\sthe\smeaning)(?![\p{L}])/gu;
const announced =
  /(?:herein(?:after)?|hereafter|referred\sto(?:\sherein)?(?:\sas)?|called|known\sas|defined\sas|the\sterm|designated)[^".;()]{0,40}"(?<term>[\p{L}\p{N}][^"\n\u2029]{0,60}?)[,.]?"/giu;
const bracket = /\((?<inside>[^()]{2,300})\)/g;
const quotedIn = /"(?<term>[\p{L}\p{N}][^"]{0,60}?)[,.]?"/gu;
/** What stands right before a quoted term in a bracket that defines. */
const introduces =
  /(?:^|[,;]|(?<![\p{L}])(?:the|an?|each|as|or|and|collectively|hereinafter|herein|hereafter|called|to|by|individually|together|jointly|this|such|any|all|both|being|term|of))\s?$/iu;
const elsewherePattern =
  /^[^.;]{0,60}(?:meaning|defined|as\sset\sforth)[^.;]{0,60}(?:section|article|clause|paragraph|recital|preamble|schedule|exhibit|annex|introduct|above|below|herein)/iu;

function findDefinitions(text: string): Definition[] {
  const found: Definition[] = [];
  const add = (term: string, start: number, end: number, behind: number): void => {
    const elsewhere = elsewherePattern.test(text.slice(end + 1, Math.max(behind, end + 160)));
    if (isTerm(term)) found.push({ term: term.replace(/\s/g, ' '), start, end, elsewhere });
  };
  for (const pattern of [meaning, announced, unquotedMeaning]) {
    for (const match of text.matchAll(pattern)) {
      const term = match.groups?.term ?? '';
      const start =
        match.index + match[0].indexOf(term, pattern === unquotedMeaning ? 0 : match[0].indexOf('"'));
      add(term, start, start + term.length, match.index + match[0].length);
    }
  }
  for (const match of text.matchAll(bracket)) {
    const inside = match.groups?.inside ?? '';
    for (const each of inside.matchAll(quotedIn)) {
      if (!introduces.test(inside.slice(0, each.index))) continue;
      const term = each.groups?.term ?? '';
      const start = match.index + 1 + each.index + 1;
      add(term, start, start + term.length, 0);
    }
  }
  return withoutRepeats(found);
}

function isTerm(term: string): boolean {
  if (/^(?:by|to|and|or|if|no|yes|as is|as-is|with|for)$/i.test(term)) return false;
  return /^[\p{Lu}\p{N}]|^[a-z]\p{Lu}/u.test(term) && /\p{L}/u.test(term) && term.split(/\s/).length <= 8;
}

function withoutRepeats(found: readonly Definition[]): Definition[] {
  const kept: Definition[] = [];
  for (const next of found.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (kept.at(-1)?.start !== next.start) kept.push(next);
  }
  return kept;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A term is also used in its plural or singular, and in capitals. */
function variants(term: string): string[] {
  const written = [term];
  // "CUSTOMERS" means …, and then: the Customers.
  if (/\p{L}{4}/u.test(term) && term === term.toUpperCase()) {
    written.push(term.toLowerCase().replace(/(?<![\p{L}])\p{L}/gu, (letter) => letter.toUpperCase()));
  }
  const forms = written.flatMap(numbersOf);
  return [...new Set([...forms, ...forms.map((form) => form.toUpperCase())])];
}

/** Singular and plural. */
function numbersOf(form: string): string[] {
  const forms = [form, `${form}s`, `${form}es`];
  if (/[^s]s$/.test(form)) {
    forms.push(form.replace(/ies$/, 'y').replace(/([^i])s$/, '$1'), form.replace(/es$/, ''));
  }
  if (form.endsWith('y')) forms.push(`${form.slice(0, -1)}ies`);
  return forms;
}

/** One pass over the words; at each the longest term that begins there is the one used. */
function findUses(text: string, grouped: ReadonlyMap<string, readonly Definition[]>): Map<string, Place[]> {
  const byFirst = new Map<string, { form: string; term: string }[]>();
  const definedAt = new Set<number>();
  for (const [term, places] of grouped) {
    for (const { start } of places) definedAt.add(start);
    for (const form of variants(term)) {
      const first = /^[\p{L}\p{N}]+/u.exec(form)?.[0] ?? form;
      const known = byFirst.get(first) ?? [];
      if (known.length === 0) byFirst.set(first, known);
      if (grouped.has(form) && form !== term) continue;
      known.push({ form, term });
    }
  }
  for (const known of byFirst.values()) known.sort((a, b) => b.form.length - a.form.length);
  const uses = new Map<string, Place[]>();
  let from = 0;
  for (const word of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (word.index < from) continue;
    const candidates = byFirst.get(word[0]);
    if (!candidates) continue;
    const used = candidates.find(({ form }) => reads(text, word.index, form));
    if (!used) continue;
    from = word.index + used.form.length;
    if (definedAt.has(word.index)) continue;
    const places = uses.get(used.term) ?? [];
    if (places.length === 0) uses.set(used.term, places);
    places.push({ start: word.index, end: from });
  }
  return uses;
}

/** Whether `form` stands at `at` as whole words; any white space matches a space. */
function reads(text: string, at: number, form: string): boolean {
  const there = text.slice(at, at + form.length);
  if (there !== form && there.replace(/\s/g, ' ') !== form) return false;
  return !/[\p{L}\p{N}]/u.test(text[at + form.length] ?? '');
}

function unused(terms: readonly DefinedTerm[]): DefinitionFinding[] {
  return terms.flatMap(({ term, definitions, useCount }) => {
    const [first, ...others] = definitions;
    return useCount === 0 && first ? [{ ...first, code: 'DEFINED_NOT_USED' as const, term, others }] : [];
  });
}

function definedTwice(
  view: PlainView,
  grouped: ReadonlyMap<string, readonly Definition[]>,
): DefinitionFinding[] {
  const findings: DefinitionFinding[] = [];
  for (const [term, places] of grouped) {
    const own = places.filter(({ elsewhere }) => !elsewhere);
    const [first, ...again] = own;
    if (!first) continue;
    for (const { start, end } of again) {
      const others = [spanOf(view, first.start, first.end)];
      findings.push({ ...spanOf(view, start, end), code: 'DEFINED_TWICE', term, others });
    }
  }
  return findings;
}

function undefinedTerms(view: PlainView, grouped: ReadonlyMap<string, unknown>): DefinitionFinding[] {
  const defined = new Set([...grouped.keys()].flatMap(variants).map((form) => form.toLowerCase()));
  const words = new Set([...grouped.keys()].flatMap((term) => term.toLowerCase().split(' ')));
  const names = findParties(view).flatMap(({ name }) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const partyWords = new Set(names.filter((word) => word.length > 2));
  const byPhrase = new Map<string, Phrase[]>();
  for (const phrase of capitalisedPhrases(view.text)) {
    const known = byPhrase.get(phrase.text) ?? [];
    if (known.length === 0) byPhrase.set(phrase.text, known);
    known.push(phrase);
  }
  const findings: DefinitionFinding[] = [];
  for (const [term, places] of byPhrase) {
    const [first, ...others] = places;
    if (!first || places.length < usesToCount) continue;
    if (
      term
        .split(/\s(?:and|of)\s/)
        .every((part) => variants(part).some((form) => defined.has(form.toLowerCase())))
    )
      continue;
    const parts = term.toLowerCase().split(' ');
    if (parts.every((part) => words.has(part) || partyWords.has(part)) || partyWords.has(parts[0] ?? ''))
      continue;
    findings.push({
      ...spanOf(view, first.start, first.end),
      code: 'USED_NOT_DEFINED',
      term,
      others: others.slice(0, occurrenceLimit).map(({ start, end }) => spanOf(view, start, end)),
    });
  }
  return findings;
}
