import type { Answer, contract } from '@smartstart/contract';
import { divideRounded, formatDecimal, parseDecimal } from '@smartstart/units';
import type { Db, Tx } from '../../../kernel/db.ts';
import { Fail } from '../../../kernel/errors.ts';
import { findBooks, updateBooks, venturesWithBooks } from '../books/books-store.ts';
import { lastMonthOver, lockBooks, record, standingFor, writerIn, type Ground } from '../books/ground.ts';
import type { Actor, WorkKpi } from '../deps.ts';
import { currentRound, noSums, sumsOf } from '../funding/funding-store.ts';
import { recognisedByMonth } from '../revenue/revenue-store.ts';
import { firstDay, monthAt, monthOf, shifted } from '../rules/calendar.ts';
import type { Right } from '../rules/policy.ts';
import { runwayOf } from '../rules/runway-rule.ts';
import * as store from './figures-store.ts';
import { kpiNames, kpiTable, type KpiName } from './kpi-table.ts';
import { actualOf, monthsOf, watchRunway } from './runway.ts';

type Board = Answer<typeof contract.finances.kpis>;
type Values = Partial<Record<KpiName, string | null>>;

/** Months before the first shown that the first mean of burn rests on. */
const lead = 5;
const sweepSize = 200;

export async function readKpis(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  { months }: { months: number },
): Promise<Board> {
  const { rights } = await standingFor(ground, db, ventureId, actor, 'see-own');
  const names = kpiNames.filter((name) => mayRead(name, rights));
  if (!names.length) throw new Fail('FORBIDDEN', 'Your role in this venture does not include that.');
  const books = await findBooks(db, ventureId);
  const shown = Array.from({ length: months }, (_, index) =>
    shifted(lastMonthOver(ground), index + 1 - months),
  );
  const byMonth = rights.has('see-money')
    ? await moneyByMonth(db, ventureId, shown)
    : new Map<string, Values>();
  const snapshots = new Map(
    (await store.snapshotsSince(db, ventureId, firstDay(shown[0]!))).map((row) => [
      `${row.kpi} ${monthOf(row.month)}`,
      tidy(row.value),
    ]),
  );
  const now = await valuesNow(ground, db, ventureId, rights, byMonth.get(shown.at(-1)!) ?? {});
  const targets = new Map((await store.targetsOf(db, ventureId)).map((row) => [row.kpi, tidy(row.target)]));
  return {
    items: names.map((name) => {
      const { label, unit, formula, better } = kpiTable[name];
      const value = now[name] ?? null;
      const target = targets.get(name) ?? null;
      return {
        kpi: name,
        label,
        unit,
        formula,
        better,
        value,
        gap: value === null ? gapOf(name, ground) : null,
        target,
        targetMet: value === null || target === null ? null : meets(value, target, better),
        history: shown.map((month) => ({
          month,
          value: byMonth.get(month)?.[name] ?? snapshots.get(`${name} ${month}`) ?? null,
        })),
      };
    }),
    currency: books?.currency ?? null,
    version: books?.targets_version ?? 0,
    maySetTargets: rights.has('keep-books'),
  };
}

export async function setTargets(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  ventureId: string,
  targets: readonly { kpi: KpiName; target: string | null }[],
  requireVersion: (version: number) => void,
): Promise<{ version: number }> {
  await writerIn(ground, tx, ventureId, actor, 'keep-books');
  const books = await lockBooks(ground, tx, ventureId);
  requireVersion(books.targets_version);
  if (new Set(targets.map(({ kpi }) => kpi)).size < targets.length)
    throw new Fail('RULE_VIOLATED', 'A KPI is named twice.');
  const before = new Map((await store.targetsOf(tx, ventureId)).map((row) => [row.kpi, tidy(row.target)]));
  for (const { kpi, target } of targets)
    await (target === null
      ? store.removeTarget(tx, ventureId, kpi)
      : store.setTarget(tx, {
          venture_id: ventureId,
          kpi,
          target,
          set_by: actor.userId,
          set_at: ground.kernel.clock.now(),
        }));
  const version = books.targets_version + 1;
  await updateBooks(tx, ventureId, { targets_version: version });
  await record(ground, tx, {
    ventureId,
    entity: 'target',
    id: ventureId,
    event: 'set',
    actor,
    before: Object.fromEntries(targets.map(({ kpi }) => [kpi, before.get(kpi) ?? null])),
    after: Object.fromEntries(targets.map(({ kpi, target }) => [kpi, target])),
  });
  return { version };
}

/** Figures of each day overwrite those of the day before until the month ends: the last of a month stays. */
export function defineSnapshots(ground: Ground): void {
  const { database, jobs } = ground.kernel;
  jobs.define({
    name: 'keep-kpis',
    cron: '40 3 * * *',
    run: async () => {
      for (let after: string | null = null; ;) {
        const page: string[] = await venturesWithBooks(database.db, after, sweepSize);
        for (const ventureId of page) await database.transact((tx) => keep(ground, tx, ventureId));
        if (page.length < sweepSize) return;
        after = page.at(-1)!;
      }
    },
  });
}

async function keep(ground: Ground, tx: Tx, ventureId: string): Promise<void> {
  const now = ground.kernel.clock.now();
  await lockBooks(ground, tx, ventureId);
  const values: Values = {
    ...(await ground.work?.kpis(tx, ventureId)),
    FUNDING: await fundingPercent(tx, ventureId),
  };
  await store.keepSnapshots(
    tx,
    kpiNames.flatMap((kpi) => {
      const value = values[kpi];
      if (value === null || value === undefined) return [];
      return [{ venture_id: ventureId, kpi, month: firstDay(monthAt(now)), value, taken_at: now }];
    }),
  );
  // Time alone can make figures stale; nobody has to look for the level to be right.
  const venture = await ground.ventures.teamOf(tx, ventureId);
  if (venture) await watchRunway(ground, tx, { ventureId, ventureName: venture.name });
}

async function valuesNow(
  ground: Ground,
  db: Db,
  ventureId: string,
  rights: ReadonlySet<Right>,
  lastMonth: Values,
): Promise<Values> {
  const work: Partial<Record<WorkKpi, string | null>> = rights.has('see-work')
    ? ((await ground.work?.kpis(db, ventureId)) ?? {})
    : {};
  if (!rights.has('see-money')) return work;
  return { ...work, ...lastMonth, FUNDING: await fundingPercent(db, ventureId) };
}

/** What the books say of each month, worked out anew: a correction today corrects the past. */
async function moneyByMonth(
  db: Db,
  ventureId: string,
  months: readonly string[],
): Promise<Map<string, Values>> {
  const from = firstDay(shifted(months[0]!, -lead));
  const to = firstDay(months.at(-1)!);
  const actuals = (await store.monthsBetween(db, ventureId, from, to)).map(actualOf);
  const revenue = await recognisedByMonth(db, ventureId, from, to);
  return new Map(
    months.map((month): [string, Values] => {
      const actual = actuals.find((one) => one.month === month);
      const recognised = revenue.get(month);
      return [
        month,
        {
          REVENUE: recognised?.toString() ?? null,
          MARGIN:
            actual && recognised && recognised > 0n
              ? percentOf(recognised - actual.costsMinor, recognised)
              : null,
          NET_BURN: actual ? (actual.costsMinor - actual.incomeMinor).toString() : null,
          CASH: actual?.cashMinor.toString() ?? null,
          RUNWAY: monthsOf(
            runwayOf(
              actuals.filter((one) => one.month <= month),
              month,
            ),
          ),
        },
      ];
    }),
  );
}

async function fundingPercent(db: Db, ventureId: string): Promise<string | null> {
  const round = await currentRound(db, ventureId);
  if (!round) return null;
  const { raisedMinor } = (await sumsOf(db, [round.id])).get(round.id) ?? noSums;
  return percentOf(raisedMinor, round.target_minor);
}

/** In percent with two places, rounded down, so that 99.996 % is not a target met. */
function percentOf(value: bigint, whole: bigint): string {
  return formatDecimal(divideRounded(value * 10_000n, whole, 'FLOOR') * 100_000_000n);
}

/** `numeric` comes back with the zeros it was written with. */
function tidy(value: string): string {
  return formatDecimal(parseDecimal(value));
}

function meets(value: string, target: string, better: 'MORE' | 'LESS'): boolean {
  const [is, wanted] = [parseDecimal(value), parseDecimal(target)];
  return better === 'MORE' ? is >= wanted : is <= wanted;
}

function mayRead(name: KpiName, rights: ReadonlySet<Right>): boolean {
  return rights.has(kpiTable[name].of === 'money' ? 'see-money' : 'see-work');
}

const gaps: Readonly<Record<KpiName, string>> = {
  REVENUE: 'No revenue of the last full month is recognised.',
  MARGIN: 'Needs recognised revenue and the actual figures of the last full month.',
  NET_BURN: 'The actual figures of the last full month are not entered.',
  CASH: 'The actual figures of the last full month are not entered.',
  RUNWAY: 'Not burning, or no actual figures of the last months.',
  FUNDING: 'No funding round was opened yet.',
  CHECKIN_RATE: 'There are no check-ins of the last 14 days.',
  MOOD: 'Fewer than 3 members told their mood in the last 14 days.',
  BLOCKER_TIME: 'No blocker was cleared yet.',
  ON_TIME_RATE: 'Nothing was due in the last 30 days.',
  RISK_EXPOSURE: 'No risk is recorded.',
  SKILL_COVERAGE: 'The venture names no skills it wants.',
  VELOCITY: 'No sprint is finished yet.',
};

function gapOf(name: KpiName, { work }: Ground): string {
  return kpiTable[name].of === 'work' && !work ? 'This figure is not measured yet.' : gaps[name];
}
