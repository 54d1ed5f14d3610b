import { plainView, spanOf, type PlainView, type Span } from '../extraction/plain-view.ts';
import { attachmentsIn, numbersIn, type NumberedPlaces } from './reference-targets.ts';
import type { Segment } from '../text/segmentation.ts';

export interface CrossReference extends Span {
  /** As written: "Section 4.2(b)". */
  readonly label: string;
  readonly kind: 'section' | 'attachment';
  /** What it points at; null when that was not found, or when it lies in another document. */
  readonly target: Span | null;
  /** It names a part of another document or of a law, so nothing was looked for. */
  readonly outside: boolean;
}

export interface ReferenceFinding extends Span {
  readonly code: 'POINTS_AT_NOTHING' | 'POINTS_AT_ITSELF' | 'NOT_ATTACHED';
  readonly label: string;
}

export interface ReferenceCheck {
  readonly references: readonly CrossReference[];
  readonly findings: readonly ReferenceFinding[];
  /** False when the text has too few numbers for its references to sections to be checked. */
  readonly sectionsChecked: boolean;
}

const textLimit = 4_000_000;
const referenceLimit = 20_000;
/** With fewer numbered places the numbering was lost on the way, not forgotten. */
const numbersNeeded = 3;

const sectionWord =
  cased(
    'section sections subsection subsections clause clauses sub-clause sub-clauses article articles paragraph paragraphs sec.',
  ) + '|§{1,2}';
const attachmentWord = cased(
  'schedule schedules exhibit exhibits annex annexes annexure annexures appendix appendices attachment attachments',
);
const number = String.raw`\d{1,3}(?:\.\d{1,3}){0,5}(?!\d)(?:\s?\((?:[a-zA-Z]{1,4}|\d{1,3})\)){0,4}`;
const letterOrRoman = String.raw`(?:[IVXLC]{1,7}|AA|BB|CC|DD|EE|[A-Z])`;
const attachmentNumber = String.raw`(?:\d{1,3}(?:\.\d{1,2}){0,2}|${letterOrRoman})(?:-\d{1,2})?`;
const sectionPattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<word>${sectionWord})(?<first>\s?${number}|\s${letterOrRoman}(?![\p{L}\p{N}]))`,
  'gu',
);
const attachmentPattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?<word>${attachmentWord})\s"?(?<first>${attachmentNumber})"?(?![\p{L}\p{N}]|[.-][\p{L}\p{N}])`,
  'gu',
);
const continued = new RegExp(
  String.raw`^\s?(?:,\s?(?:and\s|or\s)?|\s?(?:and|or|through|to|&|-)\s)(?:(?:the\s)?(?:${sectionWord}|${attachmentWord})\s)?"?(?<next>${number}|[A-Z](?:-\d{1,2})?(?![\p{L}\p{N}]))"?`,
  'u',
);

/** Each word small, with a capital, and in capitals. */
function cased(words: string): string {
  return words
    .split(' ')
    .flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()])
    .map((word) => word.replace('.', String.raw`\.`))
    .toSorted((a, b) => b.length - a.length)
    .join('|');
}

/** A list of numbers is followed no further. */
const listLimit = 20;

interface Mention {
  readonly word: string;
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** References to sections and attachments of the document that lead nowhere, or to the place they stand in. */
export function checkReferences(text: string, segments: readonly Segment[]): ReferenceCheck {
  const view = plainView(text.slice(0, textLimit));
  const numbers = numbersIn(text, view, segments);
  const attachments = attachmentsIn(view);
  const sectionsChecked = numbers.count >= numbersNeeded;
  const amends = /(?<![\p{L}])(?:amendment|addendum|supplement|joinder|waiver)(?![\p{L}])/iu.test(
    view.text.slice(0, 600),
  );
  const references: CrossReference[] = [];
  const findings: ReferenceFinding[] = [];
  const missing = new Set<string>();
  for (const mention of mentionsIn(view.text)) {
    const span = spanOf(view, mention.start, mention.end);
    const label = text.slice(span.start, span.end).replace(/\s+/g, ' ');
    const attachment = attachmentOnly.test(mention.word);
    if (
      numbers.isOwn(span) ||
      attachments.isHeading(span.start) ||
      (attachment && isFilingLabel(mention, span.start))
    )
      continue;
    const outside = pointsOutside(view, mention, amends);
    const target = outside
      ? null
      : attachment
        ? attachments.find(mention.id)
        : numbers.find(mention.id, mention.word);
    references.push({ ...span, label, kind: attachment ? 'attachment' : 'section', target, outside });
    if (outside || references.length >= referenceLimit) continue;
    if (attachment) {
      // Once for each: the place that names it first.
      if (!target && !missing.has(mention.id)) findings.push({ ...span, code: 'NOT_ATTACHED', label });
      if (!target) missing.add(mention.id);
    } else if (!target) {
      if (sectionsChecked) findings.push({ ...span, code: 'POINTS_AT_NOTHING', label });
    } else if (
      standsIn(numbers, mention, span, target) &&
      !ownWords.test(view.text.slice(0, mention.start).slice(-24))
    ) {
      findings.push({ ...span, code: 'POINTS_AT_ITSELF', label });
    }
  }
  return { references, findings, sectionsChecked };
}

const attachmentOnly = new RegExp(`^(?:${attachmentWord})$`, 'u');

/** "This Section 4.2" speaks of itself and may. */
const ownWords = /(?<![\p{L}])(?:this|same|present|foregoing|above)(?:\s\p{L}+)?\s$/iu;

/** "Exhibit 10.1" at the head of a document filed with an authority is its own number there. */
function isFilingLabel({ id }: Mention, start: number): boolean {
  return start < 400 && /^\d{1,3}\.\d/.test(id);
}

/** Only a reference to exactly the smallest numbered place around it leads back to itself. */
function standsIn(numbers: NumberedPlaces, { id }: Mention, span: Span, target: Span): boolean {
  return (
    target.start <= span.start && span.end <= target.end && numbers.innermost(span.start) === compact(id)
  );
}

function compact(id: string): string {
  return id.replace(/\s/g, '');
}

function mentionsIn(text: string): Mention[] {
  const found: Mention[] = [];
  for (const pattern of [sectionPattern, attachmentPattern]) {
    for (const match of text.matchAll(pattern)) {
      if (found.length >= referenceLimit) break;
      const word = match.groups?.word ?? '';
      const first = (match.groups?.first ?? '').trim();
      // "1.5 Exhibits 11" is a line of a table of contents.
      const inContents = /\d\.\d{1,2}\.?\s$/.test(text.slice(Math.max(0, match.index - 8), match.index));
      if (!capitalised(word, first) || inContents) continue;
      found.push({ word, id: first, start: match.index, end: match.index + match[0].length });
      // "Sections 3.1, 4.2 and 5": each further number is a reference of its own.
      let at = match.index + match[0].length;
      for (let listed = 0; listed < listLimit; listed += 1) {
        const next = continued.exec(text.slice(at, at + 80));
        const id = next?.groups?.next;
        if (!next || !id || !plausibleNext(first, id, word)) break;
        const start = at + next[0].indexOf(id);
        found.push({ word, id, start, end: start + id.length });
        at += next[0].length;
      }
    }
  }
  const seen = new Set<number>();
  return found
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ end }) => !seen.has(end) && Boolean(seen.add(end)));
}

/** "section a" is prose; "section 4", "Section A" and "clause 7(a)" are references. */
function capitalised(word: string, id: string): boolean {
  return /\d/.test(id) || (/^[\p{Lu}§]/u.test(word) && /^\p{Lu}/u.test(id));
}

function plausibleNext(first: string, id: string, word: string): boolean {
  if (/^\d/.test(first))
    return /^\d/.test(id) && (id.includes('.') === first.includes('.') || word.toLowerCase().endsWith('s'));
  return /^\p{Lu}/u.test(id);
}

const ownerBehind =
  /^[,\s]{0,2}(?:\([^()]{1,80}\)\s?)?(?:of|to|under|in)\s(?<which>the|that|such|said|its|any|this|Title|Regulation|Part|Schedule|Exhibit|Annex|Appendix|Attachment|Decree)\s(?<whose>[^.;,()]{0,90})/iu;
const lawWords =
  /(?:act|code|law|statute|regulation|rules?|convention|treaty|directive|constitution|bylaws|articles|charter|indenture|lease|plan)(?![\p{L}])/iu;
const lawBefore =
  /(?:Code|Act|Law)\sin\sits\s$|(?:U\.?S\.?C\.?|C\.?F\.?R\.?|Treas\.?\sReg\.?|Code|Act|Rule|Regulation|GDPR|Statutes?)(?:,)?\s(?:§\s?)?$/u;

/** Belongs to a law or to another document, as its words say. */
function pointsOutside({ text }: PlainView, { word, end, start }: Mention, amends: boolean): boolean {
  const behind = text.slice(end, end + 140);
  const before = text.slice(Math.max(0, start - 30), start);
  if (lawBefore.test(before) || /^\s?(?:of\sthe\sCode|et\sseq|U\.?S\.?C|GDPR|TFEU)/.test(behind)) return true;
  if (/^\s(?:thereof|thereunder|therein)(?![\p{L}])/u.test(behind)) return true;
  const owner = ownerBehind.exec(behind)?.groups;
  if (owner) {
    const { which = '', whose = '' } = owner;
    if (/^this$/i.test(which)) return false;
    if (/^(?:title|regulation|part|schedule|exhibit|annex|appendix|attachment|decree)$/i.test(which))
      return true;
    if (/^(?:agreement|contract)(?![\p{L}])/iu.test(whose)) return amends;
    // A name with a capital is another document's: "of the Supplement", "of the Credit Agreement".
    if (/^\p{Lu}/u.test(whose) || lawWords.test(whose)) return true;
  }
  return (
    amends &&
    /^section|^article|^clause|^§/i.test(word) &&
    !/^\s?(?:of\sthis|hereof|above|below)/i.test(behind)
  );
}
