import { type Decimal, divideRounded, one } from '@smartstart/units';
import type { Ownership, OwnershipLine } from './capitalization.ts';

/** How one holder's part of the company changes. Units are 10⁻⁶ percent. */
export interface OwnershipChange {
  readonly kind: 'STAKEHOLDER' | 'POOL';
  readonly id: string;
  readonly sharesBefore: bigint;
  readonly sharesAfter: bigint;
  readonly unitsBefore: bigint;
  readonly unitsAfter: bigint;
  /** Part of the former stake that is gone, 0.2 = a fifth; negative for a gain, null for who held nothing. */
  readonly dilution: Decimal | null;
}

/** Every stakeholder and pool of either table. Dilution = 1 − (stake after ÷ stake before), rounded to 10⁻¹⁰. */
export function dilutionOf(before: Ownership, after: Ownership): OwnershipChange[] {
  const change = (
    kind: OwnershipChange['kind'],
    from: readonly OwnershipLine[],
    to: readonly OwnershipLine[],
  ) => {
    const [old, now] = [linesById(from), linesById(to)];
    const ids = [...new Set([...old.keys(), ...now.keys()])].toSorted((a, b) => (a < b ? -1 : 1));
    return ids.map((id) => ({
      kind,
      id,
      sharesBefore: old.get(id)?.shares ?? 0n,
      sharesAfter: now.get(id)?.shares ?? 0n,
      unitsBefore: old.get(id)?.units ?? 0n,
      unitsAfter: now.get(id)?.units ?? 0n,
      dilution: lost(old.get(id)?.shares ?? 0n, before.total, now.get(id)?.shares ?? 0n, after.total),
    }));
  };
  return [
    ...change('STAKEHOLDER', before.stakeholders, after.stakeholders),
    ...change('POOL', before.pools, after.pools),
  ];
}

function lost(before: bigint, totalBefore: bigint, after: bigint, totalAfter: bigint): Decimal | null {
  if (before === 0n || totalAfter === 0n) return null;
  const whole = before * totalAfter;
  return divideRounded((whole - after * totalBefore) * one, whole, 'NORMAL');
}

function linesById(lines: readonly OwnershipLine[]): Map<string, OwnershipLine> {
  return new Map(lines.map((line) => [line.id, line]));
}
