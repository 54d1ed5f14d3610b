import { dayOf, decimalOf, type Day, type Decimal } from '@smartstart/units';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OcfObject } from '../ocf/objects.ts';
import { accelerate, cancel, exercise, leave, retract, split, transfer } from './commands.ts';
import { repurchase } from './conversions.ts';
import { company, ids, options, shares } from './test-company.ts';
import { holdingsAt } from './holdings.ts';
import { Ledger } from './ledger.ts';
import { outstandingAt } from './securities.ts';
import { Refusal, unvestedOf, type Act } from './successors.ts';

const holders = ['ana', 'ben', 'chi', 'dov'];
const first = dayOf('2024-01-31');
const last = first + 1_800;
const authorised = decimalOf(1_000_000);
/** Whole ratios: whether others come out even depends on the holdings, and the refusal has a test of its own. */
const ratios = [2n, 3n];
const reserved = decimalOf(300_000);

interface Wish {
  readonly what: (typeof acts)[number];
  readonly day: Day;
  readonly security: number;
  readonly holder: number;
  readonly shares: number;
}

const acts = [
  'issue',
  'issue-vesting',
  'grant-shares',
  'grant-options',
  'transfer',
  'exercise',
  'leave',
  'cancel',
  'retract',
  'accelerate',
  'repurchase',
  'split',
] as const;

const wishes = fc.array(
  fc.record({
    what: fc.constantFrom(...acts),
    day: fc.integer({ min: first, max: last }),
    security: fc.nat({ max: 1_000 }),
    holder: fc.nat({ max: holders.length - 1 }),
    shares: fc.integer({ min: 1, max: 120_000 }),
  }),
  { minLength: 5, maxLength: 40 },
);

/** A company that follows the wishes as far as they are possible, and counts by itself what that does to the whole. */
class Story {
  readonly ledger = new Ledger();
  readonly log: OcfObject[] = [];
  /** By how much issued shares, rights and pool together change, by day. */
  readonly changes: { day: Day; by: Decimal }[] = [];
  readonly splits: { day: Day; by: bigint }[] = [];
  done = 0;
  refused = 0;
  #count = 0;

  constructor() {
    this.#append(company({ authorised, reserved, holders }));
    this.changes.push({ day: Number.MIN_SAFE_INTEGER, by: reserved });
  }

  follow(wish: Wish): void {
    const held = [...this.ledger.securities.values()];
    const security = held.length ? held[wish.security % held.length]! : null;
    const act: Act = { ledger: this.ledger, day: wish.day, newId: () => `n${(this.#count += 1)}` };
    const quantity = decimalOf(wish.shares);
    const to = holders[wish.holder]!;
    const grant = { id: `s${(this.#count += 1)}`, to, quantity, day: wish.day };
    const direct = security?.planId === null;
    try {
      switch (wish.what) {
        case 'issue':
          return this.#try(shares(grant), { day: wish.day, by: quantity });
        case 'issue-vesting':
          return this.#try(shares({ ...grant, vests: true }), { day: wish.day, by: quantity });
        case 'grant-shares':
          return this.#try(shares({ ...grant, vests: true, fromPlan: true }));
        case 'grant-options':
          return this.#try(options({ ...grant, vests: true }));
        default:
      }
      if (wish.what === 'split') {
        // Most days have entries after them; the day after the last one has none.
        const dates = this.log.flatMap((object) => ('date' in object ? [dayOf(object.date)] : []));
        const day = wish.security % 4 ? Math.max(first, ...dates) + 1 : wish.day;
        return this.#split({ ...act, day }, ratios[wish.shares % ratios.length]!);
      }
      if (!security) return;
      const securityId = security.id;
      switch (wish.what) {
        case 'transfer':
          return this.#try(transfer(act, { securityId, quantity, to }));
        case 'exercise':
          return this.#try(exercise(act, { securityId, quantity }));
        case 'leave': {
          const gone = unvestedOf(act, security);
          return this.#try(leave(act, { securityId, reason: 'Left.', price: null }), {
            day: wish.day,
            by: direct ? -gone : 0n,
          });
        }
        case 'cancel':
          return this.#try(cancel(act, { securityId, quantity, reason: 'Cancelled.' }), {
            day: wish.day,
            by: direct ? -quantity : 0n,
          });
        case 'retract': {
          const all = outstandingAt(security, wish.day, this.ledger.splitsOf(ids.common));
          return this.#try(retract(act, { securityId, reason: 'A mistake.' }), {
            day: wish.day,
            by: direct ? -all : 0n,
          });
        }
        case 'repurchase': {
          const price = { amount: '1', currency: 'CAD' };
          const wanted = { securityId, quantity, price, reason: 'Bought back.' };
          return this.#try(repurchase(act, wanted), { day: wish.day, by: -quantity });
        }
        case 'accelerate':
          return this.#try(accelerate(act, { securityId, percent: 50, reason: 'Exit.' }));
        default:
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refused += 1;
    }
  }

  /** A split multiplies what was there before its day. */
  expected(day: Day): Decimal {
    const factor = (since: Day) =>
      this.splits.reduce(
        (product, one) => (one.day > since && one.day <= day ? product * one.by : product),
        1n,
      );
    return this.changes.reduce((sum, one) => (one.day <= day ? sum + one.by * factor(one.day) : sum), 0n);
  }

  #split(act: Act, by: bigint): void {
    const ratio = { numerator: String(by), denominator: '1' };
    const before = this.done;
    this.#try(split(act, { classId: ids.common, ratio }));
    if (this.done > before) this.splits.push({ day: act.day, by });
  }

  #try(objects: readonly OcfObject[], change?: { day: Day; by: Decimal }): void {
    const before = picture(this.ledger, last);
    if (!this.#append(objects)) {
      expect(picture(this.ledger, last)).toEqual(before);
      return;
    }
    if (change) this.changes.push(change);
  }

  #append(objects: readonly OcfObject[]): boolean {
    const problems = this.ledger.append(objects);
    if (problems.length) this.refused += 1;
    else {
      this.done += 1;
      this.log.push(...objects);
    }
    return !problems.length;
  }
}

/** Everything a table says, in a form that compares. */
function picture(ledger: Ledger, day: Day) {
  const { holders: all, pools, issued, fullyDiluted } = holdingsAt(ledger, day);
  return { all, pools, issued, fullyDiluted, taken: ledger.issuedAt(ids.common, day) };
}

describe('no sequence of commands, dated back or not, loses or makes a share', () => {
  test('issued shares, rights and pool always add up to what was put in', () => {
    let [done, refused, splits] = [0, 0, 0];
    fc.assert(
      fc.property(
        wishes,
        fc.array(fc.integer({ min: first - 5, max: last + 5 }), { minLength: 4, maxLength: 4 }),
        (all, days) => {
          const story = new Story();
          for (const wish of all) story.follow(wish);
          splits += story.splits.length;
          done += story.done;
          refused += story.refused;
          for (const day of [...days, last]) {
            const table = holdingsAt(story.ledger, day);
            expect(table.fullyDiluted).toBe(story.expected(day));
            expect(table.issued).toBe(story.ledger.issuedAt(ids.common, day));
            expect(table.issued <= story.ledger.authorisedAt(ids.common, day)!).toBe(true);
            const pool = story.ledger.reservedAt(ids.plan, day);
            expect(table.pools.every(({ available }) => available >= 0n && available <= pool)).toBe(true);
            for (const holder of table.holders)
              expect(holder.vested >= 0n && holder.vested <= holder.quantity).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(done).toBeGreaterThan(1_000);
    expect(refused).toBeGreaterThan(300);
    expect(splits).toBeGreaterThan(100);
  });

  test('the table of a day is the replay of the entries until that day, in whatever order they came', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: first, max: last }), (all, day) => {
        const story = new Story();
        for (const wish of all) story.follow(wish);
        const until = story.log.filter((object) => !('date' in object) || dayOf(object.date) <= day);
        expect(picture(Ledger.of(until), day)).toEqual(picture(story.ledger, day));
        expect(picture(Ledger.of(story.log.toReversed()), day)).toEqual(picture(story.ledger, day));
      }),
      { numRuns: 150 },
    );
  });

  test('what a grant vests in all is the grant, unless somebody leaves', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const story = new Story();
        for (const wish of all) if (wish.what !== 'leave' && wish.what !== 'cancel') story.follow(wish);
        const table = holdingsAt(story.ledger, last + 4_000);
        for (const holder of table.holders) expect(holder.vested).toBe(holder.quantity);
      }),
      { numRuns: 150 },
    );
  });
});
