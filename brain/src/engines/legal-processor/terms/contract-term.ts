import { findDates, isWhole, type FoundDate, type WrittenDate } from './dates.ts';
import { findDurations, type Duration, type FoundDuration } from './durations.ts';
import type { PlainView } from '../extraction/plain-view.ts';
import { sentenceAround } from '../text/sentences.ts';

export interface Renewal {
  /** Length of one renewal; null when the text leaves it open. */
  readonly period: Duration | null;
  readonly automatic: boolean;
  readonly successive: boolean;
}

/** All in offsets of the plain view. */
export interface Found<V> {
  readonly value: V;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

export interface TermFindings {
  readonly length: Found<Duration> | null;
  /** The day the contract ends as written or as reckoned from its start; `perpetual` when it runs until ended. */
  readonly expiry: Found<{ readonly date: WrittenDate | null; readonly perpetual: boolean }> | null;
  readonly renewal: Found<Renewal> | null;
  /** Notice needed to prevent the renewal. */
  readonly notice: Found<Duration> | null;
}

interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}

/** Sentences looked at for either purpose. */
const sentenceLimit = 600;
const sentenceBack = 500;
const sentenceAhead = 700;

const termTrigger =
  /(?<![\p{L}])(?:terms?|expires?|continues?|remain\sin|terminate\son|terminates?|(?:termination|expiration|expiry|end)\sdate|effective\s(?:through|until)|in\s(?:full\s)?(?:force|effect)|valid|duration|anniversary)(?![\p{L}])/giu;
const renewTrigger =
  /(?<![\p{L}])(?:renew(?:s|ed|al|als|able)?|extend(?:s|ed|able)?|extensions?|(?:month|year)[\s-]to[\s-](?:month|year)|(?:additional|successor|successive)\s(?:\w+\s)?(?:terms?|periods?))(?![\p{L}])/giu;

/** The term of the contract, when it ends, how it renews, and the notice that stops it. `start` is its first day. */
export function findTerm(view: PlainView, start: WrittenDate | null): TermFindings {
  const { text } = view;
  const renewals = sentences(text, renewTrigger).map((sentence) => renewalIn(text, sentence));
  const renewal = best(renewals);
  return {
    ...termIn(text, start),
    renewal: renewal?.found ?? null,
    notice: renewal ? noticeNear(text, renewal) : noticeToEnd(text, null),
  };
}

interface Scored<V> {
  readonly found: Found<V>;
  readonly sentence: Sentence;
  readonly score: number;
}

function best<V>(scored: readonly (Scored<V> | null)[]): Scored<V> | null {
  let chosen: Scored<V> | null = null;
  for (const next of scored) if (next && (!chosen || next.score > chosen.score)) chosen = next;
  return chosen;
}

function sentences(text: string, trigger: RegExp): Sentence[] {
  const found: Sentence[] = [];
  let from = 0;
  for (const match of text.matchAll(trigger)) {
    if (match.index < from) continue;
    if (found.length >= sentenceLimit) break;
    const { start, end } = sentenceAround(text, match.index, sentenceBack, sentenceAhead);
    found.push({ start, end, words: text.slice(start, end) });
    from = end;
  }
  return found;
}

const otherSubject =
  /warrant|confidential|insur|royalt|invoice|non-?compet|surviv|cure|breach|purchase\sorder|forecast|patent|employ(?:ee|ment)\sof|option\speriod|support\sterm|year\sof\sthe\sterm|during\sthe/i;
const ends =
  /(?:until|through|terminat(?:e|es|ing)(?:\son)?|expir(?:e|es|ing)(?:\son)?|end(?:s|ing)?(?:\son)?|conclud(?:e|es|ing)(?:\son)?|up\sto\sand\sincluding|to|and\sincluding|(?:termination|expiration|expiry|end)\sdate:?)\s(?:and\sincluding\s|the\sclose\sof\sbusiness\son\s|midnight\son\s|on\s|the\s(?:later|earlier)\sof:?\s(?:\([ai]\)\s)?)?(?:the\s)?$/i;
const begins =
  /(?:commenc(?:e|es|ing)|begin(?:s|ning)?|from|effective|as\sof|starting|start)(?:\s(?:on|as\sof|upon|from|and\sincluding))?\s(?:the\s)?$/i;
const lasts =
  /(?:terms?:?|period|duration|for|be|is|continue|of|least|until|on|ending|through)\s(?:(?:an?|the|shall|will|be|is|of|period|initial|term|not|less|than|up|to|least|first|on|for|approximately|end|later|earlier|\(?[ai]\)|day|date|that|which|prior)\s){0,9}$/i;

function termIn(text: string, start: WrittenDate | null): Pick<TermFindings, 'length' | 'expiry'> {
  const ranked = sentences(text, termTrigger).map((sentence) => scoreTerm(text, sentence));
  const chosen = best(ranked);
  if (!chosen) return { length: null, expiry: null };
  const { sentence } = chosen;
  const { dates, length } = chosen.found.value;
  const last = dates.find(({ start: at }) => ends.test(sentence.words.slice(Math.max(0, at - 60), at)));
  const named = dates.find(({ start: at }) => begins.test(sentence.words.slice(Math.max(0, at - 40), at)));
  const lengthFound = length ? { ...shifted(length, sentence), value: length.duration, rule: 'term' } : null;
  if (last) {
    return {
      length: lengthFound,
      expiry: { ...shifted(last, sentence), value: { date: last.date, perpetual: false }, rule: 'date' },
    };
  }
  if (length) {
    const date = after(named?.date ?? start, length.duration);
    return {
      length: lengthFound,
      expiry: {
        ...shifted(length, sentence),
        value: { date, perpetual: false },
        rule: date ? 'reckoned' : 'open',
      },
    };
  }
  const expiry = {
    value: { date: null, perpetual: true },
    start: sentence.start,
    end: sentence.end,
    rule: 'perpetual',
  };
  return { length: null, expiry };
}

/** "Unless terminated earlier" tells of an end that is stated; "until terminated" of none. */
const openEnded =
  /perpetu|indefinite|until(?:\s\w+){0,6}\s(?:terminat(?:ed|ion)|cancel)|unless(?!\s(?:\w+\s){0,2}(?:sooner|earlier|terminated\s(?:sooner|earlier)))(?:\s\w+){0,6}\s(?:terminat(?:ed|ion)|cancel)|continue\suntil/i;

function scoreTerm(
  text: string,
  sentence: Sentence,
): Scored<{ dates: readonly FoundDate[]; length: FoundDuration | null }> | null {
  const { words } = sentence;
  const dates = findDates(words).filter(({ date }) => date.year !== null);
  const durations = findDurations(words);
  const length =
    durations.find(
      ({ start, end }) =>
        lasts.test(words.slice(Math.max(0, start - 80), start)) &&
        !/^\W?\s?(?:prior|before|notice|written|advance|in\sadvance|after\s(?:receipt|notice|written))/i.test(
          words.slice(end, end + 30),
        ),
    ) ?? null;
  const dated = dates.some(({ start }) => ends.test(words.slice(Math.max(0, start - 60), start)));
  const open = !length && !dated && openEnded.test(words);
  if (!length && !dated && !open) return null;
  let score = open ? -2.5 : 0;
  if (/"(?:the\s)?(?:initial\s|original\s)?(?:contract\s|base\s)?term[."]/i.test(words)) score += 3;
  if (/(?:this|the)\s(?:\w+\s){0,2}agreement(?:'s)?|hereof|hereunder/i.test(words)) score += 1.5;
  if (/(?:initial\s|the\s)term\s(?:of|shall|is|will|commences?|for|hereof|begins?)/i.test(words)) score += 2;
  if (
    /^(?:\W?term|termination\sdate|expiration\sdate|expiry)\W{0,2}\s?(?:shall\smean|means)?/i.test(words) ||
    /(?:termination|expiration|expiry|end)\sdate:/i.test(words)
  )
    score += 2;
  if (/commence|begin|effective|take\seffect|come\sinto/i.test(words)) score += 1.5;
  if (
    /(?:shall|will)\s(?:continue|remain|expire|extend|terminate\son|be\sin)|in\s(?:full\s)?(?:force|effect)|valid/i.test(
      words,
    )
  )
    score += 1;
  if (
    /(?<![\p{L}])(?:terms?|duration)(?![\p{L}])/iu.test(
      text.slice(Math.max(0, sentence.start - 40), sentence.start),
    )
  )
    score += 1.5;
  if (otherSubject.test(words)) score -= 2.5;
  if (/renew|extend/i.test(words.slice(0, 60))) score -= 2;
  if (score < 1) return null;
  score -= (1.5 * sentence.start) / text.length;
  const value = { dates, length };
  return { found: { value, start: sentence.start, end: sentence.end, rule: 'term' }, sentence, score };
}

function shifted(
  { start, end }: { start: number; end: number },
  sentence: Sentence,
): { start: number; end: number } {
  return { start: sentence.start + start, end: sentence.start + end };
}

/** The same day `length` later, as contracts count; null when the first day is not wholly known. */
function after(start: WrittenDate | null, { count, unit }: Duration): WrittenDate | null {
  if (!start || !isWhole(start) || start.year === null || start.month === null || start.day === null)
    return null;
  const months = { day: 0, week: 0, month: count, quarter: 3 * count, year: 12 * count }[unit];
  const days = unit === 'day' ? count : unit === 'week' ? 7 * count : 0;
  const lastOfMonth = new Date(Date.UTC(start.year, start.month + months, 0)).getUTCDate();
  const date = new Date(
    Date.UTC(start.year, start.month - 1 + months, Math.min(start.day, lastOfMonth) + days),
  );
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

const noticeAfter =
  /^['")\s]{0,3}(?:calendar\s|business\s)?(?:(?:prior|advance|written|before|notice|preceding)(?![\p{L}])|in\sadvance|previous)/iu;
const noticeBefore =
  /(?:at\sleast|not\sless\sthan|no\s(?:later|less|fewer)\sthan|within|not\slater\sthan|upon|minimum\sof)\s(?:\w+\s){0,2}$/i;

function renewalIn(text: string, sentence: Sentence): Scored<Renewal> | null {
  const { words } = sentence;
  const automatic = words.search(/automatic/i);
  const verb = Math.max(0, automatic < 0 ? words.search(/renew|exten[ds]/i) : automatic);
  const periods = findDurations(words).filter(
    ({ start, end }) =>
      !noticeAfter.test(words.slice(end, end + 40)) &&
      start > verb - 160 &&
      /(?:successive|additional|further|another|periods?|terms?|for|of|an?|up\sto|more|automatic(?:ally)?|renewal)\W?\s?(?:[\w()]+\s){0,3}$/i.test(
        words.slice(Math.max(0, start - 50), start),
      ),
  );
  const period = periods.find(({ start }) => start > verb)?.duration ?? periodInWords(words);
  let score = period ? 1 : -1;
  if (/automatic/i.test(words)) score += 3;
  if (/successive|additional|consecutive|further|another|thereafter/i.test(words)) score += 1.5;
  if (/(?:this|the)\s(?:\w+\s)?agreement|(?:initial|the)\sterm/i.test(words)) score += 1;
  if (/(?:not\s(?:to\s)?renew|non-?renew|intention\sto\s(?:terminate|renew)|unless\seither)/i.test(words))
    score += 1;
  if (/"renewal\sterm|"extension|"renewal/i.test(words)) score += 1;
  if (
    /insur|patent|domain|trademark\sregistr|letter\sof\scredit|extend(?:s|ed)?\sto\s(?:the|any|all)|time\sfor\sperformance|permit/i.test(
      words,
    )
  )
    score -= 3;
  if (score < 2) return null;
  const value = {
    period,
    automatic: /automatic|deemed\s(?:to\sbe\s)?renewed/i.test(words),
    successive: /successive|consecutive|each\syear|year\sto\syear|periods\sof|terms\sof/i.test(words),
  };
  return {
    found: {
      value,
      start: sentence.start,
      end: sentence.end,
      rule: value.automatic ? 'automatic' : 'by agreement or option',
    },
    sentence,
    score: score - sentence.start / text.length,
  };
}

const everyPeriod =
  /(?<![\p{L}])(?:(?<often>annual|yearly|quarterly|monthly)(?:ly)?\s(?:\w+\s)?(?:periods?|terms?|renewals?|extensions?|basis)|(?<to>year|month)[\s-]to[\s-]\k<to>|(?:each|an(?:other)?|additional|further|successive|every)\s(?:additional\s|further\s|successive\s)?(?<one>year|month|quarter)(?=\sthereafter|\sof|[,.;]|\sunless))/iu;
const unitOf: Readonly<Record<string, Duration['unit']>> = {
  annual: 'year',
  yearly: 'year',
  year: 'year',
  quarterly: 'quarter',
  quarter: 'quarter',
  monthly: 'month',
  month: 'month',
};

/** "Annual renewals", "from year to year", "an additional month": a period without a number. */
function periodInWords(words: string): Duration | null {
  const { often, to, one } = everyPeriod.exec(words)?.groups ?? {};
  const unit = unitOf[(often ?? to ?? one ?? '').toLowerCase()];
  return unit ? { count: 1, unit, business: false } : null;
}

/** The notice stands in the sentence of the renewal, or in one of the two behind or the one before it. */
function noticeNear(text: string, renewal: Scored<Renewal>): Found<Duration> | null {
  const { sentence } = renewal;
  const own = noticeIn(sentence.words, sentence.start);
  if (own) return own;
  const behind = sentenceAround(text, Math.min(text.length - 1, sentence.end + 2), 0, 1200);
  const ahead = noticeIn(text.slice(behind.start, behind.end), behind.start);
  if (ahead && /notice|renew|terminat/i.test(text.slice(behind.start, behind.end))) return ahead;
  const front = sentenceAround(text, Math.max(0, sentence.start - 3), 700, 3);
  const before = text.slice(front.start, front.end);
  const inFront = /renew|exten[ds]/i.test(before) ? noticeIn(before, front.start) : null;
  return inFront ?? noticeToEnd(text, sentence);
}

const noticeReach = 2500;
const noticeTrigger = /(?<![\p{L}])notice(?![\p{L}])/giu;
/** At the end of a term, or of one that goes on until somebody ends it. */
const endingTerm =
  /(?:terminat|cancel|renew)\w*[^.;]{0,120}(?:end|expiration|expiry|conclusion)\sof\s(?:the|its|any|each|such|then)|(?:thereafter|after\sthat)[^.;]{0,120}until[^.;]{0,60}terminated|notice\sof\snon-?\s?renewal/i;
const forCause = /breach|default|cure|bankrupt|insolven/i;

/** "May be terminated at the expiration of its term upon thirty days' notice": a few sentences off, or anywhere. */
function noticeToEnd(text: string, near: Sentence | null): Found<Duration> | null {
  const from = near ? Math.max(0, near.start - noticeReach) : 0;
  const piece = near ? text.slice(from, near.end + noticeReach) : text;
  for (const { words, start } of sentences(piece, noticeTrigger)) {
    if (!endingTerm.test(words) || forCause.test(words)) continue;
    const notice = noticeIn(words, from + start);
    if (notice) return { ...notice, rule: 'notice to end' };
  }
  return null;
}

function noticeIn(words: string, offset: number): Found<Duration> | null {
  for (const { duration, start, end } of findDurations(words)) {
    const marked =
      noticeAfter.test(words.slice(end, end + 40)) ||
      noticeBefore.test(words.slice(Math.max(0, start - 40), start));
    if (marked) return { value: duration, start: offset + start, end: offset + end, rule: 'notice' };
  }
  return null;
}
