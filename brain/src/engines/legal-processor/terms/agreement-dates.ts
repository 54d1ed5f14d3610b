import { dayNumber, findDates, isWhole, type FoundDate } from './dates.ts';
import type { PlainView } from '../extraction/plain-view.ts';

/** A date in the part it plays, in offsets of the plain view. */
export interface DatedPart extends FoundDate {
  readonly rule:
    | 'preamble'
    | 'title'
    | 'alone'
    | 'witness'
    | 'label'
    | 'signature'
    | 'effective'
    | 'as the agreement';
  readonly score: number;
}

/** The opening of a contract, tables of contents included, in characters of the plain view. */
const headLength = 16_000;
const titleLength = 3000;
/** Signatures stand before the schedules, so everywhere but in the opening; a page of them at most is read. */
const signatureLimit = 60;

const instrument = String.raw`(?:agreement|amendment|addendum|contract|lease|deed|letter|exhibit|schedule|supplement|statement|order|license|undertaking|memorandum)`;
const thisInstrument = new RegExp(
  `(?:(?<![\\p{L}])(?:this|these|the\\spresent)\\s[^.;]{0,160}|[\\n\\u2029.]\\s?[^.;:\\n\\u2029]{0,80})${instrument}(?![\\p{L}])`,
  'iu',
);
const making =
  /(?<![\p{L}])(?:dated?|made|entered|executed|effective|effect|signed|concluded|delivered|agreed)(?![\p{L}])(?<span>[^.;]{0,70})$/iu;
/** The document speaks of itself again: what follows is its own date, whatever was named before. */
const itself =
  /\((?:this|the|hereinafter)[^)]{0,60}\)[^.;]{0,60}$|(?<![\p{L}])(?:is|are|was)\s(?:hereby\s)?(?:made|entered|dated|executed|effective)[^.;]{0,120}$/iu;
const thisAmendment =
  /(?<![\p{L}])this\s(?:[\w-]+\s){0,4}amendment\s(?:no\.?\s?\d{1,2}\s)?to[^.;]{0,160},\s(?:dated|made|entered|effective)[^.;]{0,40}$/iu;
const otherInstrument = new RegExp(
  `(?:that\\scertain|certain|original|existing|previous(?:ly)?|prior|supersed(?:es|ing)|pursuant\\sto|under\\sthe|amend(?:s|ed|ing)?|parties\\sto|reference\\sis\\s(?:hereby\\s)?made\\sto|set\\sforth\\sin|described\\sin|terms\\sof|filed|means|have\\sentered|has\\sentered|had\\sentered|entered\\sinto\\san?|entered\\sinto\\sthe|amendment\\s(?:no\\.?\\s?\\d{1,2}\\s)?to)[^.;]{0,140}${instrument}(?<rest>[^.;]{0,90})$`,
  'iu',
);
const filing =
  /(?:source:[^\n\u2029]{0,90}|(?<![\p{L}])(?:10-?[KQ]|8-?K|S-?\d|F-?\d|20-?F|SB-?\d|DRS|6-?K|10-?12G)(?:\/A)?,?\s?)$/iu;
const notThisDate =
  /(?:expir|terminat|until|through|ending|ended|end(?:s)?\son|no\slater\sthan|prior\sto|before|after|born|rev(?:ised|\.)?|since|renew|commenc|beginning|begin|deliver(?:y|ed)\sby|due)(?:[^.;]{0,40})$/iu;
const effectiveBefore = /(?<![\p{L}])effective(?:\sdate)?(?![\p{L}])[^.;]{0,45}$/iu;
const effectiveAfter =
  /^\s?_?,?\s?[("]{1,2}\s?(?:(?:hereinafter|referred|to|the|as|this|called)\s){0,4}"?(?:effective|commencement)\sdate/i;
const otherDate =
  /(?:terminat\w+|expir\w+|trade|effective|start|end|due|commencement|closing|delivery|payment)\sdate:[\s_]{0,4}$/i;

/** The date of the agreement and the date it takes effect, as the text states them; null where none was found. */
export function findAgreementDates(view: PlainView): {
  agreement: DatedPart | null;
  effective: DatedPart | null;
} {
  const { text } = view;
  const dates = findDates(text).filter(
    ({ start }) => !filing.test(text.slice(Math.max(0, start - 100), start)),
  );
  const agreement = best([...opening(text, dates), ...closing(text, dates)]);
  const effective = best(effectiveDates(text, dates));
  if (effective || !agreement) return { agreement, effective };
  return { agreement, effective: { ...agreement, rule: 'as the agreement' } };
}

function best(candidates: readonly DatedPart[]): DatedPart | null {
  let chosen: DatedPart | null = null;
  for (const next of candidates) if (!chosen || next.score > chosen.score) chosen = next;
  return chosen;
}

function opening(text: string, dates: readonly FoundDate[]): DatedPart[] {
  const parts: DatedPart[] = [];
  for (const found of dates) {
    if (found.start > headLength) break;
    const before = text.slice(Math.max(0, found.start - 320), found.start);
    const after = text.slice(found.end, found.end + 60);
    if (ofAnother(before) || notThisDate.test(before.slice(-60))) continue;
    const place = openingRule(text, found, before, after);
    if (!place) continue;
    const whole = isWhole(found.date) ? 0 : -2.5;
    // "Dated X, effective as of Y": X is the date of the agreement; a mere statement of effect counts less still.
    const effect =
      /(?<will>will\sbe|shall\sbe|becomes?|is)?\seffective(?:\s(?:as\sof|on|from))?\s?(?:the\s|this\s)?$/i.exec(
        before,
      );
    const lower = effect ? (effect.groups?.will ? 3 : 0.75) : 0;
    const score = place.score + whole - lower - (4 * found.start) / headLength;
    if (score > 0) parts.push({ ...found, ...place, score });
  }
  return parts;
}

function openingRule(
  text: string,
  { start }: FoundDate,
  before: string,
  after: string,
): Pick<DatedPart, 'rule' | 'score'> | null {
  const tail = before.slice(-110);
  const early = start < titleLength;
  if (/(?:effective|agreement|contract|execution)\sdate\s?[:-]\s?$/i.test(tail))
    return { rule: 'label', score: 7.5 };
  if (/(?<![\p{L}])date(?:\sof)?:[\s_]{0,4}$/iu.test(tail)) {
    return start < 1500 && !otherDate.test(tail) && !/name:|title:|by:|its:/i.test(before)
      ? { rule: 'title', score: 8 }
      : null;
  }
  if (making.test(tail) && thisInstrument.test(before)) return { rule: 'preamble', score: 10 };
  if (early && /(?<![\p{L}])dated?(?:\s(?:as\sof|for\sreference|on|the|this))*[:\s]*$/iu.test(tail)) {
    return { rule: 'title', score: 8.5 };
  }
  if (effectiveAfter.test(after) && /(?:as\sof|on|this|the)\s?$/i.test(tail))
    return { rule: 'label', score: 8 };
  const alone =
    /(?:^|[\n\u2029(])\s?$/.test(text.slice(Math.max(0, start - 2), start)) &&
    /^\s?(?:$|[\n\u2029)])/.test(after);
  if (alone && early) return { rule: 'alone', score: start < 800 ? 7.8 : 6 };
  if (!early) return null;
  return { rule: 'alone', score: /(?:as\sof|on|this)\s(?:the\s)?$/i.test(tail) ? 5 : start < 800 ? 3 : 1 };
}

const witness =
  /thus\sdone|this\sagreement\sis\s(?:made|dated|signed|executed)|signed\s(?:at|in|on|by|and)|in\switness\s(?:where|there|here)?of|duly\sexecuted|hereunto|have\s(?:caused|executed|signed)/i;

/** "In witness whereof … as of the date" and the dates beside signatures, of which the last one signed makes the contract. */
function closing(text: string, dates: readonly FoundDate[]): DatedPart[] {
  const parts: DatedPart[] = [];
  let last: FoundDate | null = null;
  let previousEnd = -1;
  let seen = 0;
  for (const found of dates) {
    const before = text.slice(Math.max(0, found.start - 330), found.start);
    // Two signers side by side: "Date: Date: 3-29-2016 3-31-16".
    if (signed(text, found, before) || (previousEnd > 0 && found.start - previousEnd < 24)) {
      previousEnd = found.end;
      seen += 1;
      if (seen > signatureLimit) break;
      if (isWhole(found.date) && (!last || dayNumber(found.date) > dayNumber(last.date))) last = found;
    } else if (
      /(?:as\sof|on|this|dated|the|of)[^.;]{0,24}$/i.test(before.slice(-60)) &&
      witness.test(before)
    ) {
      if (!ofAnother(before.slice(-160)))
        parts.push({ ...found, rule: 'witness', score: 7 + (isWhole(found.date) ? 0 : -1) });
    }
  }
  if (last) parts.push({ ...last, rule: 'signature', score: 5.5 });
  return parts;
}

/** The date belongs to another document that the words before it name. */
function ofAnother(before: string): boolean {
  const other = otherInstrument.exec(before);
  return other !== null && !itself.test(other.groups?.rest ?? '') && !thisAmendment.test(before);
}

function signed(text: string, { start, end }: FoundDate, before: string): boolean {
  if (/(?<![\p{L}])dated?(?:\sof)?:[\s_]{0,4}$/iu.test(before)) return !otherDate.test(before);
  const around = `${before.slice(-160)}${text.slice(end, end + 60)}`;
  return (
    start > 400 &&
    /\/s\/|(?<![\p{L}])signature(?![\p{L}])|\(date\)/iu.test(around) &&
    !/[a-z]{4}\s?$/.test(before)
  );
}

function effectiveDates(text: string, dates: readonly FoundDate[]): DatedPart[] {
  const parts: DatedPart[] = [];
  for (const found of dates) {
    const before = text.slice(Math.max(0, found.start - 240), found.start);
    const after = text.slice(found.end, found.end + 60);
    const whole = isWhole(found.date) ? 0 : found.date.year === null ? -6 : -2.5;
    const lateness = Math.min(3, found.start / headLength);
    const rule = effectiveAfter.test(after)
      ? { rule: 'label' as const, score: 9 }
      : effectiveBefore.test(before)
        ? { rule: 'effective' as const, score: 8 }
        : /commenc(?:e|es|ing)(?:\son)?\s(?:the\s)?$/i.test(before)
          ? { rule: 'effective' as const, score: 6 }
          : null;
    if (rule && !ofAnother(before))
      parts.push({ ...found, rule: rule.rule, score: rule.score + whole - lateness });
  }
  return parts;
}
