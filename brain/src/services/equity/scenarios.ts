import type { contract, scenariosWire } from '@smartstart/contract';
import { dayOf, formatDecimal, parseDecimal } from '@smartstart/units';
import {
  breakpoints,
  conversionsAt,
  dilutionSeries,
  exitChart,
  exitWaterfall,
  type Capitalization,
  type Ledger,
  type Outcome,
  type Ownership,
  type PricedRound,
  type RoundTerms,
} from '../../engines/cap-table/index.ts';
import type { Call, Handlers } from '../../kernel/call.ts';
import { Fail } from '../../kernel/errors.ts';
import { actorOf, dayFor, standingFor, tableOf, type Ground } from './books.ts';
import { capitalizationOf } from './capitalizations.ts';
import type { Equity } from './index.ts';

/** What would happen before people decide. Nothing is written. */

export function scenarioRoutes({ ground }: Pick<Equity, 'ground'>): Handlers<typeof contract.scenarios> {
  return {
    rounds: async ({ params, body }, call) => {
      const { base, names, currency, day } = await baseOf(ground, call, params.ventureId, body.date);
      const terms = body.rounds.map((round, index) => termsOf(round, index, base, names, day));
      const { points } = valueOf(dilutionSeries(base, terms));
      return {
        currency,
        before: ownedView(points[0]!.ownership, names),
        rounds: points.slice(1).map(({ round }, index) => roundView(body.rounds[index]!.name, round!, names)),
      };
    },
    conversions: async ({ params, body }, call) => {
      const { base, names, currency, day } = await baseOf(ground, call, params.ventureId, body.date);
      const id = names.add('New investors');
      const points = valueOf(
        conversionsAt(
          base,
          {
            newClass: newClass('new-round', 'New round', '1', 'NONE', undefined),
            closingOn: day,
            investors: [{ stakeholderId: id, amount: parseDecimal(body.newMoney) }],
          },
          body.preMoneys.map(parseDecimal),
        ),
      );
      return {
        currency,
        points: points.map(({ preMoney, price, conversions }) => ({
          preMoney: formatDecimal(preMoney),
          price: formatDecimal(price),
          conversions: conversions.map((one) => ({
            ...conversionView(one, names),
            part: partOf(one.units),
            value: formatDecimal(one.value),
          })),
        })),
      };
    },
    exit: async ({ params, body }, call) => {
      const { base, names, currency, day } = await baseOf(ground, call, params.ventureId, body.date);
      const terms = {
        exitOn: day,
        accelerated: body.accelerated,
        ...(body.costs === undefined ? {} : { costs: parseDecimal(body.costs) }),
        debts: body.debts.map(({ name, amount, seniority }, index) => ({
          id: names.add(name, `debt-${index + 1}`),
          amount: parseDecimal(amount),
          seniority,
        })),
      };
      const value = valueOf(exitWaterfall(base, terms, parseDecimal(body.exitValue)));
      const chart = body.chart.length ? valueOf(exitChart(base, terms, body.chart.map(parseDecimal))) : [];
      return {
        currency,
        exitValue: formatDecimal(value.exitValue),
        perCommonShare: formatDecimal(value.perCommonShare),
        lines: value.lines.map((line) => ({
          kind: line.kind,
          what: names.of(line.what),
          name: line.stakeholderId === null ? null : names.of(line.stakeholderId),
          shares: String(line.shares),
          choice: line.choice,
          proceeds: formatDecimal(line.proceeds),
        })),
        holders: value.stakeholders.map(({ stakeholderId, proceeds }) => ({
          stakeholderId,
          name: names.of(stakeholderId),
          proceeds: formatDecimal(proceeds),
        })),
        chart: chart.map(({ exitValue, classes }) => ({
          exitValue: formatDecimal(exitValue),
          classes: classes.map(({ kind, what, proceeds }) => ({
            kind,
            what: names.of(what),
            proceeds: formatDecimal(proceeds),
          })),
        })),
        breakpoints: valueOf(breakpoints(base, terms)).map(({ exitValue, changes }) => ({
          exitValue: formatDecimal(exitValue),
          what: changes.map(({ what, choice }) => `${names.of(what)}: ${choiceWords[choice]}`),
        })),
      };
    },
  };
}

const choiceWords = {
  FIXED: 'paid in full',
  NOTHING: 'gets nothing',
  COMMON: 'shares in the rest',
  PREFERENCE: 'takes the preference',
  PARTICIPATES: 'shares in the rest besides the preference',
  CAPPED: 'has reached its cap',
  CONVERTS: 'converts into common',
  EXERCISED: 'is exercised',
  NOT_EXERCISED: 'is not exercised',
  CASH: 'takes its money back',
  DISCOUNT: 'converts at its discount',
} as const;

/** Names of whoever and whatever a scenario speaks of; those it invents get ids of their own. */
class Names {
  readonly #names: Map<string, string>;
  #count = 0;

  constructor(ledger: Ledger) {
    this.#names = new Map([
      // What a sale costs is a claim without an id of its own.
      ['', 'Costs of the sale'],
      ...[...ledger.stakeholders].map(([id, one]) => [id, one.name.legal_name] as const),
      ...[...ledger.classes].map(([id, one]) => [id, one.name] as const),
      ...[...ledger.plans].map(([id, one]) => [id, one.plan_name] as const),
      ...[...ledger.securities.values()].map((one) => [one.id, one.issuance.custom_id] as const),
    ]);
  }

  of(id: string): string {
    return this.#names.get(id) ?? id;
  }

  add(name: string, id = `new-${(this.#count += 1)}`): string {
    this.#names.set(id, name);
    return id;
  }
}

async function baseOf(ground: Ground, call: Call, ventureId: string, date: string | undefined) {
  const { db } = ground.kernel.database;
  await standingFor(ground, db, ventureId, actorOf(call), 'see-all');
  const day = dayFor(ground, date);
  const { ledger, row } = await tableOf(ground, db, ventureId);
  return {
    base: capitalizationOf(ledger, day, row.currency),
    names: new Names(ledger),
    currency: row.currency,
    day,
  };
}

function termsOf(
  round: scenariosWire.RoundInput,
  index: number,
  base: Capitalization,
  names: Names,
  today: number,
): RoundTerms {
  const classId = names.add(round.name, `round-${index + 1}`);
  return {
    newClass: newClass(
      classId,
      round.name,
      round.liquidationMultiple,
      round.participation,
      round.participationCapMultiple,
    ),
    closingOn: round.closingOn === undefined ? today : dayOf(round.closingOn),
    valuation:
      round.preMoney === undefined
        ? { price: parseDecimal(round.pricePerShare!) }
        : { preMoney: parseDecimal(round.preMoney) },
    investors: round.investors.map(({ stakeholderId, name, amount }) => ({
      stakeholderId: stakeholderId ?? names.add(name ?? 'New investor'),
      amount: parseDecimal(amount),
    })),
    method: round.method,
    ...(round.pool
      ? {
          pool: {
            planId: round.pool.planId ?? base.pools[0]?.planId ?? names.add('New pool', 'new-pool'),
            size: { target: parseDecimal(round.pool.target) },
            countedIn: round.pool.countedIn,
          },
        }
      : {}),
  };
}

function newClass(
  id: string,
  name: string,
  liquidationMultiple: string,
  participation: 'NONE' | 'FULL' | 'CAPPED',
  cap: string | undefined,
): RoundTerms['newClass'] {
  return {
    id,
    name,
    seniority: 100,
    liquidationMultiple: parseDecimal(liquidationMultiple),
    participation,
    participationCapMultiple: cap === undefined ? null : parseDecimal(cap),
  };
}

function roundView(name: string, round: PricedRound, names: Names) {
  return {
    name,
    price: formatDecimal(round.price),
    preMoney: formatDecimal(round.preMoney),
    postMoney: formatDecimal(round.postMoney),
    newShares: round.investors.map(({ stakeholderId, amount, shares, paid }) => ({
      name: names.of(stakeholderId),
      amount: formatDecimal(amount),
      shares: String(shares),
      paid: formatDecimal(paid),
    })),
    conversions: round.conversions.map((one) => conversionView(one, names)),
    poolIncrease: String(round.pool?.increase ?? 0n),
    after: ownedView(round.after, names),
    changes: round.changes.map((change) => ({
      id: change.id,
      name: names.of(change.id),
      kind: change.kind,
      sharesBefore: String(change.sharesBefore),
      sharesAfter: String(change.sharesAfter),
      partBefore: partOf(change.unitsBefore),
      partAfter: partOf(change.unitsAfter),
      dilution: change.dilution === null ? null : formatDecimal(change.dilution),
    })),
  };
}

function conversionView(one: PricedRound['conversions'][number], names: Names) {
  return {
    securityId: one.convertibleId,
    stakeholderId: one.stakeholderId,
    name: names.of(one.stakeholderId),
    amount: formatDecimal(one.amount),
    interest: formatDecimal(one.interest),
    shares: String(one.shares),
    price: formatDecimal(one.price),
    basis: one.basis,
  };
}

function ownedView({ stakeholders, pools }: Ownership, names: Names) {
  const view = (kind: 'STAKEHOLDER' | 'POOL') => (line: Ownership['pools'][number]) => ({
    id: line.id,
    name: names.of(line.id),
    kind,
    shares: String(line.shares),
    part: partOf(line.units),
  });
  return [...stakeholders.map(view('STAKEHOLDER')), ...pools.map(view('POOL'))];
}

/** Units of 10⁻⁶ percent as a part of one. */
function partOf(units: bigint): string {
  return formatDecimal(units * 100n);
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.value !== null) return outcome.value;
  throw new Fail('RULE_VIOLATED', outcome.problems[0]!.message, {
    fields: outcome.problems.map(({ place, message }) => ({ path: place, message })),
  });
}
