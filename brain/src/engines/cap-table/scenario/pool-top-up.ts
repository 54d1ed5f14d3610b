import { type Decimal, one } from '@smartstart/units';
import { type Capitalization, type Ownership, ownershipOf, shareCounts } from './capitalization.ts';
import { capitalizationProblems } from './checks.ts';
import { dilutionOf, type OwnershipChange } from './ownership-change.ts';
import { found, type Outcome, type Problem, problem, refused } from './outcome.ts';

export interface PoolTopUp {
  readonly planId: string;
  readonly increase: bigint;
  /** Available in all pools afterwards. */
  readonly available: bigint;
  readonly before: Ownership;
  readonly after: Ownership;
  readonly changes: readonly OwnershipChange[];
  readonly capitalization: Capitalization;
}

/**
 * Tops a pool up, so that what all pools have available is a wanted part of the fully diluted company. Convertibles
 * are not counted: they have no shares before they convert.
 * @param target 0.1 = 10 %, from 0 to less than 1
 */
export function poolTopUp(
  capitalization: Capitalization,
  planId: string,
  target: Decimal,
): Outcome<PoolTopUp> {
  const problems = [...capitalizationProblems(capitalization), ...targetProblems(target)];
  if (problems.length > 0) return refused(...problems);
  const { shares, options, unissued } = shareCounts(capitalization);
  const increase = increaseFor(target, shares + options, unissued);
  const topped = withIncrease(capitalization, planId, increase);
  const [before, after] = [ownershipOf(capitalization), ownershipOf(topped)];
  return found({
    planId,
    increase,
    available: unissued + increase,
    before,
    after,
    changes: dilutionOf(before, after),
    capitalization: topped,
  });
}

/**
 * The fewest shares x with available + x ≥ target × (others + available + x), so
 * x = ⌈(target × (others + available) − available) ÷ (1 − target)⌉, and never below 0: a pool that is larger than
 * wanted is left alone. The pool is rounded up to the whole share, because a target is a minimum.
 * Source: the “employee pool representing [__]% of the fully-diluted post-money capitalization” of the NVCA model term sheet.
 */
export function increaseFor(target: Decimal, others: bigint, available: bigint): bigint {
  const wanted = target * (others + available) - available * one;
  const rest = one - target;
  return wanted <= 0n ? 0n : (wanted + rest - 1n) / rest;
}

export function withIncrease(
  capitalization: Capitalization,
  planId: string,
  increase: bigint,
): Capitalization {
  const { pools } = capitalization;
  const known = pools.some((pool) => pool.planId === planId);
  return {
    ...capitalization,
    pools: (known ? pools : [...pools, { planId, available: 0n }]).map((pool) =>
      pool.planId === planId ? { ...pool, available: pool.available + increase } : pool,
    ),
  };
}

export function targetProblems(target: Decimal): Problem[] {
  if (target >= 0n && target < one) return [];
  return [
    problem('TARGET', 'pool/target', 'The pool must be at least 0 % and less than 100 % of the company.'),
  ];
}
