import { isSpace } from './segment-lines.ts';

/**
 * Where a paragraph falls into sentences, list items and fields to fill in. Each rule looks a bounded distance left and
 * right of a stretch of white space, so the work grows with the length of the text and with nothing else.
 */

/** Characters looked at on either side of a possible border. */
const reach = 64;
/** A run of underscores or dots at least this long is a field to fill in that stands on its own. */
const longBlank = 15;

const abbreviations = new Set(
  (
    'no nos v vs mr mrs ms dr prof st art arts sec secs cl para paras e.g i.e eg ie al jr sr p.o a.m p.m esq dept ave ' +
    'blvd rd tel fax approx cf viz ph.d d.c n.a bros assn dist ext fig figs gov govt hon jan feb mar apr jun jul aug sep ' +
    'sept oct nov dec str vol ed eds pp reg mfg intl dated incl excl r.c.s c.f'
  ).split(' '),
);
/** These end a company's name more often than a sentence; a sentence opens after them only with a usual opener. */
const companyForms = new Set(
  'inc ltd llc corp co l.l.c s.a llp l.p lp plc n.v b.v gmbh pty pvt u.s u.k u.s.a s.p.a'.split(' '),
);
const opener =
  /^(?:the|this|these|that|those|in|it|its|any|each|all|if|for|no|nothing|we|you|such|neither|both|by|upon|as|at|on|to|unless|except|notwithstanding|whereas|however|furthermore|subject|where|when|every|either|after|before|during|provided|there|a|an)\b/i;
const references =
  /(?:^|[\s(])(?:sub)?-?(?:sections?|clauses?|paragraphs?|articles?|items?|exhibits?|schedules?|rules?|parts?|annex|appendix|points?|sect?|cl|para|§{1,2})\.?\s*(?:[0-9]{1,3}(?:\.[0-9]{1,3})*\.?\s*|\([a-z0-9]{1,4}\)\s*)*(?:(?:and|or|to|through|,)\s*)?$/i;
const numberWords =
  /(?:^|[\s(-])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|first|second|third|thousand)$/i;
const marker = /^\((?:[a-z]|([a-z])\1|[ivx]{1,6}|[0-9]{1,2}|[A-Z]|[IVX]{1,5})\)(?=\s|$|[A-Za-z“"])/;
const looseMarker = /^(?:(?:[a-z]|[ivx]{1,4}|[0-9]{1,2})\)|(?:i{1,3}|iv|vi{0,3}|[b-h])\.)\s/;
const referenceAfter =
  /^\([^)]*\)\s*(?:and|or|through|to|above|below|hereof|of\s(?:this|the)\s(?:section|clause|article|paragraph)|[,;.])(?:\s|$)/i;
const numbered = /^[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}\.?\s+["“‘]?[A-Z]/;
const ownNumber =
  /^(?:[([]?(?:[a-z]{1,2}|[ivxlc]{1,6}|[0-9]{1,3}(?:\.[0-9]{1,3})*)[)\]]?|(?:article|section|clause|exhibit|schedule|annex|§)\s*[0-9ivxlca-z.]{0,8})$/i;

/** Starts of the pieces of `text[start, end)` in ascending order; the first is `start`. */
export function bordersIn(text: string, start: number, end: number): number[] {
  const starts = [start];
  let piece = start;
  for (let at = start; at < end; at += 1) {
    if (!isSpace(text.charCodeAt(at))) continue;
    let next = at + 1;
    while (next < end && isSpace(text.charCodeAt(next))) next += 1;
    if (next < end && isBorder(text, piece, at, next, end)) {
      starts.push(next);
      piece = next;
    }
    at = next - 1;
  }
  return starts;
}

/** Is there a border between `text[…left)` and `text[right…)`, where the piece so far began at `piece`? */
function isBorder(text: string, piece: number, left: number, right: number, end: number): boolean {
  const before = text.charCodeAt(left - 1);
  const after = text.charCodeAt(right);
  if (isBlankMark(before) || isBlankMark(after)) return isFieldBorder(text, piece, left, right, end);
  if (after === 40 /* ( */ && isMarkerBorder(text, piece, left, right, end)) return true;
  if (closesSentence(before) && isSentenceBorder(text, piece, left, right, end)) return true;
  return isLooseBorder(text, piece, left, right, end, before);
}

const isBlankMark = (code: number): boolean => code === 95 || code === 0x2026;

/** . ! ? or something that may close after one of them. */
function closesSentence(code: number): boolean {
  return (
    code === 46 ||
    code === 33 ||
    code === 63 ||
    code === 34 ||
    code === 0x201d ||
    code === 0x2019 ||
    code === 41 ||
    code === 93
  );
}

function isSentenceBorder(text: string, piece: number, left: number, right: number, end: number): boolean {
  const tail = text.slice(Math.max(piece, left - reach), left);
  const word = /(\S*?)([.!?]+)(["”“’')\]]*)$/.exec(tail.slice(tail.search(/\S+$/)));
  if (!word) return false;
  const head = text.slice(right, Math.min(end, right + reach));
  if (!/^[\p{Lu}0-9"“‘'([•☐]/u.test(head)) return false;
  if (word[2] !== '.' || word[3]) return true;
  const name = (word[1] ?? '').replace(/^["“‘'([]+/, '').toLowerCase();
  if (abbreviations.has(name)) return false;
  if (companyForms.has(name) || /^\p{L}$/u.test(name)) return opener.test(head) && name.length > 1;
  // "1. Definitions": the number is part of what it numbers.
  return !(left - piece <= reach && ownNumber.test(text.slice(piece, left).replace(/[.)\]]+$/, '')));
}

function isMarkerBorder(text: string, piece: number, left: number, right: number, end: number): boolean {
  const head = text.slice(right, Math.min(end, right + reach));
  if (!marker.test(head) || referenceAfter.test(head)) return false;
  const tail = text.slice(Math.max(piece, left - reach), left);
  if (numberWords.test(tail) && /^\([0-9]/.test(head)) return false;
  if (references.test(tail)) return false;
  // "(a) or (b)" and "5 (b)" point at other clauses; "3. (a)" opens the first item of clause 3 and stays with it.
  return !/^[([]?[0-9a-z]{1,3}(?:\.[0-9]{1,3})*[.)\]]*$/i.test(text.slice(piece, left).slice(0, reach));
}

function isLooseBorder(
  text: string,
  piece: number,
  left: number,
  right: number,
  end: number,
  before: number,
): boolean {
  if (before !== 59 && before !== 58 && before !== 44 && before !== 100 && before !== 114) return false;
  const head = text.slice(right, Math.min(end, right + reach));
  const tail = text.slice(Math.max(piece, left - reach), left);
  if (/[;:]$/.test(tail) && numbered.test(head)) return true;
  if (!looseMarker.test(head)) return false;
  return /(?:[;:,]|[;,]\s*(?:and|or))$/.test(tail) && !references.test(tail);
}

/** A long field to fill in begins a piece of its own, and what follows it begins another. */
function isFieldBorder(text: string, piece: number, left: number, right: number, end: number): boolean {
  if (isBlankMark(text.charCodeAt(right))) {
    let stop = right;
    while (stop < end && stop < right + longBlank && isBlankMark(text.charCodeAt(stop))) stop += 1;
    if (stop - right >= longBlank) return true;
  }
  let first = left;
  while (first > piece && left - first < longBlank && isBlankMark(text.charCodeAt(first - 1))) first -= 1;
  if (left - first < longBlank) return false;
  return /^[\p{Lu}_([…]/u.test(text.slice(right, right + 2));
}
