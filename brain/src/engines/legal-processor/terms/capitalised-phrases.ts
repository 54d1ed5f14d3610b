import { organisationEnding } from './company-names.ts';
import { findPlaces } from './places.ts';

/** A phrase written with capitals in the middle of a sentence, as contracts write defined terms. */
export interface Phrase {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** More are not collected. */
const phraseLimit = 50_000;

const determiner =
  '(?:the|an?|any|each|every|such|all|no|this|that|its|their|his|her|our|your|these|those|said|other|such\\sother|of|to|in|by|with|under|for)';
const phrase = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<lead>${determiner})\\s(?<term>\\p{Lu}\\p{Ll}[\\p{L}'-]*(?:\\s(?:of\\s|and\\s)?\\p{Lu}\\p{Ll}[\\p{L}'-]*){0,4})(?![\\p{L}\\p{N}-])`,
  'gu',
);
/** Only these show that a thing is meant, not somebody's or some place's name. */
const article = /^(?:the|an?|any|each|every|such|all|no|this|that|its|their|these|those|said|other)$/;

/** Capitalised in any text: parts of documents, calendar, offices, authorities, laws, languages, marks. */
const ordinary =
  /^(?:agreement|contract|amendment|section|sections|article|articles|clause|clauses|exhibit|exhibits|schedule|schedules|annex|annexes|appendix|attachment|attachments|addendum|paragraph|paragraphs|page|item|part|chapter|title|rule|regulation|table|figure|recital|recitals|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|internet|web|english|american|european|asian|african|western|eastern|northern|southern|canadian|chinese|russian|japanese|german|french|british|israeli|indian|mexican|dutch|swiss|italian|spanish|korean|federal|state|states|county|city|commonwealth|province|republic|kingdom|united|north|south|east|west|presidents?|vice|chief|chairman|director|directors|secretary|treasurer|officer|manager|counsel|court|courts|supreme|district|government|congress|securities|exchange|commission|internal|department|office|bureau|agency|authority|ministry|board|bank|stock|nasdaq|nyse|american|arbitration|international|world|national|uniform|bankruptcy|federal|us|eu|uk|mr|mrs|ms|dr|latin|roman|god|i|we|you|it|he|she|they)$/i;
const lawName =
  /(?:act|code|law|laws|convention|rules|regulation|regulations|treaty|directive|statute|constitution|court|courts|commission|association|circuit|exchange|service|institute|commerce|institution)$/i;

/** Phrases that may be defined terms, each where it stands in the middle of a sentence. */
export function capitalisedPhrases(text: string): Phrase[] {
  const found: Phrase[] = [];
  for (const match of text.matchAll(phrase)) {
    if (found.length >= phraseLimit) break;
    const { lead = '', term: written = '' } = match.groups ?? {};
    if (!article.test(lead)) continue;
    const { start, term } = withoutOwner(written, match.index + lead.length + 1);
    if (text[start - 1] !== ' ' && text[start - 1] !== '\n') continue;
    if (term.endsWith('-') || isOrdinary(term) || insideQuotes(text, start, start + term.length)) continue;
    // A street, a form number, a version: "the Model 3", "the Windows 95".
    if (/^\s?[\d"]/.test(text.slice(start + term.length, start + term.length + 2))) continue;
    found.push({ text: term.replace(/\s/g, ' '), start, end: start + term.length });
  }
  return found;
}

/** "Supplier's Intellectual Property": the term is what is owned; a possessive ending is no part of one. */
function withoutOwner(written: string, at: number): { term: string; start: number } {
  const owned = /^.*(?:'s|s')\s/.exec(written)?.[0].length ?? 0;
  return { term: written.slice(owned).replace(/'s?$/, ''), start: at + owned };
}

function isOrdinary(term: string): boolean {
  const words = term.split(/\s/);
  if (ordinary.test(words[0] ?? '') || lawName.test(term)) return true;
  if (organisationEnding(term) === 'strong') return true;
  return findPlaces(term).length > 0;
}

function insideQuotes(text: string, start: number, end: number): boolean {
  return text[start - 1] === '"' || text[end] === '"';
}
