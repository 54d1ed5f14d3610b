import { type Day, type Decimal, one } from '@smartstart/units';
import { type Capitalization, mergedHoldings, type ShareClass } from './capitalization.ts';
import { type Converting, convertingAt, type ConversionTerms } from './conversion-terms.ts';
import { compare, larger, over, plus, type Ratio, ratio, times, total, zero } from './ratio.ts';

/** What is known about an exit besides the cap table. */
export interface ExitTerms {
  /** Notes accrue interest up to this day. */
  readonly exitOn: Day;
  /** Fees of the transaction; paid first. */
  readonly costs?: Decimal;
  /** Paid after the costs, the higher seniority first, pro rata within one. */
  readonly debts?: readonly Debt[];
  /** True: unvested options and shares under options vest at the exit. */
  readonly accelerated?: boolean;
}

export interface Debt {
  readonly id: string;
  readonly amount: Decimal;
  readonly seniority: number;
}

export type ClaimKind = 'COSTS' | 'DEBT' | 'SHARES' | 'OPTIONS' | 'WARRANTS' | 'CONVERTIBLE';

/** Everybody whose claim follows one rule, pro rata to the shares of each. */
export interface ClaimGroup {
  readonly kind: ClaimKind;
  /** Class, plan, convertible or debt. */
  readonly what: string;
  readonly shares: bigint;
  readonly lines: readonly ClaimLine[];
  readonly claim: Claim;
  /** Who is paid first: tier, then seniority, the higher first. */
  readonly rank: readonly [tier: number, seniority: number];
}

export interface ClaimLine {
  readonly id: string;
  readonly stakeholderId: string | null;
  readonly shares: bigint;
}

export type Claim =
  | { readonly rule: 'FIXED'; readonly amount: Ratio }
  /** `strike`: what exercising one costs; null for shares that are held. */
  | { readonly rule: 'SHARE'; readonly terms: Payoff; readonly strike: Ratio | null }
  | { readonly rule: 'CONVERTIBLE'; readonly terms: ConvertiblePayoff };

/** What one share of a class may get. Amounts are counts of 10⁻¹⁰ of the currency, as exact fractions. */
export interface Payoff {
  readonly kind: ShareClass['kind'];
  readonly participation: ShareClass['participation'];
  readonly preference: Ratio;
  readonly cap: Ratio;
  /** Common shares for one. */
  readonly ratio: Ratio;
}

export interface ConvertiblePayoff {
  /** What it gets when it takes cash. */
  readonly cash: Ratio;
  /** What it gets at its discount: amount ÷ (1 − discount). Zero when the cash is as good. */
  readonly discounted: Ratio;
  /** Pre-money: the common shares its cap gives, whatever the others do. Null without. */
  readonly shares: Ratio | null;
  /** Post-money: the part of the liquidity capitalisation its cap gives. Null without. */
  readonly part: Ratio | null;
}

export interface ExitModel {
  readonly groups: readonly ClaimGroup[];
  /** Common shares that count in a liquidity capitalisation whoever is paid: options and warrants outstanding. */
  readonly rights: Ratio;
}

const [ofCosts, ofDebts, ofNotes, ofShares] = [3, 2, 1, 0];

/**
 * Turns a cap table into claims. Ranks: costs, debts, notes, then shares by seniority. The cash of a SAFE ranks with the
 * most senior preferred shares (YC SAFE, section 1(d): “on par with payments for other Safes and/or Preferred Stock”).
 * Warrants and options ask for what is left above their exercise price. Unvested options lapse unless accelerated.
 */
export function exitModel(capitalization: Capitalization, terms: ExitTerms): ExitModel {
  const payoffs = new Map(capitalization.classes.map((each) => [each.id, payoffOf(each)]));
  const seniority = new Map(capitalization.classes.map((each) => [each.id, each.seniority]));
  const held = mergedHoldings(capitalization.holdings);
  const ofClass = (classId: string) => [ofShares, seniority.get(classId)!] as const;
  const shares = grouped(held, ({ classId, stakeholderId, shares }) => ({
    kind: 'SHARES',
    what: classId,
    stakeholderId,
    shares,
    claim: { rule: 'SHARE', terms: payoffs.get(classId)!, strike: null },
    rank: ofClass(classId),
  }));
  const options = grouped(capitalization.options, (grant) => ({
    kind: 'OPTIONS',
    what: grant.planId,
    stakeholderId: grant.stakeholderId,
    shares: terms.accelerated ? grant.shares : grant.vested,
    claim: { rule: 'SHARE', terms: commonPayoff, strike: ratio(grant.exercisePrice) },
    rank: [ofShares, 0],
  }));
  const warrants = grouped(capitalization.warrants, ({ classId, stakeholderId, shares, exercisePrice }) => ({
    kind: 'WARRANTS',
    what: classId,
    stakeholderId,
    shares,
    claim: { rule: 'SHARE', terms: payoffs.get(classId)!, strike: ratio(exercisePrice) },
    rank: ofClass(classId),
  }));
  const rights = total([
    ...capitalization.options.map((grant) => ratio(grant.shares)),
    ...capitalization.warrants.map(({ classId, shares }) =>
      times(ratio(shares), payoffs.get(classId)!.ratio),
    ),
  ]);
  return {
    groups: [
      ...fixedClaims(terms),
      ...shares,
      ...options,
      ...warrants,
      ...convertibleClaims(capitalization, terms, outstanding(held, payoffs, rights)),
    ].toSorted((a, b) => (a.lines[0]!.id < b.lines[0]!.id ? -1 : 1)),
    rights,
  };
}

const commonPayoff: Payoff = {
  kind: 'COMMON',
  participation: 'NONE',
  preference: zero,
  cap: zero,
  ratio: ratio(1n),
};

function payoffOf(shareClass: ShareClass): Payoff {
  const { kind, participation, originalPrice, liquidationMultiple, participationCapMultiple } = shareClass;
  const { numerator, denominator } = shareClass.conversionRatio;
  const price = kind === 'PREFERRED' ? (originalPrice ?? 0n) : 0n;
  return {
    kind,
    participation,
    preference: ratio(price * (liquidationMultiple ?? one), one),
    cap: ratio(price * (participationCapMultiple ?? 0n), one),
    ratio: ratio(numerator, denominator),
  };
}

interface Member {
  readonly kind: ClaimKind;
  readonly what: string;
  readonly stakeholderId: string;
  readonly shares: bigint;
  readonly claim: Claim & { rule: 'SHARE' };
  readonly rank: readonly [number, number];
}

/** One group for each kind, class or plan, and strike; one line in it for each stakeholder. */
function grouped<T>(items: readonly T[], memberOf: (item: T) => Member): ClaimGroup[] {
  const groups = new Map<string, Member[]>();
  for (const member of items.map(memberOf)) {
    const key = JSON.stringify([member.kind, member.what, String(member.claim.strike?.n)]);
    const members = groups.get(key);
    if (members) members.push(member);
    else groups.set(key, [member]);
  }
  return [...groups].map(([key, members]) => {
    const perHolder = new Map<string, bigint>();
    for (const { stakeholderId, shares } of members)
      perHolder.set(stakeholderId, (perHolder.get(stakeholderId) ?? 0n) + shares);
    const { kind, what, claim, rank } = members[0]!;
    const lines = [...perHolder]
      .map(([stakeholderId, shares]) => ({ id: `${key} ${stakeholderId}`, stakeholderId, shares }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return { kind, what, claim, rank, lines, shares: lines.reduce((sum, { shares }) => sum + shares, 0n) };
  });
}

function fixedClaims({ costs = 0n, debts = [] }: ExitTerms): ClaimGroup[] {
  const fixed = (kind: ClaimKind, what: string, amount: Decimal, rank: readonly [number, number]) => ({
    kind,
    what,
    rank,
    shares: 1n,
    lines: [{ id: JSON.stringify([kind, what]), stakeholderId: null, shares: 1n }],
    claim: { rule: 'FIXED' as const, amount: ratio(amount) },
  });
  return [
    ...(costs > 0n ? [fixed('COSTS', '', costs, [ofCosts, 0])] : []),
    ...debts.map(({ id, amount, seniority }) => fixed('DEBT', id, amount, [ofDebts, seniority])),
  ];
}

/** All capital stock as converted, with options and warrants: the liquidity capitalisation of a pre-money SAFE. */
function outstanding(
  held: readonly { classId: string; shares: bigint }[],
  payoffs: ReadonlyMap<string, Payoff>,
  rights: Ratio,
): Ratio {
  return plus(
    rights,
    total(held.map(({ classId, shares }) => times(ratio(shares), payoffs.get(classId)!.ratio))),
  );
}

function convertibleClaims(
  { convertibles, classes, currency }: Capitalization,
  { exitOn }: ExitTerms,
  stock: Ratio,
): ClaimGroup[] {
  const preferred = classes.filter(({ kind }) => kind === 'PREFERRED').map(({ seniority }) => seniority);
  const mostSenior = preferred.length > 0 ? Math.max(...preferred) : 0;
  return convertingAt(convertibles, exitOn, currency).map((converting) => {
    const { id, stakeholderId, kind, seniority } = converting.convertible;
    return {
      kind: 'CONVERTIBLE' as const,
      what: id,
      shares: 1n,
      lines: [{ id: JSON.stringify(['CONVERTIBLE', id]), stakeholderId, shares: 1n }],
      claim: { rule: 'CONVERTIBLE' as const, terms: convertiblePayoff(converting, stock) },
      rank:
        seniority !== undefined
          ? ([ofShares, seniority] as const)
          : kind === 'NOTE'
            ? ([ofNotes, 0] as const)
            : ([ofShares, mostSenior] as const),
    };
  });
}

/**
 * YC SAFE, section 1(b): the greater of the purchase amount (here × exit multiple, and with interest for a note) and
 * what the shares would get, which are amount ÷ (cap ÷ liquidity capitalisation), or, at a discount, worth
 * amount ÷ (1 − discount).
 */
function convertiblePayoff(
  { convertible, interest, amount, terms }: Converting,
  stock: Ratio,
): ConvertiblePayoff {
  const { cap, discount, timing } = exitTermsOf(terms);
  const cash = plus(ratio(convertible.amount * (convertible.exitMultiple ?? one), one), ratio(interest));
  const discounted = discount > 0n ? ratio(amount * one, one - discount) : zero;
  const part = cap === null ? null : ratio(amount, cap);
  return {
    cash,
    discounted: compare(discounted, cash) > 0 ? discounted : zero,
    shares: part && timing === 'PRE_MONEY' ? times(part, stock) : null,
    part: timing === 'POST_MONEY' ? part : null,
  };
}

/** With MFN the lowest cap among the terms that may be taken, without any cap the highest discount. */
function exitTermsOf(terms: readonly ConversionTerms[]): ConversionTerms {
  return terms.reduce((best, next) => {
    if (next.cap !== null) return best.cap === null || next.cap < best.cap ? next : best;
    return best.cap === null && next.discount > best.discount ? next : best;
  });
}

/** The least value of all converted shares together at which a post-money convertible prefers its cap. */
export function capThreshold({ cash, discounted, part }: ConvertiblePayoff): Ratio {
  return over(larger(cash, discounted), part!);
}
