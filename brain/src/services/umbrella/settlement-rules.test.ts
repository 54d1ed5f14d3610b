import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PaymentState } from './machines.ts';
import {
  covered,
  groupsOf,
  planSettlement,
  shareOf,
  type Books,
  type Earned,
  type Plan,
  type Rate,
  type Wish,
  type WrittenLine,
  type WrittenPayment,
} from './settlement-rules.ts';

const months = ['2027-01', '2027-02', '2027-03', '2027-04', '2027-05', '2027-06', '2027-07'] as const;
const at = (month: string, day = 10) => new Date(`${month}-${String(day).padStart(2, '0')}T12:00:00Z`);
const cap = 1_000_00n;
const minimum = 10_00n;
const wish = (month: string | null): Wish => ({ month, capMinor: () => cap, minimumMinor: () => minimum });

/** One relationship over half a year, with a writer that does what the service does. */
class Ledger {
  earned: Earned[] = [];
  rates: Rate[] = [{ from: at('2026-12'), tenths: 10 }];
  payments: (WrittenPayment & { state: PaymentState; amountMinor: bigint; month: string | null })[] = [];
  lines: WrittenLine[] = [];
  now = 0;
  closed: string | null = null;
  endsAt: Date | null = null;

  get books(): Books {
    return {
      earned: this.earned,
      periods: [{ from: at('2026-12'), to: this.endsAt }],
      rates: this.rates,
      payments: this.payments.map((one) => ({ ...one })),
      lines: this.lines,
      ended: this.endsAt !== null,
    };
  }

  settle(month: string | null): Plan {
    const plan = planSettlement(this.books, wish(month));
    for (const line of plan.lines.toSorted((a, b) => (a.amountMinor > b.amountMinor ? -1 : 1))) {
      const payment = line.target === null ? this.pending(line.currency) : this.byId(line.target);
      expect(payment.state).not.toBe('PAID');
      payment.amountMinor += line.amountMinor;
      // What is settled holds what is taken from it, and no approved amount grows behind the back of who approved it.
      if (payment.state !== 'PENDING') expect(payment.amountMinor).toBeGreaterThanOrEqual(0n);
      if (payment.state === 'APPROVED' || payment.state === 'FAILED')
        expect(line.amountMinor).toBeLessThanOrEqual(0n);
      this.lines.push({ ...line, paymentId: payment.id });
    }
    for (const { currency, totalMinor } of plan.closes) {
      const payment = this.pending(currency);
      expect(payment.amountMinor).toBe(totalMinor);
      payment.state = 'CALCULATED';
      payment.month = month;
    }
    if (month !== null) this.closed = month;
    return plan;
  }

  pending(currency: string) {
    const known = this.payments.find((one) => one.currency === currency && one.state === 'PENDING');
    if (known) return known;
    const made = {
      id: `p${this.payments.length}`,
      currency,
      state: 'PENDING' as PaymentState,
      month: null as string | null,
      amountMinor: 0n,
    };
    this.payments.push(made);
    return made;
  }

  byId(id: string) {
    return this.payments.find((one) => one.id === id)!;
  }

  /** What everything comes to that has been accrued, worked out anew: each month below its cap. */
  due(currency: string): bigint {
    const sums = new Map<string, bigint>();
    for (const group of groupsOf(this.books).values())
      if (group.currency === currency && this.closed !== null && group.month <= this.closed)
        sums.set(group.month, (sums.get(group.month) ?? 0n) + group.amountMinor);
    return [...sums.values()].reduce((all, sum) => all + (sum > cap ? cap : sum), 0n);
  }
}

const currencies = ['CAD', 'JPY'] as const;
type Move = PaymentState & ('APPROVED' | 'PAID' | 'DISPUTED' | 'FAILED');
const nexts: Readonly<Record<PaymentState, readonly Move[]>> = {
  PENDING: [],
  CALCULATED: ['APPROVED', 'DISPUTED'],
  APPROVED: ['PAID', 'FAILED', 'DISPUTED'],
  PAID: [],
  FAILED: ['APPROVED'],
  DISPUTED: ['APPROVED'],
};

const steps = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('earn' as const),
      venture: fc.integer({ min: 0, max: 2 }),
      currency: fc.constantFrom(...currencies),
      baseMinor: fc.bigInt({ min: 0n, max: 300_000_00n }),
    }),
    fc.record({
      do: fc.constant('correct' as const),
      which: fc.nat(),
      baseMinor: fc.bigInt({ min: 0n, max: 300_000_00n }),
    }),
    fc.record({ do: fc.constant('move' as const), which: fc.nat(), to: fc.nat() }),
    fc.record({ do: fc.constant('rate' as const), tenths: fc.integer({ min: 5, max: 15 }) }),
    fc.record({ do: fc.constant('month' as const) }),
    fc.record({ do: fc.constant('end' as const) }),
  ),
  { minLength: 4, maxLength: 40 },
);
type Step = typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never;

function play(ledger: Ledger, step: Step): void {
  const month = months[ledger.now]!;
  if (step.do === 'earn') {
    const { venture, currency, baseMinor } = step;
    const report = { ventureId: `v${venture}`, currency, reportId: `r${ledger.earned.length}`, month };
    const sums = { netMinor: baseMinor, platformMinor: 0n, part: 100_000_000, baseMinor };
    ledger.earned.push({ ...report, ...sums, recognisedAt: at(month, 1 + (ledger.earned.length % 27)) });
  } else if (step.do === 'correct' && ledger.earned.length) {
    const index = step.which % ledger.earned.length;
    ledger.earned[index] = { ...ledger.earned[index]!, baseMinor: step.baseMinor };
    ledger.settle(null);
  } else if (step.do === 'move') {
    const able = ledger.payments.filter(({ state }) => nexts[state].length);
    const one = able[step.which % Math.max(1, able.length)];
    if (one) one.state = nexts[one.state][step.to % nexts[one.state].length]!;
  } else if (step.do === 'rate' && ledger.now + 1 < months.length) {
    const from = new Date(`${months[ledger.now + 1]!}-01T00:00:00Z`);
    ledger.rates = [...ledger.rates.filter((rate) => rate.from < from), { from, tenths: step.tenths }];
  } else if (step.do === 'month' && ledger.now + 1 < months.length) {
    ledger.now += 1;
    ledger.settle(month);
  } else if (step.do === 'end' && ledger.endsAt === null) ledger.endsAt = at(month, 28);
}

describe('whatever is earned, corrected, approved, paid and disputed', () => {
  test('each amount is the sum of its lines, and together they are what is due, to the cent', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const ledger = new Ledger();
        for (const step of all) {
          const paid = new Map(
            ledger.payments.flatMap((one) =>
              one.state === 'PAID' ? [[one.id, one.amountMinor] as const] : [],
            ),
          );
          play(ledger, step);
          for (const [id, amount] of paid) expect(ledger.byId(id).amountMinor).toBe(amount);
          for (const one of ledger.payments) {
            const own = ledger.lines.filter(({ paymentId }) => paymentId === one.id);
            expect(own.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(one.amountMinor);
            if (one.state !== 'PENDING') expect(one.amountMinor).toBeGreaterThanOrEqual(0n);
          }
          // What came to nothing when its month was closed, and to something later, is taken up by the next run.
          ledger.settle(ledger.closed);
          for (const currency of currencies) {
            const written = ledger.lines.filter((line) => line.currency === currency);
            expect(written.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(
              ledger.due(currency),
            );
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  test('what is written is not written again', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const ledger = new Ledger();
        for (const step of all) play(ledger, step);
        ledger.settle(ledger.closed);
        expect(ledger.settle(ledger.closed)).toMatchObject({ lines: [], closes: [] });
        expect(ledger.settle(null)).toMatchObject({ lines: [], closes: [] });
      }),
      { numRuns: 300 },
    );
  });

  test('taking all revenue back takes all amounts back; putting it back restores them', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const ledger = new Ledger();
        for (const step of all) play(ledger, step);
        ledger.settle(ledger.closed);
        const before = currencies.map((currency) => ledger.due(currency));
        const { earned } = ledger;
        const total = (currency: string) =>
          ledger.payments
            .filter((one) => one.currency === currency)
            .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        expect(currencies.map(total)).toEqual(before);
        ledger.earned = earned.map((one) => ({ ...one, baseMinor: 0n }));
        ledger.settle(null);
        expect(currencies.map(total)).toEqual([0n, 0n]);
        ledger.earned = earned;
        ledger.settle(ledger.closed);
        expect(currencies.map(total)).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });
});

describe('figures of the rules', () => {
  test.each([
    [1_000_00n, 10, 10_00n],
    [49n, 10, 0n],
    [50n, 10, 1n],
    [3_333_33n, 15, 50_00n],
    [3_800_00n, 5, 19_00n],
  ])('%s at %s tenths of a percent is %s, half up', (base, tenths, amount) => {
    expect(shareOf(base, tenths)).toBe(amount);
  });

  test('below the minimum it waits, and with the next month it is settled; ended, it is settled whole', () => {
    const ledger = new Ledger();
    play(ledger, { do: 'earn', venture: 0, currency: 'CAD', baseMinor: 999_00n });
    play(ledger, { do: 'month' });
    expect(ledger.payments).toMatchObject([{ state: 'PENDING', amountMinor: 9_99n }]);
    play(ledger, { do: 'earn', venture: 0, currency: 'CAD', baseMinor: 1_00n });
    play(ledger, { do: 'month' });
    expect(ledger.payments).toMatchObject([{ state: 'CALCULATED', amountMinor: 10_00n, month: '2027-02' }]);
    play(ledger, { do: 'earn', venture: 0, currency: 'CAD', baseMinor: 100_00n });
    play(ledger, { do: 'end' });
    play(ledger, { do: 'month' });
    expect(ledger.payments[1]).toMatchObject({ state: 'CALCULATED', amountMinor: 1_00n });
  });

  test('above the cap nothing is earned, and what a correction frees below it counts again', () => {
    const ledger = new Ledger();
    play(ledger, { do: 'earn', venture: 0, currency: 'CAD', baseMinor: 80_000_00n });
    play(ledger, { do: 'earn', venture: 1, currency: 'CAD', baseMinor: 70_000_00n });
    play(ledger, { do: 'month' });
    expect(ledger.payments[0]!.amountMinor).toBe(cap);
    play(ledger, { do: 'correct', which: 0, baseMinor: 20_000_00n });
    expect(ledger.payments[0]!.amountMinor).toBe(900_00n);
    play(ledger, { do: 'correct', which: 0, baseMinor: 60_000_00n });
    expect(ledger.payments[0]!.amountMinor).toBe(cap);
  });

  test('two currencies are never added up', () => {
    const ledger = new Ledger();
    for (const currency of currencies) play(ledger, { do: 'earn', venture: 0, currency, baseMinor: 900_00n });
    play(ledger, { do: 'month' });
    expect(ledger.payments.map(({ state }) => state)).toEqual(['PENDING', 'PENDING']);
  });

  test('what is withheld covers the oldest amounts first and never more than there is', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 500n }),
        fc.array(fc.bigInt({ min: 1n, max: 100n }), { maxLength: 8 }),
        (withheld, amounts) => {
          const waiting = amounts.map((amountMinor, index) => ({ id: String(index), amountMinor }));
          const parts = [...covered(withheld, waiting).values()];
          const sum = parts.reduce((all, part) => all + part, 0n);
          const owed = amounts.reduce((all, one) => all + one, 0n);
          expect(sum).toBe(withheld < owed ? withheld : owed);
          const open = parts.findIndex((part, index) => part < amounts[index]!);
          if (open >= 0) expect(parts.slice(open + 1).every((part) => part === 0n)).toBe(true);
        },
      ),
    );
  });
});
