import type { equityWire } from '@smartstart/contract';
import { divideRounded, isoDay, type Day, type Decimal } from '@smartstart/units';
import {
  defaultPlan,
  standardTerms,
  type GroupTotals,
  type Holdings,
  type OcfObject,
} from '../../engines/cap-table/index.ts';
import { stakeholderOf, termsOf } from './acts.ts';

/** The equity framework of a venture (domain rules, section 7.4). Pure. */

export type HolderClass = equityWire.HolderClass;

/** Percent in units of 10⁻⁶: 100 % is 100,000,000. */
const whole = 100_000_000;
export const ownerLeast = 35_000_000;
export const hubMost = 20_000_000;
/** The vesting terms a table begins with (domain rules, section 7.5). */
export const usualTerms = '48 months, cliff of 12';
export const usualTermsText = 'A quarter after twelve months, then a forty-eighth every month.';

export interface SetUp {
  readonly model: 'FIXED' | 'DYNAMIC' | 'HYBRID';
  readonly currency: string;
  readonly units: string;
  readonly hub: number;
  readonly pool: number;
  readonly owners: readonly {
    readonly userId: string;
    readonly part: number;
    readonly vesting: equityWire.VestingPlan;
  }[];
}

/** What is wrong with a framework, as a sentence; null when it holds. */
export function problemOf({ units, hub, pool, owners }: SetUp, hubLimit = hubMost): string | null {
  const own = owners.reduce((sum, { part }) => sum + part, 0);
  const sum = own + hub + pool;
  if (sum !== whole)
    return `Owners, hub and pool make ${percentOf(sum)} together. They have to make exactly 100 %.`;
  if (own < ownerLeast) return `The owners hold at least ${percentOf(ownerLeast)} together.`;
  if (hub > hubLimit) return `The hub holds at most ${percentOf(hubLimit)}.`;
  if (owners.some(({ part }) => part === 0)) return 'Every owner who is named holds a part above zero.';
  if (new Set(owners.map(({ userId }) => userId)).size < owners.length) return 'An owner is named twice.';
  const uneven = [hub, pool, ...owners.map(({ part }) => part)].some(
    (part) => (BigInt(units) * BigInt(part)) % BigInt(whole) !== 0n,
  );
  return uneven
    ? `${units} units cannot be divided into these parts. Take 100,000,000 units, or rounder parts.`
    : null;
}

/** 35000000 reads 35 %. */
export function percentOf(part: number): string {
  return `${part / 1_000_000} %`;
}

export interface Founding {
  readonly objects: OcfObject[];
  readonly holders: {
    readonly stakeholderId: string;
    readonly userId: string | null;
    readonly holderClass: 'OWNER' | 'HUB';
  }[];
}

/** The first entries of a table: one class, a plan as the pool, the usual terms, and what owners and hub hold. */
export function found(
  setUp: SetUp,
  given: {
    readonly ventureName: string;
    readonly hubName: string;
    readonly nameOf: (userId: string) => string;
    readonly country: string;
    readonly day: Day;
    readonly newId: () => string;
  },
): Founding {
  const { day, newId } = given;
  const [classId, planId, termsId] = [newId(), newId(), newId()];
  const unitsOf = (part: number) => (BigInt(setUp.units) * BigInt(part)) / BigInt(whole);
  const objects: OcfObject[] = [
    {
      object_type: 'ISSUER',
      id: newId(),
      legal_name: given.ventureName,
      formation_date: isoDay(day),
      country_of_formation: given.country,
    },
    {
      object_type: 'STOCK_CLASS',
      id: classId,
      name: 'Common units',
      class_type: 'COMMON',
      default_id_prefix: 'CS-',
      initial_shares_authorized: setUp.units,
      votes_per_share: '1',
      seniority: '1',
    },
    {
      object_type: 'STOCK_PLAN',
      id: planId,
      plan_name: 'Contributor pool',
      initial_shares_reserved: String(unitsOf(setUp.pool)),
      default_cancellation_behavior: 'RETURN_TO_POOL',
      stock_class_ids: [classId],
    },
    standardTerms(
      {
        id: termsId,
        name: usualTerms,
        description: usualTermsText,
      },
      defaultPlan,
    ),
  ];
  const holders: { stakeholderId: string; userId: string | null; holderClass: 'OWNER' | 'HUB' }[] = [];
  const parts = [
    ...setUp.owners.map(({ userId, part, vesting }) => ({
      userId,
      part,
      vesting,
      name: given.nameOf(userId),
      kind: 'INDIVIDUAL' as const,
      relationship: 'FOUNDER',
    })),
    ...(setUp.hub
      ? [
          {
            userId: null,
            part: setUp.hub,
            vesting: { kind: 'IMMEDIATE' as const },
            name: given.hubName,
            kind: 'INSTITUTION' as const,
            relationship: 'OTHER',
          },
        ]
      : []),
  ];
  for (const [index, part] of parts.entries()) {
    const stakeholderId = newId();
    holders.push({ stakeholderId, userId: part.userId, holderClass: part.userId ? 'OWNER' : 'HUB' });
    const units = String(unitsOf(part.part));
    objects.push(
      stakeholderOf(part, stakeholderId),
      ...founderUnits(
        { ...part, units, classId, stakeholderId, customId: `CS-${index + 1}`, currency: setUp.currency },
        given,
      ),
    );
  }
  return { objects, holders };
}

function founderUnits(
  of: {
    readonly name: string;
    readonly vesting: equityWire.VestingPlan;
    readonly units: string;
    readonly classId: string;
    readonly stakeholderId: string;
    readonly customId: string;
    readonly currency: string;
  },
  { day, newId }: { readonly day: Day; readonly newId: () => string },
): OcfObject[] {
  const plan = {
    name: `Vesting of ${of.name}`,
    plan: of.vesting,
    allocation: 'CUMULATIVE_ROUND_DOWN' as const,
  };
  const terms = of.vesting.kind === 'IMMEDIATE' ? null : termsOf(plan, newId());
  const securityId = newId();
  return [
    ...(terms ? [terms] : []),
    {
      object_type: 'TX_STOCK_ISSUANCE',
      id: newId(),
      security_id: securityId,
      custom_id: of.customId,
      date: isoDay(day),
      stakeholder_id: of.stakeholderId,
      stock_class_id: of.classId,
      share_price: { amount: '0', currency: of.currency },
      quantity: of.units,
      issuance_type: 'FOUNDERS_STOCK',
      ...(terms ? { vesting_terms_id: terms.id } : {}),
      stock_legend_ids: [],
      security_law_exemptions: [],
    },
    ...(terms
      ? [
          {
            object_type: 'TX_VESTING_START' as const,
            id: newId(),
            security_id: securityId,
            date: isoDay(day),
            vesting_condition_id: terms.vesting_conditions[0]!.id,
          },
        ]
      : []),
  ];
}

/** What the classes of holders have, the pool included. */
export function byHolderClass(
  { holders, pools }: Pick<Holdings, 'holders' | 'pools'>,
  classOf: (stakeholderId: string) => HolderClass,
): Map<HolderClass, Decimal> {
  const sums = new Map<HolderClass, Decimal>();
  const add = (holderClass: HolderClass, shares: Decimal) =>
    sums.set(holderClass, (sums.get(holderClass) ?? 0n) + shares);
  for (const { stakeholderId, quantity } of holders) add(classOf(stakeholderId), quantity);
  for (const { available } of pools) add('POOL', available);
  return sums;
}

/**
 * What of the framework a change would break on some day from the given one on, as a sentence; null when it holds. A table
 * that was taken over may be outside of it already: then a change must not lead further away.
 */
export function guard(before: GroupTotals, after: GroupTotals, from: Day): string | null {
  for (const day of [from, ...after.days.filter((one) => one > from)]) {
    const [was, is] = [partsAt(before, day), partsAt(after, day)];
    if (is.owner < ownerLeast && is.owner < was.owner)
      return `On ${isoDay(day)} the owners would hold ${percentOf(is.owner)} together. They keep at least ${percentOf(ownerLeast)}.`;
    if (is.hub > hubMost && is.hub > was.hub)
      return `On ${isoDay(day)} the hub would hold ${percentOf(is.hub)}. It holds at most ${percentOf(hubMost)}.`;
  }
  return null;
}

/** In units of 10⁻⁶ percent: of the owners rounded down, of the hub rounded up. */
function partsAt(totals: GroupTotals, day: Day): { owner: number; hub: number } {
  const { groups, all } = totals.at(day);
  if (all <= 0n) return { owner: whole, hub: 0 };
  const of = (holderClass: HolderClass) => (groups.get(holderClass) ?? 0n) * BigInt(whole);
  return {
    owner: Number(divideRounded(of('OWNER'), all, 'FLOOR')),
    hub: Number(divideRounded(of('HUB'), all, 'CEILING')),
  };
}
