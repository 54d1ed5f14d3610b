import { findPlaces, type FoundPlace } from './places.ts';
import type { PlainView } from '../extraction/plain-view.ts';
import { sentenceAround } from '../text/sentences.ts';

/** One statement of the law (or the courts) of a place, in offsets of the plain view. */
export interface FoundLaw {
  /** Canonical names, the one named first in front. */
  readonly jurisdictions: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly score: number;
  /** Which wording was recognised; reliability is measured by this. */
  readonly rule: 'named law' | 'adjective' | 'law thereof';
}

export interface FoundVenue {
  readonly place: string;
  readonly exclusive: boolean;
  readonly start: number;
  readonly end: number;
}

/** How far behind the word "law" its place may stand, in characters. */
const reach = 140;
/** A contract with more mentions of law than this is read no further. */
const mentionLimit = 4000;

const mention = /(?<![\p{L}])(?:laws?|legislation)(?![\p{L}])/giu;
const toPlace =
  /^(?:laws?|legislation)(?:,?\s(?:and|other|without|excluding|exclusive|but)[^.;]{0,70}?,?)?\s(?:of|in|for|from)\s?(?:the\s)?[^.;]{0,40}?$/i;
const governs = /(?<![\p{L}])govern(?:ed|s|ing)?(?![\p{L}])/iu;
const construes =
  /(?<![\p{L}])(?:constru(?:ed|ction)|constructed|interpret(?:ed|ation)|controlled)(?![\p{L}])/iu;
const weaker =
  /(?<![\p{L}])(?:enforced|determined|subject\sto|in\saccordance\swith|according\sto|pursuant\sto)(?![\p{L}])/iu;
const subject =
  /(?<![\p{L}])(?:agreement|contract|amendment|addendum|lease|deed|letter|terms|rights\sand\s(?:obligations|duties)|validity|interpretation)(?![\p{L}])/iu;
const heading = /(?:governing|applicable|choice\sof|controlling|proper)\s(?:and\s)?law/i;
const aside =
  /(?:conflicts?|choice)\s(?:of|or)\s$|principles\sof\s$|(?:by|under|to|violation\sof)\s(?:applicable|any|all)\s$/i;
const organised =
  /(?:organi[sz]ed|incorporated|existing|formed|registered|established|standing|corporation|company|duly)[^.;]{0,60}$/i;
const backwards =
  /^laws?\s(?:thereof|of\s(?:such|said|that|this)\s(?:state|province|country|commonwealth|jurisdiction))/i;

/** All statements of a governing law, the most likely first. */
export function findGoverningLaws(view: PlainView): FoundLaw[] {
  const found: FoundLaw[] = [];
  let seen = 0;
  for (const match of view.text.matchAll(mention)) {
    seen += 1;
    if (seen > mentionLimit) break;
    const law = readMention(view.text, match.index, match[0].length);
    if (law) found.push(law);
  }
  return found.toSorted((a, b) => b.score - a.score || a.start - b.start);
}

function readMention(text: string, at: number, length: number): FoundLaw | null {
  if (aside.test(text.slice(Math.max(0, at - 40), at))) return null;
  const sentence = sentenceAround(text, at, 500, 350);
  const before = text.slice(sentence.start, at);
  const after = text.slice(at, sentence.end);
  const verb = verbScore(before, after);
  if (verb === 0) return null;
  if (organised.test(before) && !governs.test(before.slice(-160)) && !construes.test(before.slice(-160)))
    return null;
  const named = placesOf(text, at, length, before);
  if (!named) return null;
  const headed = heading.test(text.slice(Math.max(0, sentence.start - 60), at + 60)) ? 2 : 0;
  const about = /this\s(?:\w+\s){0,4}(?:agreement|contract|amendment)/i.test(before + after.slice(0, 160))
    ? 2
    : subject.test(before) || subject.test(after.slice(0, 160))
      ? 1
      : 0;
  return {
    jurisdictions: named.names,
    start: sentence.start,
    end: sentence.end,
    score: verb + headed + about + (named.rule === 'named law' ? 0.5 : 0),
    rule: named.rule,
  };
}

function verbScore(before: string, after: string): number {
  const near = before.slice(-260);
  if (governs.test(near)) return 3;
  if (
    /(?:shall|will|to|do(?:es)?)?\s?(?:govern|control|apply|applies)(?![\p{L}])/iu.test(after.slice(0, 220))
  ) {
    return /govern/i.test(after.slice(0, 220)) ? 3 : 1.5;
  }
  if (construes.test(near) || /application\sof\s(?:the\s)?$/i.test(near)) return 2;
  if (/governing\slaw/i.test(before)) return 2;
  return weaker.test(near) &&
    /agreement|contract|arbitrat/i.test(near) &&
    /interpret|constru|validity|dispute|controvers|arbitrat/i.test(near)
    ? 1
    : 0;
}

function placesOf(
  text: string,
  at: number,
  length: number,
  before: string,
): { names: readonly string[]; rule: FoundLaw['rule'] } | null {
  const ahead = text.slice(at, at + reach);
  const places = findPlaces(ahead);
  const first = places.find(({ start }) => toPlace.test(ahead.slice(0, start)));
  if (first) return { names: together(ahead, places, first), rule: 'named law' };
  const behind = text.slice(Math.max(0, at - 40), at + length);
  const adjective = findPlaces(behind).at(-1);
  if (
    adjective &&
    /^\s(?:(?:common|substantive|state|contract)\s)?laws?$/i.test(behind.slice(adjective.end))
  ) {
    return { names: [adjective.place.name], rule: 'adjective' };
  }
  const earlier = findPlaces(before).at(-1);
  return backwards.test(ahead) && earlier ? { names: [earlier.place.name], rule: 'law thereof' } : null;
}

/** "Texas and the United States" is the law of Texas; "California and Hong Kong" are two laws. */
function together(ahead: string, places: readonly FoundPlace[], first: FoundPlace): string[] {
  const chosen = [first];
  for (const next of places) {
    const last = chosen.at(-1) ?? first;
    if (next.start < last.end) continue;
    const between = ahead.slice(last.end, next.start);
    if (
      /^,?\s(?:and|or|&)\s(?:of\s)?(?:(?:the\s)?(?:federal\s)?laws?\sof\s)?(?:the\s)?(?:(?:state|commonwealth|province)\sof\s)?$/i.test(
        between,
      )
    ) {
      chosen.push(next);
    }
  }
  const specific = chosen.filter(
    ({ place }) =>
      !chosen.some((other) => other.place.country === place.name && other.place.name !== place.name),
  );
  return [...new Set(specific.map(({ place }) => place.name))];
}

const courts =
  /(?<![\p{L}])(?:venue|jurisdiction|courts?|tribunals?|arbitration)(?![\p{L}])[^.;]{0,120}?(?:of|in|within|at|for)\s/giu;

/** Where disputes are to be heard, in order of appearance. */
export function findVenues(view: PlainView): FoundVenue[] {
  const found: FoundVenue[] = [];
  let from = 0;
  for (const match of view.text.matchAll(courts)) {
    if (match.index < from) continue;
    const sentence = sentenceAround(view.text, match.index, 400, 400);
    const words = view.text.slice(sentence.start, sentence.end);
    if (!/jurisdiction|venue|submit|exclusive|brought|commenced|arbitrat/i.test(words)) continue;
    const ahead = view.text.slice(match.index, Math.min(sentence.end, match.index + 260));
    const place = findPlaces(ahead)[0];
    if (!place || !/courts?|venue|arbitration/i.test(ahead)) continue;
    const exclusive = /(?<!non-?\s?)exclusive|sole(?:ly)?(?![\p{L}])/iu.test(words);
    found.push({ place: place.place.name, exclusive, start: sentence.start, end: sentence.end });
    from = sentence.end;
  }
  return found;
}
