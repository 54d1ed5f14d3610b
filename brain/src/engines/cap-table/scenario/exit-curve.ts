import { type Claims, claimsAt, criticalValues, type ExitChoice, type Side } from './exit-claims.ts';
import type { ExitModel } from './exit-model.ts';
import { compare, minus, over, plus, type Ratio, ratio, times, total, zero } from './ratio.ts';

/** An exit value at which the rule of division changes; between two of them everything is a straight line. */
export interface Knot {
  readonly exitValue: Ratio;
  /** What one common share gets. */
  readonly x: Ratio;
  /** What each group gets, in the order of the model. */
  readonly amounts: readonly Ratio[];
  /** What each group does from here on. */
  readonly choices: readonly ExitChoice[];
  /** Groups that are paid in full here, or choose differently from here on. */
  readonly changed: readonly number[];
  /** True where those named change one after the other, up to the next knot. */
  readonly gradual: boolean;
}

export interface ExitCurve {
  readonly model: ExitModel;
  /** From 0 on. */
  readonly knots: readonly Knot[];
  /** A point after the last knot: the line through both goes on for ever. */
  readonly beyond: Knot;
}

/**
 * All of an exit at once: how the proceeds of every group depend on the exit value.
 *
 * First the fixed claims and preferences are paid, rank by rank. When all are paid, common shares begin to get
 * something; what one gets, `x`, rises with the exit value. At each `x` everybody's claim is known (`claimsAt`) and
 * their sum is the exit value that belongs to it, so that the values at which somebody changes their choice follow
 * directly — the breakpoint analysis of valuation practice (AICPA guide “Valuation of Portfolio Company Investments”;
 * Metrick and Yasuda, “Venture Capital and the Finance of Innovation”, on the order of conversion).
 *
 * Where a post-money SAFE gains because somebody else converts, the sum jumps: the values in between are reached
 * while those who are indifferent convert one by one, and everything is a straight line there too.
 */
export function exitCurve(model: ExitModel): ExitCurve {
  const ranked = rankKnots(model);
  const criticals = criticalValues(model);
  const shared = criticals.flatMap((x) => knotsAt(model, x));
  const further = plus(criticals.at(-1)!, ratio(1n));
  const beyond = knotOf(further, claimsAt(model, further, 'BEFORE'), [], false);
  return { model, knots: withoutRepeats([...ranked, ...shared]), beyond };
}

/** What every group gets at an exit value; null when nobody has a claim to all of it. */
export function amountsAt(
  { knots, beyond }: ExitCurve,
  exitValue: Ratio,
): { amounts: readonly Ratio[]; choices: readonly ExitChoice[]; x: Ratio } | null {
  const place = lastAtOrBelow(knots, exitValue);
  const [from, to] = [knots[place]!, knots[place + 1] ?? beyond];
  const [rest, step] = [minus(exitValue, from.exitValue), minus(to.exitValue, from.exitValue)];
  if (rest.n === 0n) return from;
  if (step.n === 0n) return null;
  const part = over(rest, step);
  const between = (a: Ratio, b: Ratio) => plus(a, times(minus(b, a), part));
  return {
    amounts: from.amounts.map((amount, index) => between(amount, to.amounts[index]!)),
    choices: from.choices,
    x: between(from.x, to.x),
  };
}

function rankKnots(model: ExitModel): Knot[] {
  const full = claimsAt(model, zero, 'BEFORE');
  const ranks = new Map(model.groups.map(({ rank }) => [JSON.stringify(rank), rank]));
  const inOrder = [...ranks.values()].toSorted(([tier, a], [otherTier, b]) => otherTier - tier || b - a);
  const amounts = model.groups.map(() => zero);
  const knots = [knotOf(zero, { ...full, amounts: [...amounts] }, [], false)];
  for (const [tier, seniority] of inOrder) {
    const paid = model.groups.flatMap(({ rank }, index) =>
      rank[0] === tier && rank[1] === seniority && full.amounts[index]!.n > 0n ? [index] : [],
    );
    if (paid.length === 0) continue;
    for (const index of paid) amounts[index] = full.amounts[index]!;
    knots.push(knotOf(zero, { ...full, amounts: [...amounts] }, paid, false));
  }
  return knots;
}

function knotsAt(model: ExitModel, x: Ratio): Knot[] {
  const [before, after] = (['BEFORE', 'AFTER'] satisfies Side[]).map((side) => claimsAt(model, x, side)) as [
    Claims,
    Claims,
  ];
  const changed = after.choices.flatMap((choice, index) =>
    choice === before.choices[index] || model.groups[index]!.shares === 0n ? [] : [index],
  );
  const jumps = compare(total(before.amounts), total(after.amounts)) !== 0;
  return jumps
    ? [knotOf(x, before, changed, true), knotOf(x, after, changed, false)]
    : [knotOf(x, after, changed, false)];
}

function knotOf(x: Ratio, { amounts, choices }: Claims, changed: readonly number[], gradual: boolean): Knot {
  return { exitValue: total(amounts), x, amounts, choices, changed, gradual };
}

/** Of knots at one exit value the last tells how it goes on, and all of them who changed. */
function withoutRepeats(knots: readonly Knot[]): Knot[] {
  const kept: Knot[] = [];
  for (const knot of knots) {
    const before = kept.at(-1);
    if (before && compare(before.exitValue, knot.exitValue) === 0) {
      kept.pop();
      kept.push({ ...knot, changed: [...new Set([...before.changed, ...knot.changed])] });
    } else kept.push(knot);
  }
  return kept;
}

function lastAtOrBelow(knots: readonly Knot[], exitValue: Ratio): number {
  let [low, high] = [0, knots.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (compare(knots[middle]!.exitValue, exitValue) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}
