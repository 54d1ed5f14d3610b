import { divideRounded, one, type Decimal } from '@smartstart/units';
import type { AllocationType } from '../ocf/objects.ts';
import type { Ratio } from './ratio.ts';

/** One tranche: what has vested with it in all, as an exact count of 10⁻¹⁰ shares. */
export interface Target {
  readonly cumulative: Ratio;
}

/**
 * The whole shares of each tranche of a group, by the allocation types of Open Cap Format (18 shares in four tranches:
 * cumulative rounding 5-4-5-4, cumulative round down 4-5-4-5, front loaded 5-5-4-4, back loaded 4-4-5-5, front loaded to a
 * single tranche 6-4-4-4, back loaded to a single tranche 4-4-4-6, fractional 4.5 each).
 *
 * The cumulative types round what has vested since the grant; the loaded types share out the whole shares that the
 * group vests. With the tranche that completes the grant everything has vested, whatever the type.
 * @param grant shares of the grant
 * @param before shares vested before the group
 */
export function allocate(
  type: AllocationType,
  grant: Decimal,
  before: Decimal,
  targets: readonly Target[],
): Decimal[] {
  const last = targets.at(-1);
  if (!last) return [];
  if (type === 'CUMULATIVE_ROUNDING' || type === 'CUMULATIVE_ROUND_DOWN' || type === 'FRACTIONAL') {
    let vested = before;
    return targets.map(({ cumulative }) => {
      const now = atMost(grant, atLeast(vested, wholeShares(type, grant, cumulative)));
      const tranche = now - vested;
      vested = now;
      return tranche;
    });
  }
  const all = atLeast(before, atMost(grant, wholeShares(type, grant, last.cumulative))) - before;
  return loaded(type, all, targets.length);
}

function wholeShares(type: AllocationType, grant: Decimal, cumulative: Ratio): Decimal {
  const { numerator, denominator } = cumulative;
  if (numerator >= grant * denominator) return grant;
  if (type === 'FRACTIONAL') return divideRounded(numerator, denominator, 'FLOOR');
  const rounding = type === 'CUMULATIVE_ROUNDING' ? 'NORMAL' : 'FLOOR';
  return divideRounded(numerator, denominator * one, rounding) * one;
}

function loaded(type: AllocationType, all: Decimal, count: number): Decimal[] {
  const tranches = BigInt(count);
  const each = (all / (tranches * one)) * one;
  const over = all - each * tranches;
  // A grant with a fraction of a share: the fraction goes where a single tranche would.
  const [extra, fraction] = [Number(over / one), over % one];
  return Array.from({ length: count }, (_, index) => {
    if (type === 'FRONT_LOADED_TO_SINGLE_TRANCHE') return index === 0 ? each + over : each;
    if (type === 'BACK_LOADED_TO_SINGLE_TRANCHE') return index === count - 1 ? each + over : each;
    const more = type === 'FRONT_LOADED' ? index < extra : index >= count - extra;
    return each + (more ? one : 0n) + (index === count - 1 ? fraction : 0n);
  });
}

function atLeast(floor: bigint, value: bigint): bigint {
  return value < floor ? floor : value;
}

function atMost(ceiling: bigint, value: bigint): bigint {
  return value > ceiling ? ceiling : value;
}
