import { type Decimal, divideRounded, formatDecimal, largestRemainder } from '@smartstart/units';
import type { Capitalization } from './capitalization.ts';
import { capitalizationProblems, duplicates, limits, positiveProblems } from './checks.ts';
import { type ExitChoice, overpromised } from './exit-claims.ts';
import { amountsAt, type ExitCurve, exitCurve } from './exit-curve.ts';
import { type ClaimGroup, type ClaimKind, exitModel, type ExitTerms } from './exit-model.ts';
import { minorUnitOf } from './money.ts';
import { found, type Outcome, type Problem, problem, refused } from './outcome.ts';
import { compare, gcd, type Ratio, ratio } from './ratio.ts';

/** What every class, plan and convertible gets at an exit value. */
export interface ExitPoint {
  readonly exitValue: Decimal;
  /** What one common share gets, rounded down to 10⁻¹⁰. */
  readonly perCommonShare: Decimal;
  readonly classes: readonly ExitClass[];
}

export interface ExitWaterfall extends ExitPoint {
  /** Everything that is paid; the proceeds sum to the exit value. */
  readonly lines: readonly ExitLine[];
  readonly stakeholders: readonly { readonly stakeholderId: string; readonly proceeds: Decimal }[];
}

export interface ExitLine {
  readonly kind: ClaimKind;
  /** Class, plan, convertible or debt. */
  readonly what: string;
  /** Null for costs and debts. */
  readonly stakeholderId: string | null;
  readonly shares: bigint;
  readonly choice: ExitChoice;
  /** In whole minor units of the currency; for options and warrants after the exercise price. */
  readonly proceeds: Decimal;
  /** What was paid to exercise. It joins what is divided and comes back in the same moment, so it is netted. */
  readonly exerciseCost: Decimal;
}

export interface ExitClass {
  readonly kind: ClaimKind;
  readonly what: string;
  readonly proceeds: Decimal;
}

export interface Breakpoint {
  /** Rounded up to the minor unit: the first value at which the change is there. */
  readonly exitValue: Decimal;
  readonly perCommonShare: Decimal;
  /** Who is paid in full here, or does something else from here on. */
  readonly changes: readonly {
    readonly kind: ClaimKind;
    readonly what: string;
    readonly choice: ExitChoice;
  }[];
  /** True where they change one after the other, up to the next breakpoint. */
  readonly gradual: boolean;
  readonly classes: readonly ExitClass[];
}

/**
 * Who gets what when the company is sold for a value. Costs and debts come first, then preferences by seniority, pro
 * rata within one; the rest goes to common shares with all that convert, participate or are exercised. Everybody
 * chooses what is best for them (`exit-claims.ts`). Exact until the end; whole minor units by largest remainder, ties
 * to the lower line, so that the proceeds sum to the exit value. Fractions of a share that a conversion ratio
 * leaves are paid as fractions.
 * @param exitValue what there is to divide, debts and costs not yet taken off; whole minor units
 */
export function exitWaterfall(
  capitalization: Capitalization,
  terms: ExitTerms,
  exitValue: Decimal,
): Outcome<ExitWaterfall> {
  const series = exitSeries(capitalization, terms, [exitValue]);
  return series.value === null ? series : found(series.value[0]!);
}

/** The waterfall at several values; the work of finding the breakpoints is done once. */
export function exitSeries(
  capitalization: Capitalization,
  terms: ExitTerms,
  exitValues: readonly Decimal[],
): Outcome<ExitWaterfall[]> {
  return atEach(capitalization, terms, exitValues, waterfallAt);
}

/**
 * Proceeds by class at several values, for a chart: whole minor units that sum to the exit value at each. Nothing is
 * worked out by line, which on 10,000 lines takes a tenth of the time of `exitSeries`; a class may differ from there
 * by the few minor units that the rounding of its lines makes.
 */
export function exitChart(
  capitalization: Capitalization,
  terms: ExitTerms,
  exitValues: readonly Decimal[],
): Outcome<ExitPoint[]> {
  return atEach(capitalization, terms, exitValues, pointAt);
}

function atEach<T>(
  capitalization: Capitalization,
  terms: ExitTerms,
  exitValues: readonly Decimal[],
  work: (curve: ExitCurve, exitValue: Decimal, unit: Decimal) => T | null,
): Outcome<T[]> {
  const curve = curveOf(capitalization, terms);
  if (curve.value === null) return curve;
  const unit = minorUnitOf(capitalization.currency);
  const wrong = exitValueProblems(exitValues, unit);
  if (wrong.length > 0) return refused(...wrong);
  const results: T[] = [];
  for (const [index, exitValue] of exitValues.entries()) {
    const result = work(curve.value, exitValue, unit);
    if (result === null)
      return refused(
        problem(
          'NOBODY_TO_PAY',
          `exitValues/${index}`,
          `Nobody holds a claim to all of ${formatDecimal(exitValue)}. Add the shares that get what is left.`,
        ),
      );
    results.push(result);
  }
  return found(results);
}

function pointAt(curve: ExitCurve, exitValue: Decimal, unit: Decimal): ExitPoint | null {
  const at = amountsAt(curve, ratio(exitValue));
  if (at === null) return null;
  const whole = curve.model.groups.map((group) => ({
    ...group,
    shares: 1n,
    lines: [{ id: group.lines[0]!.id, stakeholderId: null, shares: 1n }],
  }));
  const paid = wholeUnits(whole, at.amounts, exitValue / unit);
  return {
    exitValue,
    perCommonShare: floorOf(at.x),
    classes: classesOf(
      whole.map(({ kind, what, lines }) => ({ kind, what, proceeds: (paid.get(lines[0]!.id) ?? 0n) * unit })),
    ),
  };
}

/** The exit values at which somebody's behaviour changes, from the lowest to the highest, with what every class has there. */
export function breakpoints(capitalization: Capitalization, terms: ExitTerms): Outcome<Breakpoint[]> {
  const curve = curveOf(capitalization, terms);
  if (curve.value === null) return curve;
  const { model, knots } = curve.value;
  const unit = minorUnitOf(capitalization.currency);
  return found(
    knots
      .filter(({ changed }) => changed.length > 0)
      .map((knot) => ({
        exitValue: divideRounded(knot.exitValue.n, knot.exitValue.d * unit, 'CEILING') * unit,
        perCommonShare: floorOf(knot.x),
        changes: merged(
          knot.changed.map((index) => {
            const { kind, what } = model.groups[index]!;
            return { kind, what, choice: knot.choices[index]! };
          }),
          ({ kind, what, choice }) => JSON.stringify([kind, what, choice]),
          (change) => change,
        ),
        gradual: knot.gradual,
        classes: classesOf(
          model.groups.map((group, index) => ({ ...group, proceeds: floorOf(knot.amounts[index]!) })),
        ),
      })),
  );
}

function curveOf(capitalization: Capitalization, terms: ExitTerms): Outcome<ExitCurve> {
  const { costs = 0n, debts = [] } = terms;
  const problems = [
    ...capitalizationProblems(capitalization),
    ...(costs < 0n ? [problem('AMOUNT', 'costs', 'The costs must not be negative.')] : []),
    ...duplicates(
      'debts',
      debts.map(({ id }) => id),
    ),
    ...debts.flatMap(({ amount }, index) => positiveProblems(`debts/${index}/amount`, amount)),
  ];
  if (problems.length > 0) return refused(...problems);
  const model = exitModel(capitalization, terms);
  if (overpromised(model))
    return refused(
      problem(
        'OVERPROMISED',
        'convertibles',
        'The post-money caps together promise the whole company or more. Check amounts and caps.',
      ),
    );
  return found(exitCurve(model));
}

function waterfallAt(curve: ExitCurve, exitValue: Decimal, unit: Decimal): ExitWaterfall | null {
  const { groups } = curve.model;
  const at = amountsAt(curve, ratio(exitValue));
  if (at === null) return null;
  const paid = wholeUnits(groups, at.amounts, exitValue / unit);
  const lines = groups.flatMap((group, index) =>
    group.lines.map(({ id, stakeholderId, shares }) => ({
      kind: group.kind,
      what: group.what,
      stakeholderId,
      shares,
      choice: at.choices[index]!,
      proceeds: (paid.get(id) ?? 0n) * unit,
      exerciseCost: at.choices[index] === 'EXERCISED' ? shares * strikeOf(group) : 0n,
    })),
  );
  return {
    exitValue,
    perCommonShare: floorOf(at.x),
    lines,
    stakeholders: merged(
      lines.flatMap(({ stakeholderId, proceeds }) =>
        stakeholderId === null ? [] : [{ stakeholderId, proceeds }],
      ),
      ({ stakeholderId }) => stakeholderId,
      (a, b) => ({ ...a, proceeds: a.proceeds + b.proceeds }),
    ),
    classes: classesOf(lines),
  };
}

/** Splits the units over all lines by their exact claims. */
function wholeUnits(
  groups: readonly ClaimGroup[],
  amounts: readonly Ratio[],
  units: bigint,
): Map<string, bigint> {
  const claims = groups.flatMap(({ shares, lines }, index) =>
    shares === 0n ? [] : [{ lines, perShare: ratio(amounts[index]!.n, amounts[index]!.d * shares) }],
  );
  const denominator = claims.reduce((all, { perShare: { d } }) => (all / gcd(all, d)) * d, 1n);
  const weights = claims.flatMap(({ lines, perShare: { n, d } }) =>
    lines.map(({ id, shares }) => ({ id, weight: n * shares * (denominator / d) })),
  );
  return units === 0n ? new Map() : largestRemainder(units, weights);
}

function strikeOf({ claim }: ClaimGroup): Decimal {
  return claim.rule === 'SHARE' ? (claim.strike?.n ?? 0n) : 0n;
}

function classesOf(parts: readonly ExitClass[]): ExitClass[] {
  return merged(
    parts.map(({ kind, what, proceeds }) => ({ kind, what, proceeds })),
    ({ kind, what }) => JSON.stringify([kind, what]),
    (a, b) => ({ ...a, proceeds: a.proceeds + b.proceeds }),
  );
}

/** One of each key, in the order of the keys. */
function merged<T>(items: readonly T[], keyOf: (item: T) => string, join: (a: T, b: T) => T): T[] {
  const byKey = new Map<string, T>();
  for (const item of items) {
    const other = byKey.get(keyOf(item));
    byKey.set(keyOf(item), other === undefined ? item : join(other, item));
  }
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

function floorOf({ n, d }: Ratio): Decimal {
  return divideRounded(n, d, 'FLOOR');
}

function exitValueProblems(exitValues: readonly Decimal[], unit: Decimal): Problem[] {
  if (exitValues.length > limits.exitValues)
    return [problem('TOO_LARGE', 'exitValues', `At most ${limits.exitValues} exit values at a time.`)];
  return exitValues.flatMap((value, index) => {
    const place = `exitValues/${index}`;
    if (value < 0n || compare(ratio(value), ratio(limits.amount)) > 0)
      return [problem('AMOUNT', place, 'The exit value must not be negative, and not above 10¹⁵.')];
    return value % unit === 0n
      ? []
      : [problem('MINOR_UNITS', place, `The exit value must be a multiple of ${formatDecimal(unit)}.`)];
  });
}
