import type { Answer, contract } from '@smartstart/contract';
import { formatDecimal, one, parseDecimal, placesOf, type Decimal } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import type { ShareBase } from '../../../services/equity/index.ts';
import { factorsOf } from '../book/assessments.ts';
import { foreignCategory, foreignKind, perDollarOf } from '../chances/foreign.ts';
import type { ServedModel } from '../chances/served-model.ts';
import { enter, type Actor, type Ground } from '../ground.ts';
import { readBooks } from '../runway/process.ts';
import { bookMonth, seedOf, whatIsMissing, type Money } from '../runway/runway.ts';
import type { SimulationOrder } from '../runway/simulation.ts';
import { runStudy } from '../runway/simulator.ts';
import { rangeOf, valuationLines, type ValuationFacts } from './methods.ts';

/** What a venture may be worth as a range, and what that is for each holder by the live cap table. */

type Valuation = Answer<typeof contract.ventureAnalysis.valuation>;
type Holder = NonNullable<Valuation['holders']>[number];

interface Wish {
  readonly raiseMinor?: string | undefined;
  readonly preMoneyMinor?: string | undefined;
}
interface Round {
  readonly name: string;
  readonly amount: bigint;
}

/** The returns asked for in the first and in the later stages of a young company. */
const ratesOf = (phase: string | null): readonly number[] =>
  phase !== null && ['GROWTH', 'SCALING', 'MATURE', 'EXIT_NEGOTIATION'].includes(phase)
    ? [0.3, 0.4]
    : [0.4, 0.6];
const dcfPaths = 5_000;
const dcfMonths = 36;
const wholeUnits = 100_000_000n;

export async function readValuation(
  ground: Ground,
  served: ServedModel,
  db: Db,
  actor: Actor,
  ventureId: string,
  wish: Wish,
): Promise<Valuation> {
  const { phase } = await enter(ground, db, actor, ventureId, 'MONEY');
  const money = await ground.finances.moneyOf(db, ventureId);
  const base = await ground.equity.shareBaseOf(db, ventureId);
  const currency = money.currency ?? base?.currency ?? null;
  const facts = await factsOf(ground, served, db, { ventureId, phase, money, base, currency });
  const methods = valuationLines(facts);
  const range = rangeOf(methods);
  const round = roundOf(money.rounds, wish);
  const fits = base !== null && base.currency === currency;
  const pre = wish.preMoneyMinor === undefined ? (range?.mid ?? null) : BigInt(wish.preMoneyMinor);
  const after = fits && round && pre ? afterRound(base, round, pre, facts.minorPerUnit) : null;
  return {
    currency,
    computedAt: ground.kernel.clock.now().toISOString(),
    methods,
    range: range && {
      lowMinor: String(range.low),
      midMinor: String(range.mid),
      highMinor: String(range.high),
      leastMinor: String(range.least),
      mostMinor: String(range.most),
      methods: range.methods,
      of: range.of,
    },
    holders: fits && range ? holdersOf(base, range, after?.owned ?? null) : null,
    round:
      round && pre
        ? {
            name: round.name,
            amountMinor: String(round.amount),
            preMoneyMinor: String(pre),
            postMoneyMinor: String(pre + round.amount),
            investorsPart: partText((round.amount * wholeUnits) / (pre + round.amount)),
          }
        : null,
    missing: [
      ...(range ? [] : ['Two methods with enough data at least: until then no range is given.']),
      ...(base ? [] : ['A cap table: the owner sets up the equity framework first.']),
      ...(base && !fits ? ['A cap table in the currency of the books.'] : []),
      ...(round ? [] : ['A planned round: without one there is no dilution to show.']),
      ...(after?.why ? [`The dilution by the round: ${after.why}`] : []),
    ],
  };
}

async function factsOf(
  ground: Ground,
  served: ServedModel,
  db: Db,
  of: {
    readonly ventureId: string;
    readonly phase: string | null;
    readonly money: Money & {
      readonly rounds: readonly { readonly kind: string; readonly state: string }[];
    };
    readonly base: ShareBase | null;
    readonly currency: string | null;
  },
): Promise<ValuationFacts> {
  const { ventureId, phase, money, base, currency } = of;
  const { ventures, work } = ground;
  const kind = await ventures.kindOf(db, ventureId);
  const members = (await ventures.rolesIn(db, ventureId)).size;
  const coverage = (await work.kpis(db, ventureId))['SKILL_COVERAGE'];
  const year = money.months.slice(-12);
  const minorPerUnit = currency === null ? 100 : 10 ** placesOf(currency);
  const inState = (wanted: string) => money.rounds.findLast(({ state }) => state === wanted);
  const round = inState('ACTIVE') ?? inState('COMPLETED') ?? inState('PLANNED');
  const model = await served.now(db);
  return {
    currency,
    minorPerUnit,
    perDollar: perDollarOf(currency),
    industry: kind?.industry ?? null,
    phase,
    members,
    skillCoverage: coverage === null || coverage === undefined ? null : Number(coverage) / 100,
    yearIncome: year.length
      ? (year.reduce((sum, { incomeMinor }) => sum + Number(incomeMinor), 0) * 12) / year.length
      : null,
    incomeMonths: year.length,
    lastPriced:
      base?.lastPriced && base.currency === currency
        ? {
            on: base.lastPriced.on,
            price: base.lastPriced.price,
            postMinor: minorOfDecimal(base.lastPriced.postMoney, minorPerUnit),
          }
        : null,
    foreignKind: round ? foreignKind(round.kind) : null,
    foreignCategory: foreignCategory(kind?.industry ?? null),
    medians: model?.shipped.amounts ?? [],
    factors: await factorsOf(db, ventureId),
    discounted: whatIsMissing(money).length ? null : await discountedBy(ventureId, money, ratesOf(phase)),
  };
}

async function discountedBy(ventureId: string, money: Money, rates: readonly number[]) {
  const order: SimulationOrder = {
    books: readBooks(money.months.map(bookMonth)),
    plan: {
      horizonMonths: dcfMonths,
      growthPercent: null,
      costChange: null,
      hires: [],
      rounds: [],
      oneOffs: [],
      shocks: [],
    },
    paths: dcfPaths,
    seed: seedOf(ventureId),
    discountRates: rates,
  };
  const { result } = await runStudy({ ...order, trials: [] });
  return { rates, values: result.values };
}

/** The round that was asked for, or the one that is active, or the newest that is planned. */
function roundOf(
  rounds: readonly { readonly name: string; readonly state: string; readonly targetMinor: bigint }[],
  { raiseMinor }: Wish,
): Round | null {
  if (raiseMinor !== undefined) {
    if (BigInt(raiseMinor) <= 0n) throw new Fail('RULE_VIOLATED', 'A round raises more than nothing.');
    return { name: 'Round tried', amount: BigInt(raiseMinor) };
  }
  const planned =
    rounds.find(({ state }) => state === 'ACTIVE') ?? rounds.findLast(({ state }) => state === 'PLANNED');
  return planned ? { name: planned.name, amount: planned.targetMinor } : null;
}

function afterRound(base: ShareBase, { amount }: Round, pre: bigint, minorPerUnit: number) {
  const decimal = (minor: bigint): Decimal => (minor * one) / BigInt(minorPerUnit);
  return base.afterRound({ amount: decimal(amount), preMoney: decimal(pre) });
}

function holdersOf(
  base: ShareBase,
  { low, mid, high }: { low: bigint; mid: bigint; high: bigint },
  after: ShareBase['owned'] | null,
): Holder[] {
  const later = new Map(after?.map(({ id, kind, units }) => [`${kind} ${id}`, units]) ?? []);
  const worth = (units: bigint, value: bigint) => String((value * units) / wholeUnits);
  const now = base.owned.map(({ id, name, kind, units }): Holder => {
    const partAfter = after ? (later.get(`${kind} ${id}`) ?? 0n) : null;
    return {
      id,
      name,
      kind,
      part: partText(units),
      lowMinor: worth(units, low),
      midMinor: worth(units, mid),
      highMinor: worth(units, high),
      partAfter: partAfter === null ? null : partText(partAfter),
      dilution:
        partAfter === null || units === 0n ? null : partText(((units - partAfter) * wholeUnits) / units),
    };
  });
  const known = new Set(base.owned.map(({ id, kind }) => `${kind} ${id}`));
  const joining = (after ?? [])
    .filter(({ id, kind }) => !known.has(`${kind} ${id}`))
    .map(({ id, name, kind, units }): Holder => ({
      id,
      name,
      kind,
      part: '0',
      lowMinor: '0',
      midMinor: '0',
      highMinor: '0',
      partAfter: partText(units),
      dilution: null,
    }));
  return [...now, ...joining];
}

function minorOfDecimal(value: Decimal, minorPerUnit: number): bigint {
  return (value * BigInt(minorPerUnit)) / one;
}

/** Units of 10⁻⁶ percent as a part of one. */
function partText(units: bigint): string {
  return formatDecimal(units * (parseDecimal('1') / wholeUnits));
}
