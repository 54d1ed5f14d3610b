import { type Decimal, formatDecimal, one } from '@smartstart/units';
import type { Capitalization, Convertible, ShareClass } from './capitalization.ts';
import { type Problem, problem } from './outcome.ts';

/** No scenario needs more, and beyond it the work would no longer be bounded. */
export const limits = {
  classes: 100,
  convertibles: 200,
  /** Holdings, options and warrants together. */
  lines: 100_000,
  /** Of one line. */
  shares: 10n ** 15n,
  /** Of one amount or price, in whole units of the currency. */
  amount: 10n ** 15n * one,
  rounds: 50,
  exitValues: 1_000,
  rates: 50,
};

/** Everything that makes a capitalization unusable, each with its place; empty when it is sound. */
export function capitalizationProblems(capitalization: Capitalization): Problem[] {
  const { classes, holdings, options, warrants, pools, convertibles, currency } = capitalization;
  const known = new Set(classes.map(({ id }) => id));
  const unknownClass = (place: string, classId: string) =>
    known.has(classId)
      ? []
      : [problem('UNKNOWN_CLASS', place, `There is no share class “${classId}”. Add it or choose another.`)];
  const lines = holdings.length + options.length + warrants.length + pools.length;
  if (classes.length > limits.classes || convertibles.length > limits.convertibles || lines > limits.lines)
    return [problem('TOO_LARGE', '', 'This cap table has more lines than a scenario can take.')];
  return [
    ...(/^[A-Z]{3}$/.test(currency)
      ? []
      : [problem('CURRENCY', 'currency', 'The currency must be a code of three letters, such as CAD.')]),
    ...duplicates(
      'classes',
      classes.map(({ id }) => id),
    ),
    ...duplicates(
      'pools',
      pools.map(({ planId }) => planId),
    ),
    ...duplicates(
      'convertibles',
      convertibles.map(({ id }) => id),
    ),
    ...classes.flatMap(classProblems),
    ...holdings.flatMap(({ classId, shares }, index) => [
      ...unknownClass(`holdings/${index}/classId`, classId),
      ...shareProblems(`holdings/${index}/shares`, shares),
    ]),
    ...options.flatMap(({ shares, vested, exercisePrice }, index) => [
      ...shareProblems(`options/${index}/shares`, shares),
      ...amountProblems(`options/${index}/exercisePrice`, exercisePrice),
      ...(vested < 0n || vested > shares
        ? [
            problem(
              'VESTED',
              `options/${index}/vested`,
              'Vested options must be between 0 and all of the grant.',
            ),
          ]
        : []),
    ]),
    ...warrants.flatMap(({ classId, shares, exercisePrice }, index) => [
      ...unknownClass(`warrants/${index}/classId`, classId),
      ...shareProblems(`warrants/${index}/shares`, shares),
      ...amountProblems(`warrants/${index}/exercisePrice`, exercisePrice),
    ]),
    ...pools.flatMap(({ available }, index) => shareProblems(`pools/${index}/available`, available)),
    ...convertibles.flatMap(convertibleProblems),
  ];
}

export function classProblems(shareClass: ShareClass): Problem[] {
  const { id, kind, originalPrice, liquidationMultiple, participation, participationCapMultiple } =
    shareClass;
  const { numerator, denominator } = shareClass.conversionRatio;
  const place = `classes/${id}`;
  const problems: Problem[] = [];
  const tooLarge = numerator > limits.shares || denominator > limits.shares;
  if (numerator <= 0n || denominator <= 0n || tooLarge)
    problems.push(
      problem('RATIO', `${place}/conversionRatio`, 'Both parts of the conversion ratio must be above zero.'),
    );
  if (!Number.isFinite(shareClass.seniority))
    problems.push(problem('SENIORITY', `${place}/seniority`, 'The seniority must be a number.'));
  if (originalPrice !== null) problems.push(...amountProblems(`${place}/originalPrice`, originalPrice));
  if (liquidationMultiple !== null)
    problems.push(...amountProblems(`${place}/liquidationMultiple`, liquidationMultiple));
  if (kind === 'PREFERRED' && participation !== 'NONE' && originalPrice === null)
    problems.push(
      problem(
        'NO_PRICE',
        `${place}/originalPrice`,
        'A participating class needs the price its preference is based on.',
      ),
    );
  if (kind === 'PREFERRED' && participation === 'CAPPED') {
    const multiple = liquidationMultiple ?? one;
    if (participationCapMultiple === null || participationCapMultiple < multiple)
      problems.push(
        problem(
          'PARTICIPATION_CAP',
          `${place}/participationCapMultiple`,
          `The participation cap must be at least the preference, ${formatDecimal(multiple)} times the price.`,
        ),
      );
    else problems.push(...amountProblems(`${place}/participationCapMultiple`, participationCapMultiple));
  }
  return problems;
}

function convertibleProblems(convertible: Convertible): Problem[] {
  const { id, amount, cap, discount, interest, exitMultiple, seniority } = convertible;
  const place = `convertibles/${id}`;
  const problems = positiveProblems(`${place}/amount`, amount);
  if (cap !== null) problems.push(...positiveProblems(`${place}/cap`, cap));
  if (discount < 0n || discount >= one)
    problems.push(
      problem('DISCOUNT', `${place}/discount`, 'The discount must be at least 0 % and less than 100 %.'),
    );
  if (exitMultiple !== undefined) problems.push(...amountProblems(`${place}/exitMultiple`, exitMultiple));
  if (seniority !== undefined && !Number.isFinite(seniority))
    problems.push(problem('SENIORITY', `${place}/seniority`, 'The seniority must be a number.'));
  if (interest && interest.rates.length > limits.rates)
    problems.push(problem('TOO_LARGE', `${place}/interest`, `At most ${limits.rates} interest rates.`));
  for (const [index, { rate, accrualStart, accrualEnd }] of (interest?.rates ?? []).entries()) {
    const at = `${place}/interest/rates/${index}`;
    if (rate < 0n || rate > 100n * one)
      problems.push(problem('RATE', at, 'The interest rate must be between 0 % and 10,000 % a year.'));
    if (accrualEnd !== null && accrualEnd < accrualStart)
      problems.push(problem('DATES', at, 'The interest ends before it starts.'));
  }
  return problems;
}

export function duplicates(place: string, ids: readonly string[]): Problem[] {
  const seen = new Set<string>();
  const repeated = new Set(ids.filter((id) => seen.size === seen.add(id).size));
  return [...repeated].map((id) => problem('DUPLICATE', `${place}/${id}`, `“${id}” is listed twice.`));
}

export function positiveProblems(place: string, amount: Decimal): Problem[] {
  if (amount > 0n && amount <= limits.amount) return [];
  return [problem('AMOUNT', place, 'The amount must be above zero, and not above 10¹⁵.')];
}

function amountProblems(place: string, amount: Decimal): Problem[] {
  if (amount >= 0n && amount <= limits.amount) return [];
  return [problem('AMOUNT', place, 'The amount must not be negative, and not above 10¹⁵.')];
}

function shareProblems(place: string, shares: bigint): Problem[] {
  if (shares >= 0n && shares <= limits.shares) return [];
  return [problem('SHARES', place, 'The number of shares must not be negative, and not above 10¹⁵.')];
}
