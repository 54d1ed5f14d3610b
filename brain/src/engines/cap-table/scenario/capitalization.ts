import { type Day, type Decimal, largestRemainder } from '@smartstart/units';

/**
 * Who holds what at one moment, as plain numbers: the input of every scenario. Shares are whole, as bigint. Money,
 * prices, multiples, discounts and rates are Decimals (units of 10⁻¹⁰); rates and percentages as fractions, 0.2 = 20 %.
 */
export interface Capitalization {
  /** ISO 4217. All amounts are in this one currency. */
  readonly currency: string;
  readonly classes: readonly ShareClass[];
  readonly holdings: readonly Holding[];
  /** Outstanding options; options promised in writing belong here too, they count the same. */
  readonly options: readonly OptionGrant[];
  readonly warrants: readonly Warrant[];
  readonly pools: readonly Pool[];
  readonly convertibles: readonly Convertible[];
}

export type Participation = 'NONE' | 'FULL' | 'CAPPED';

export interface ShareClass {
  readonly id: string;
  readonly name: string;
  readonly kind: 'COMMON' | 'PREFERRED';
  /** Paid first when higher; classes with the same number share pro rata to their preferences. */
  readonly seniority: number;
  /** Original issue price per share; null means that there is no preference. */
  readonly originalPrice: Decimal | null;
  /** Preference as a multiple of the original price; null means 1. */
  readonly liquidationMultiple: Decimal | null;
  readonly participation: Participation;
  /** With CAPPED: the most one share gets while it participates, preference included, as a multiple of its price. */
  readonly participationCapMultiple: Decimal | null;
  /** Common shares for shares of this class: numerator ÷ denominator for one. */
  readonly conversionRatio: ConversionRatio;
}

export interface ConversionRatio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export interface Holding {
  readonly stakeholderId: string;
  readonly classId: string;
  readonly shares: bigint;
  /** What the holder paid for all of it. */
  readonly costBasis?: Decimal;
}

/** Options buy one common share each. */
export interface OptionGrant {
  readonly stakeholderId: string;
  readonly planId: string;
  /** Outstanding: granted, neither exercised nor cancelled. */
  readonly shares: bigint;
  readonly vested: bigint;
  readonly exercisePrice: Decimal;
}

export interface Warrant {
  readonly stakeholderId: string;
  /** The class the warrant buys. */
  readonly classId: string;
  readonly shares: bigint;
  readonly exercisePrice: Decimal;
}

export interface Pool {
  readonly planId: string;
  /** Reserved and not granted. */
  readonly available: bigint;
}

export interface Convertible {
  readonly id: string;
  readonly stakeholderId: string;
  readonly kind: 'SAFE' | 'NOTE';
  /** Purchase amount of a SAFE, principal of a note, in the currency. */
  readonly amount: Decimal;
  readonly issuedOn: Day;
  /** Valuation cap; null when there is none. */
  readonly cap: Decimal | null;
  /** 0.2 = 20 % below the round price; 0 when there is none. */
  readonly discount: Decimal;
  readonly timing: 'PRE_MONEY' | 'POST_MONEY';
  /** Most favoured nation: may take the terms of one convertible issued later instead of its own. */
  readonly mfn: boolean;
  /** Null for a SAFE and for a note without interest. */
  readonly interest: InterestTerms | null;
  /** What the cap is divided by; without it what the standard form of its timing says. */
  readonly rules?: CapitalizationRules;
  /** Cash at an exit as a multiple of the amount; without it 1. */
  readonly exitMultiple?: Decimal;
  /** Rank of the cash at an exit, on the scale of the classes; without it as `exit-claims.ts` says. */
  readonly seniority?: number;
}

/** What counts in the capitalisation a cap is divided by (the capitalization definition rules of Open Cap Format). */
export interface CapitalizationRules {
  readonly outstandingShares: boolean;
  /** Warrants go with the options. */
  readonly outstandingOptions: boolean;
  readonly unissuedOptions: boolean;
  readonly thisSecurity: boolean;
  readonly otherConvertingSecurities: boolean;
  readonly poolTopUp: boolean;
  readonly newMoney: boolean;
}

/** “Company Capitalization” of the YC post-money SAFE (2018 and later), section 2: everything but the increase of the pool. */
export const postMoneyRules: CapitalizationRules = {
  outstandingShares: true,
  outstandingOptions: true,
  unissuedOptions: true,
  thisSecurity: true,
  otherConvertingSecurities: true,
  poolTopUp: false,
  newMoney: false,
};

/** “Company Capitalization” of the original YC SAFE (2013 to 2018): no SAFEs and notes, but the pool with its increase. */
export const preMoneyRules: CapitalizationRules = {
  ...postMoneyRules,
  thisSecurity: false,
  otherConvertingSecurities: false,
  poolTopUp: true,
};

export interface InterestTerms {
  /** In force one after the other; a rate without an end accrues until the next one starts. */
  readonly rates: readonly InterestRate[];
  readonly dayCount: 'ACTUAL_365' | '30_360';
  readonly compounding: 'SIMPLE' | 'COMPOUNDING';
  /** How often interest is added to the balance when compounding. */
  readonly accrualPeriod: 'DAILY' | 'MONTHLY' | 'QUARTERLY' | 'SEMI_ANNUAL' | 'ANNUAL';
}

export interface InterestRate {
  /** A year, 0.08 = 8 %. */
  readonly rate: Decimal;
  readonly accrualStart: Day;
  /** Last day that accrues. */
  readonly accrualEnd: Day | null;
}

/** 100 % in units of 10⁻⁶ percent. */
export const allUnits = 100_000_000n;

export interface OwnershipLine {
  readonly id: string;
  /** Fully diluted: as converted to common, each line rounded down to the whole share. */
  readonly shares: bigint;
  /** Of 100,000,000; by largest remainder, so that the lines of a list sum to exactly 100 %. */
  readonly units: bigint;
}

export interface ClassOwnership extends OwnershipLine {
  /** `id` is the class, or the plan for options and pools. */
  readonly kind: 'CLASS' | 'OPTIONS' | 'WARRANTS' | 'POOL';
}

export interface Ownership {
  readonly total: bigint;
  /** Stakeholders and pools together are 100 %. */
  readonly stakeholders: readonly OwnershipLine[];
  readonly pools: readonly OwnershipLine[];
  /** 100 % once more, by what is held. */
  readonly classes: readonly ClassOwnership[];
}

/** Fully diluted ownership: shares as converted, options and warrants as if exercised, pools. Convertibles have no shares yet. */
export function ownershipOf(capitalization: Capitalization): Ownership {
  const positions = positionsOf(capitalization);
  const total = positions.reduce((sum, { shares }) => sum + shares, 0n);
  const byHolder = lines(positions, ({ holder }) => holder);
  const byClass = lines(positions, ({ kind, what }) => `${kind} ${what}`);
  const ofHolders = (prefix: string) =>
    byHolder
      .filter(({ id }) => id.startsWith(prefix))
      .map((line) => ({ ...line, id: line.id.slice(prefix.length) }));
  return {
    total,
    stakeholders: ofHolders(stakeholderPrefix),
    pools: ofHolders(poolPrefix),
    classes: byClass.map((line) => {
      const [kind = '', ...what] = line.id.split(' ');
      return { ...line, kind: kind as ClassOwnership['kind'], id: what.join(' ') };
    }),
  };
}

/** Common shares for shares of a class, rounded down to the whole share. */
export function asConverted(shares: bigint, { numerator, denominator }: ConversionRatio): bigint {
  return (shares * numerator) / denominator;
}

/** Fully diluted counts by what a capitalisation definition may or may not include. */
export interface ShareCounts {
  readonly shares: bigint;
  readonly options: bigint;
  readonly unissued: bigint;
}

export function shareCounts(capitalization: Capitalization): ShareCounts {
  const counts = { shares: 0n, options: 0n, unissued: 0n };
  for (const { kind, shares } of positionsOf(capitalization)) {
    if (kind === 'CLASS') counts.shares += shares;
    else if (kind === 'POOL') counts.unissued += shares;
    else counts.options += shares;
  }
  return counts;
}

interface Position {
  readonly holder: string;
  readonly kind: ClassOwnership['kind'];
  readonly what: string;
  readonly shares: bigint;
}

const stakeholderPrefix = 'stakeholder ';
const poolPrefix = 'pool ';

function positionsOf({ classes, holdings, options, warrants, pools }: Capitalization): Position[] {
  const ratioOf = new Map(classes.map(({ id, conversionRatio }) => [id, conversionRatio]));
  const converted = (classId: string, shares: bigint) => asConverted(shares, ratioOf.get(classId)!);
  const of = (stakeholderId: string) => stakeholderPrefix + stakeholderId;
  return [
    ...mergedHoldings(holdings).map(({ stakeholderId, classId, shares }) => ({
      holder: of(stakeholderId),
      kind: 'CLASS' as const,
      what: classId,
      shares: converted(classId, shares),
    })),
    ...options.map(({ stakeholderId, planId, shares }) => ({
      holder: of(stakeholderId),
      kind: 'OPTIONS' as const,
      what: planId,
      shares,
    })),
    ...warrants.map(({ stakeholderId, classId, shares }) => ({
      holder: of(stakeholderId),
      kind: 'WARRANTS' as const,
      what: classId,
      shares: converted(classId, shares),
    })),
    ...pools.map(({ planId, available }) => ({
      holder: poolPrefix + planId,
      kind: 'POOL' as const,
      what: planId,
      shares: available,
    })),
  ];
}

/** One line for each holder and class: shares are rounded once, however many certificates they come in. */
export function mergedHoldings(holdings: readonly Holding[]): Holding[] {
  const merged = new Map<string, Holding>();
  for (const { stakeholderId, classId, shares } of holdings) {
    const key = JSON.stringify([stakeholderId, classId]);
    merged.set(key, { stakeholderId, classId, shares: shares + (merged.get(key)?.shares ?? 0n) });
  }
  return [...merged.values()];
}

function lines(positions: readonly Position[], keyOf: (position: Position) => string): OwnershipLine[] {
  const sums = new Map<string, bigint>();
  for (const position of positions) {
    const key = keyOf(position);
    sums.set(key, (sums.get(key) ?? 0n) + position.shares);
  }
  const weights = [...sums]
    .map(([id, weight]) => ({ id, weight }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (!weights.some(({ weight }) => weight > 0n))
    return weights.map(({ id }) => ({ id, shares: 0n, units: 0n }));
  const units = largestRemainder(allUnits, weights);
  return weights.map(({ id, weight }) => ({ id, shares: weight, units: units.get(id)! }));
}
