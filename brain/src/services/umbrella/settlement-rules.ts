import { divideRounded } from '@smartstart/units';
import type { PaymentState } from './machines.ts';

/**
 * How amounts come about (domain rules, section 6). Pure: from what is recognised and what is written already follows what
 * is still to be written. Whatever was interrupted or corrected, the same question gives the rest of the answer.
 */

/** Recognised revenue of the referred member, as finances have it. */
export interface Earned {
  readonly ventureId: string;
  readonly currency: string;
  readonly reportId: string;
  readonly month: string;
  readonly recognisedAt: Date;
  readonly netMinor: bigint;
  readonly platformMinor: bigint;
  readonly part: number;
  readonly baseMinor: bigint;
}
export interface Period {
  readonly from: Date;
  readonly to: Date | null;
}
export interface Rate {
  readonly from: Date;
  readonly tenths: number;
}

/** Revenue of one venture, recognised in one month, at one rate. */
export interface Group {
  readonly ventureId: string;
  readonly currency: string;
  readonly month: string;
  readonly rateTenths: number;
  readonly baseMinor: bigint;
  readonly amountMinor: bigint;
  readonly reports: readonly Earned[];
}

export interface WrittenLine {
  readonly paymentId: string;
  readonly kind: 'ACCRUAL' | 'CORRECTION' | 'CAP';
  readonly ventureId: string | null;
  readonly currency: string;
  readonly month: string;
  readonly rateTenths: number | null;
  readonly baseMinor: bigint;
  readonly amountMinor: bigint;
}
export interface WrittenPayment {
  readonly id: string;
  readonly currency: string;
  readonly state: PaymentState;
  readonly month: string | null;
  readonly amountMinor: bigint;
}

export interface NewLine extends Omit<WrittenLine, 'paymentId'> {
  /** Null: into what is collected for the next settlement. */
  readonly target: string | null;
  readonly reports: readonly Earned[];
}
export interface Close {
  readonly currency: string;
  readonly totalMinor: bigint;
}
export interface Plan {
  readonly lines: readonly NewLine[];
  /** What is settled now; in other currencies what there is, is carried forward. */
  readonly closes: readonly Close[];
  /** With what was collected before, by currency. */
  readonly collected: ReadonlyMap<string, bigint>;
}

export interface Books {
  readonly earned: readonly Earned[];
  readonly periods: readonly Period[];
  readonly rates: readonly Rate[];
  readonly payments: readonly WrittenPayment[];
  readonly lines: readonly WrittenLine[];
  readonly ended: boolean;
}
export interface Wish {
  /** Revenue recognised in this month and before is accrued; null: only what was accrued is corrected. */
  readonly month: string | null;
  readonly capMinor: (month: string, currency: string) => bigint;
  readonly minimumMinor: (currency: string) => bigint;
}

/** Base times rate, half up to the cent. */
export function shareOf(baseMinor: bigint, rateTenths: number): bigint {
  return divideRounded(baseMinor * BigInt(rateTenths), 1000n, 'NORMAL');
}

/** What the revenue comes to, by venture, month of recognition and rate. Out of the periods nothing counts. */
export function groupsOf({
  earned,
  periods,
  rates,
}: Pick<Books, 'earned' | 'periods' | 'rates'>): Map<string, Group> {
  const groups = new Map<string, Earned[]>();
  const tenths = new Map<string, number>();
  for (const one of earned) {
    const at = one.recognisedAt;
    const counts = periods.some(({ from, to }) => from <= at && (to === null || at < to));
    const rate = rates
      .filter(({ from }) => from <= at)
      .toSorted((a, b) => b.from.getTime() - a.from.getTime())[0];
    if (!counts || !rate) continue;
    const key = keyOf({ ...one, month: at.toISOString().slice(0, 7), rateTenths: rate.tenths });
    groups.set(key, [...(groups.get(key) ?? []), one]);
    tenths.set(key, rate.tenths);
  }
  return new Map(
    [...groups].map(([key, reports]) => {
      const { ventureId, currency, recognisedAt } = reports[0]!;
      const baseMinor = reports.reduce((all, one) => all + one.baseMinor, 0n);
      const rateTenths = tenths.get(key)!;
      const month = recognisedAt.toISOString().slice(0, 7);
      const amountMinor = shareOf(baseMinor, rateTenths);
      return [key, { ventureId, currency, month, rateTenths, baseMinor, amountMinor, reports }];
    }),
  );
}

export function planSettlement(books: Books, wish: Wish): Plan {
  const groups = groupsOf(books);
  const written = sumsOf(books.lines);
  const caps = new Caps(books.lines, wish.capMinor);
  const open = new Map(books.payments.map((payment) => [payment.id, payment.amountMinor]));
  const lines: NewLine[] = [];
  for (const key of [...new Set([...written.keys(), ...groups.keys()])].toSorted()) {
    const group = groups.get(key);
    const before = written.get(key);
    if (before) lines.push(...corrected(books, caps, open, before, group));
    else if (group && wish.month !== null && group.month <= wish.month) lines.push(...accrued(caps, group));
  }
  return { lines, ...closed(books, wish, lines) };
}

function accrued(caps: Caps, group: Group): NewLine[] {
  if (!group.baseMinor) return [];
  const cut = caps.after(group, group.amountMinor);
  return [{ ...group, kind: 'ACCRUAL', target: null }, ...capLine(group, -cut, null)];
}

/** A month that was written comes to something else now: the difference, where it can still be settled. */
function corrected(
  { payments }: Books,
  caps: Caps,
  open: Map<string, bigint>,
  before: Sum,
  group: Group | undefined,
): NewLine[] {
  const amount = (group?.amountMinor ?? 0n) - before.amountMinor;
  const base = (group?.baseMinor ?? 0n) - before.baseMinor;
  if (!amount && !base) return [];
  const cut = caps.after(before, amount);
  const net = amount - cut;
  const origin = payments.find(({ id }) => id === before.originId)!;
  const left = open.get(origin.id)!;
  const line = (target: string | null, baseMinor: bigint, amountMinor: bigint): NewLine[] =>
    baseMinor || amountMinor
      ? [{ ...before.key, kind: 'CORRECTION', target, baseMinor, amountMinor, reports: group?.reports ?? [] }]
      : [];
  const undecided = origin.state === 'CALCULATED' || origin.state === 'DISPUTED';
  if (undecided && left + net >= 0n) {
    open.set(origin.id, left + net);
    return [...line(origin.id, base, amount), ...capLine(before.key, -cut, origin.id)];
  }
  // What is not paid is taken from there; what was paid, or adds to what was approved, goes into the next settlement.
  const unpaid = undecided || origin.state === 'APPROVED' || origin.state === 'FAILED';
  const taken = unpaid && net < 0n ? (net < -left ? -left : net) : 0n;
  open.set(origin.id, left + taken);
  const direct = taken ? line(origin.id, base, taken) : [];
  return [...direct, ...line(null, taken ? 0n : base, amount - taken), ...capLine(before.key, -cut, null)];
}

function capLine(
  { currency, month }: Pick<WrittenLine, 'currency' | 'month'>,
  amountMinor: bigint,
  target: string | null,
): NewLine[] {
  const nothing = { ventureId: null, rateTenths: null, baseMinor: 0n, reports: [] };
  return amountMinor ? [{ ...nothing, kind: 'CAP', currency, month, amountMinor, target }] : [];
}

function closed(
  { payments, ended }: Books,
  { month, minimumMinor }: Wish,
  lines: readonly NewLine[],
): Pick<Plan, 'closes' | 'collected'> {
  const collected = new Map<string, bigint>();
  for (const { currency, state, amountMinor } of payments)
    if (state === 'PENDING') collected.set(currency, amountMinor);
  for (const { currency, target, amountMinor } of lines)
    if (target === null) collected.set(currency, (collected.get(currency) ?? 0n) + amountMinor);
  if (month === null) return { closes: [], collected };
  const closes = [...collected].flatMap(([currency, totalMinor]) => {
    const done = payments.some(
      (one) => one.currency === currency && one.month !== null && one.month >= month,
    );
    const enough = totalMinor >= minimumMinor(currency) || ended;
    return !done && totalMinor > 0n && enough ? [{ currency, totalMinor }] : [];
  });
  return { closes, collected };
}

/** What a month comes to above the cap is not earned. The cap is one of the month in which revenue was recognised. */
class Caps {
  readonly #uncapped = new Map<string, bigint>();
  readonly #cut = new Map<string, bigint>();
  readonly #capMinor: Wish['capMinor'];

  constructor(lines: readonly WrittenLine[], capMinor: Wish['capMinor']) {
    this.#capMinor = capMinor;
    for (const line of lines) {
      const place = `${line.currency} ${line.month}`;
      const sums = line.kind === 'CAP' ? this.#cut : this.#uncapped;
      sums.set(place, (sums.get(place) ?? 0n) + (line.kind === 'CAP' ? -line.amountMinor : line.amountMinor));
    }
  }

  /** How much more is cut off once this amount is added; below zero when less is. */
  after(at: { readonly currency: string; readonly month: string }, amountMinor: bigint): bigint {
    const place = `${at.currency} ${at.month}`;
    const uncapped = (this.#uncapped.get(place) ?? 0n) + amountMinor;
    const above = uncapped - this.#capMinor(at.month, at.currency);
    const cut = above > 0n ? above : 0n;
    const change = cut - (this.#cut.get(place) ?? 0n);
    this.#uncapped.set(place, uncapped);
    this.#cut.set(place, cut);
    return change;
  }
}

type Key = Pick<Group, 'ventureId' | 'currency' | 'month' | 'rateTenths'>;
interface Sum extends Key {
  readonly key: Key;
  /** The payment in which it was accrued. */
  readonly originId: string;
  baseMinor: bigint;
  amountMinor: bigint;
}

function sumsOf(lines: readonly WrittenLine[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  // Accruals first: a correction belongs to one.
  for (const line of lines.toSorted((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0))) {
    if (line.ventureId === null || line.rateTenths === null) continue;
    const { ventureId, currency, month, rateTenths } = {
      ...line,
      ventureId: line.ventureId,
      rateTenths: line.rateTenths,
    };
    const key = { ventureId, currency, month, rateTenths };
    const sum = sums.get(keyOf(key));
    if (sum) {
      sum.baseMinor += line.baseMinor;
      sum.amountMinor += line.amountMinor;
    } else
      sums.set(keyOf(key), {
        ...key,
        key,
        originId: line.paymentId,
        baseMinor: line.baseMinor,
        amountMinor: line.amountMinor,
      });
  }
  return sums;
}

/** The earliest month first, so that what is written reads in the order of time. */
function keyOf({ ventureId, currency, month, rateTenths }: Key): string {
  return `${month} ${currency} ${ventureId} ${rateTenths}`;
}

/**
 * Which of the payments that wait are covered by what is withheld: the oldest first, each whole or in part.
 */
export function covered(
  withheldMinor: bigint,
  waiting: readonly { readonly id: string; readonly amountMinor: bigint }[],
): Map<string, bigint> {
  let left = withheldMinor;
  return new Map(
    waiting.map(({ id, amountMinor }) => {
      const part = left < amountMinor ? left : amountMinor;
      left -= part;
      return [id, part];
    }),
  );
}
