import type { Found } from './contract-term.ts';
import { findDurations, type Duration } from './durations.ts';
import { findMoney, type Money } from './money.ts';
import type { PlainView } from '../extraction/plain-view.ts';
import { sentenceAround } from '../text/sentences.ts';

export interface LiabilityCap {
  /**
   * `amount`: a sum named; `fees`: what was paid or payable, in `months` where the text says so; `other`: another
   * measure; `excluded`: no ceiling but kinds of damage (indirect, consequential, lost profits) left out.
   */
  readonly kind: 'amount' | 'fees' | 'other' | 'excluded';
  readonly amounts: readonly Money[];
  readonly months: number | null;
}

export interface PaymentTerm {
  readonly within: Duration;
  /** What the days are counted from, in the words of the text; null when it does not follow directly. */
  readonly from: string | null;
}

const findingLimit = 400;

const capTrigger = /(?<![\p{L}])(?:liabilit(?:y|ies)|liable|damages)(?![\p{L}])/giu;
const limits = [
  /(?<![\p{L}])(?:not|never|no)\s(?:[^.;]{0,160}\s)?exceed(?![\p{L}])/iu,
  /(?<!not\s)(?<!without\s)(?<![\p{L}])(?:limited|capped)\s(?:solely\s|strictly\s)?(?:to|at)(?![\p{L}])/iu,
  /in\sexcess\sof|exceed(?:s|ing)?\s(?:the|an|us|\$|in)/i,
  /(?:maximum|aggregate|total|entire|cumulative)\s(?:aggregate\s|cumulative\s|total\s)?liabilit/i,
];
const feesWords =
  /(?:fees?|amounts?|sums?|payments?|price|consideration|compensation|monies|moneys|royalt\w+)\s(?:[^.;]{0,60}?\s)?(?:paid|payable|received|due|owed|actually)|purchase\sprice/i;

const damageKinds =
  /(?<![\p{L}])(?:indirect|consequential|incidental|special|punitive|exemplary|lost\sprofits?|loss\sof\s(?:profits?|revenue|data|business))(?![\p{L}])/iu;

/** "In no event shall either party be liable for indirect damages": denial and liability before the kinds of damage. */
function excludesDamages(words: string): boolean {
  const kind = words.search(damageKinds);
  if (kind < 0) return false;
  const before = words.slice(0, kind);
  return (
    /(?<![\p{L}])(?:no|not|neither|nor)(?![\p{L}])/iu.test(before) &&
    /(?<![\p{L}])(?:liab|responsib)/iu.test(words)
  );
}

/** Sentences that put a ceiling on liability. */
export function findLiabilityCaps(view: PlainView): Found<LiabilityCap>[] {
  const found: Found<LiabilityCap>[] = [];
  let from = 0;
  for (const match of view.text.matchAll(capTrigger)) {
    if (match.index < from || found.length >= findingLimit) continue;
    const sentence = sentenceAround(view.text, match.index, 600, 900);
    const words = view.text.slice(sentence.start, sentence.end);
    from = sentence.end;
    const span = { start: sentence.start, end: sentence.end };
    if (!limits.some((limit) => limit.test(words)) || !/liab/i.test(words)) {
      if (excludesDamages(words)) {
        found.push({
          ...span,
          value: { kind: 'excluded', amounts: [], months: null },
          rule: 'excluded damages',
        });
      }
      continue;
    }
    const amounts = findMoney(words).map(({ money }) => money);
    const fees = feesWords.test(words);
    if (
      amounts.length === 0 &&
      !fees &&
      !/exceed|(?<!not\s)limited\sto|capped/i.test(words) &&
      !excludesDamages(words)
    )
      continue;
    if (/insurance\s(?:policy|coverage|limits)|combined\ssingle\slimit|per\soccurrence/i.test(words))
      continue;
    const months = findDurations(words).find(
      ({ duration }) => duration.unit === 'month' || duration.unit === 'year',
    );
    const kind = amounts.length > 0 ? 'amount' : fees ? 'fees' : 'other';
    const value = {
      kind,
      amounts,
      months: months ? months.duration.count * (months.duration.unit === 'year' ? 12 : 1) : null,
    } as const;
    found.push({ ...span, value, rule: `cap by ${kind}` });
  }
  return found;
}

const payment =
  /(?<![\p{L}])(?:pay(?:able|ment|ments|s)?|paid|invoices?|remit(?:ted|tance)?|due)(?![\p{L}])/giu;
const net = /(?<![\p{L}\p{N}])net\s(?:\w+\s\()?(\d{1,3})\)?(?:\sdays)?(?![\p{L}\p{N}])/giu;

/** In how many days money is to be paid. */
export function findPaymentTerms(view: PlainView): Found<PaymentTerm>[] {
  const { text } = view;
  const found: Found<PaymentTerm>[] = [];
  let from = 0;
  for (const match of text.matchAll(payment)) {
    if (match.index < from || found.length >= findingLimit) continue;
    const sentence = sentenceAround(text, match.index, 400, 500);
    from = sentence.end;
    const words = text.slice(sentence.start, sentence.end);
    for (const { duration, start, end } of findDurations(words)) {
      if (duration.unit === 'year' || duration.unit === 'quarter') continue;
      if (
        !/(?:within|in|than|net|no\slater\sthan|thereafter|terms?\s(?:are|of|shall\sbe))\s(?:\w+\s){0,2}$/i.test(
          words.slice(Math.max(0, start - 30), start),
        )
      )
        continue;
      const since = /^\)?\s(?:of|after|from|following)\s(?:the\s)?([^,.;()]{3,70})/i.exec(
        words.slice(end, end + 90),
      );
      if (!since && !/(?:invoice|pay)/i.test(words.slice(Math.max(0, start - 120), end + 60))) continue;
      if (
        /terminat|cure|breach|notice\sof\s(?:default|breach)/i.test(
          words.slice(Math.max(0, start - 60), end + 60),
        )
      )
        continue;
      found.push({
        value: { within: duration, from: since?.[1]?.trim() ?? null },
        start: sentence.start + start,
        end: sentence.start + end,
        rule: 'within',
      });
    }
  }
  for (const match of text.matchAll(net)) {
    if (found.length >= findingLimit) break;
    const count = Number(match[1]);
    if (count < 3 || count > 365) continue;
    const value = { within: { count, unit: 'day', business: false }, from: null } as const;
    found.push({ value, start: match.index, end: match.index + match[0].length, rule: 'net' });
  }
  return withoutOverlaps(found);
}

function withoutOverlaps(found: readonly Found<PaymentTerm>[]): Found<PaymentTerm>[] {
  const kept: Found<PaymentTerm>[] = [];
  for (const next of found.toSorted((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (!last || next.start >= last.end) kept.push(next);
  }
  return kept;
}
