import { findAgreementDates, type DatedPart } from './agreement-dates.ts';
import { findTerm, type Found, type Renewal } from './contract-term.ts';
import { isoDate, isWhole, type WrittenDate } from './dates.ts';
import type { Duration } from './durations.ts';
import { findGoverningLaws, findVenues } from './governing-law.ts';
import { findMoney, type Money } from './money.ts';
import { findParties } from './parties.ts';
import { findLiabilityCaps, findPaymentTerms, type LiabilityCap, type PaymentTerm } from './payments.ts';
import { plainView, spanOf, type PlainView, type Span } from '../extraction/plain-view.ts';
import type { Segment } from '../text/segmentation.ts';
import type { TermReliability } from './term-reliability.ts';
import type { TermsModel } from './terms-model.ts';

/** One thing a contract states, with the characters that state it. */
export interface TermItem<V> extends Span {
  readonly value: V;
  /**
   * Share of answers this rule gave on the contracts it was measured on that were right, drawn a little to one half for
   * rules seen seldom; null for rules no gold answers exist for.
   */
  readonly confidence: number | null;
  /** Which wording was recognised. */
  readonly rule: string;
}

export interface Party {
  readonly name: string;
  /** What the contract calls it from there on. */
  readonly definedName: string | null;
  /** The defined name where it is a part in the contract, such as "Licensor", not a short form of the name. */
  readonly role: string | null;
}

export interface DateValue {
  /** `2019-06-21`; parts the text leaves blank are `????` or `??`. */
  readonly iso: string;
  readonly whole: boolean;
}

export interface GoverningLaw {
  /** Plain English names, the first named in front: "New York", "England and Wales". */
  readonly jurisdictions: readonly string[];
}

export interface Venue {
  readonly place: string;
  readonly exclusive: boolean;
}

export interface Expiry {
  /** Null when it is perpetual, or counted from a day the text leaves open. */
  readonly date: DateValue | null;
  readonly perpetual: boolean;
}

export interface Terms {
  readonly parties: readonly TermItem<Party>[];
  readonly agreementDate: TermItem<DateValue> | null;
  readonly effectiveDate: TermItem<DateValue> | null;
  readonly termLength: TermItem<Duration> | null;
  readonly expiry: TermItem<Expiry> | null;
  readonly renewal: TermItem<Renewal> | null;
  readonly renewalNotice: TermItem<Duration> | null;
  readonly governingLaw: TermItem<GoverningLaw> | null;
  readonly venues: readonly TermItem<Venue>[];
  readonly amounts: readonly TermItem<Money>[];
  readonly liabilityCaps: readonly TermItem<LiabilityCap>[];
  readonly paymentTerms: readonly TermItem<PaymentTerm>[];
}

/** Longer documents are read up to here, in UTF-16 units: some 2,500 pages. */
export const termsTextLimit = 8_000_000;

/**
 * What a contract states about its parties, dates, term, law and money. Null and empty mean "not found", never "absent".
 * All positions are UTF-16 offsets into `text`. Segments, where given, keep sums beside signatures out. Without a model
 * the parties are found by rules alone.
 */
export function extractTerms(
  text: string,
  segments: readonly Segment[] | null,
  model: Partial<TermsModel> | null,
): Terms {
  const view = plainView(text.length > termsTextLimit ? text.slice(0, termsTextLimit) : text);
  const item = itemMaker(view, model?.reliability ?? null);
  const { agreement, effective } = findAgreementDates(view);
  const first = [effective?.date, agreement?.date].find((date) => date && isWhole(date)) ?? null;
  const term = findTerm(view, first);
  const law = findGoverningLaws(view)[0];
  const beside = signaturesOf(segments);
  return {
    parties: findParties(view, model?.parties ?? null).map((party) => {
      const { name, definedName } = party;
      return item('party', party, { name, definedName, role: roleIn(name, definedName) });
    }),
    agreementDate: dateItem(item, 'agreementDate', agreement),
    effectiveDate: dateItem(item, 'effectiveDate', effective),
    termLength: valued(item, 'termLength', term.length),
    expiry: term.expiry && item('expiry', term.expiry, expiryValue(term.expiry.value)),
    renewal: valued(item, 'renewal', term.renewal),
    renewalNotice: valued(item, 'renewalNotice', term.notice),
    governingLaw: law ? item('governingLaw', law, { jurisdictions: law.jurisdictions }) : null,
    venues: findVenues(view).map((venue) =>
      item('venue', { ...venue, rule: 'court' }, { place: venue.place, exclusive: venue.exclusive }),
    ),
    amounts: findMoney(view.text)
      .map((found) => item('amount', { ...found, rule: 'amount' }, found.money))
      .filter(({ start }) => !beside(start)),
    liabilityCaps: findLiabilityCaps(view).map((found) => item('liabilityCap', found, found.value)),
    paymentTerms: findPaymentTerms(view).map((found) => item('paymentTerm', found, found.value)),
  };
}

type ItemMaker = <V>(
  field: string,
  found: { start: number; end: number; rule: string },
  value: V,
) => TermItem<V>;

function itemMaker(view: PlainView, reliability: TermReliability | null): ItemMaker {
  return (field, { start, end, rule }, value) => ({
    ...spanOf(view, start, end),
    value,
    confidence: reliability?.[`${field}: ${rule}`] ?? null,
    rule,
  });
}

function valued<V>(item: ItemMaker, field: string, found: Found<V> | null): TermItem<V> | null {
  return found && item(field, found, found.value);
}

function dateItem(item: ItemMaker, field: string, part: DatedPart | null): TermItem<DateValue> | null {
  return part && item(field, part, dateValue(part.date));
}

function dateValue(date: WrittenDate): DateValue {
  return { iso: isoDate(date), whole: isWhole(date) };
}

function expiryValue({ date, perpetual }: { date: WrittenDate | null; perpetual: boolean }): Expiry {
  return { date: date && dateValue(date), perpetual };
}

/** A defined name none of whose words stand in the name itself says what the party is in the contract. */
function roleIn(name: string, definedName: string | null): string | null {
  if (!definedName) return null;
  const own = name.toLowerCase();
  const initials = name.replace(/[^\p{Lu}]/gu, '').toLowerCase();
  const words = definedName.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  if (words.some((word) => word.length > 1 && own.includes(word))) return null;
  return /^\p{Lu}{2,6}$/u.test(definedName) || initials.startsWith(words.join('')) ? null : definedName;
}

/** Tells whether a position lies in a signature block. */
function signaturesOf(segments: readonly Segment[] | null): (position: number) => boolean {
  const outside = (segments ?? []).filter(({ kind }) => kind === 'signature');
  return (position) => outside.some(({ start, end }) => start <= position && position < end);
}
