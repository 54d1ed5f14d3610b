import type { Answer, contract, ventureAnalysisWire } from '@smartstart/contract';
import { dayMs, firstDay, monthAt, placesOf, shiftedMonth, spoken } from '@smartstart/units';
import type { Db } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import type { CameOut, NewStatement, OpenStatement } from '../../../services/models/index.ts';
import { dayNumber, historyOf } from '../chances/foreign.ts';
import { launchChance } from '../chances/launch-chance.ts';
import { exactChanceOf, roundChanceOf } from '../chances/round-chance.ts';
import { ownOutcomes, type ServedModel } from '../chances/served-model.ts';
import { enter, type Actor, type Ground } from '../ground.ts';
import { runwaySource } from '../runway/forecast.ts';
import { knownBy } from '../runway/known.ts';
import { readBooks } from '../runway/process.ts';
import { quantileAt, simulate } from '../runway/simulation.ts';
import { lastsUntil } from '../runway/study.ts';
import { bookMonth, seedOf, whatIsMissing } from '../runway/runway.ts';
import { outcomeOf, stateOf, wordsOf, type Records, type Said } from './outcomes.ts';
import * as store from './statement-store.ts';

/** What is said of every venture once a month, kept as it was said, and scored when its day has come. */

type Kind = (typeof ventureAnalysisWire.statementKind)['options'][number];
type History = Answer<typeof contract.ventureAnalysis.history>;
export type PastRecord = History['records'][number]['ofVenture'];
type NewRow = Parameters<typeof store.insertStatements>[1][number];

/** Kinds as the registry of models keeps them. */
const registered: Readonly<Record<Kind, { readonly kind: string; readonly label: string }>> = {
  RUNWAY: { kind: 'venture-runway', label: 'Runway' },
  NEXT_ROUND: { kind: 'venture-next-round', label: 'Next round' },
  LAUNCH: { kind: 'venture-launch-said', label: 'Launch' },
};
const cashAhead = [3, 6] as const;
const lastsAhead = 6;
const level = 0.8;
/** Figures of a month are entered some days after it. */
const enteredAfterDays = 20;
const statementPaths = 4_000;
const sweepSize = 50;
/** The record of all ventures is shown from so many statements that came out on. */
const leastOfAll = 20;

export async function pastRecordOf(
  { models }: Pick<Ground, 'models'>,
  db: Db,
  kind: Kind,
  ventureId?: string,
): Promise<PastRecord> {
  return models.statements.pastRecord(
    db,
    registered[kind].kind,
    ventureId === undefined ? {} : { subject: ventureId },
  );
}

export async function readHistory(
  ground: Ground,
  db: Db,
  actor: Actor,
  ventureId: string,
  query: { kind?: Kind | undefined; cursor?: string | undefined; limit: number },
): Promise<History> {
  await enter(ground, db, actor, ventureId, 'MONEY');
  const rows = await store.listStatements(db, {
    ventureId,
    kind: query.kind,
    before: readIdCursor(query.cursor),
    limit: query.limit,
  });
  const records = await recordsOf(ground, db, ventureId);
  const page = toPage(
    rows,
    query.limit,
    (row) => [row.id],
    (row) => viewOf(row, records),
  );
  const kinds: readonly Kind[] = query.kind ? [query.kind] : ['RUNWAY', 'NEXT_ROUND', 'LAUNCH'];
  const past: History['records'] = [];
  for (const kind of kinds) {
    const ofAll = await pastRecordOf(ground, db, kind);
    past.push({
      kind,
      label: registered[kind].label,
      ofVenture: await pastRecordOf(ground, db, kind, ventureId),
      ofAll: ofAll.due >= leastOfAll ? ofAll : null,
    });
  }
  return { ...page, records: past };
}

function viewOf(row: store.StatementRow, records: Records): History['items'][number] {
  const said: Said = { kind: row.kind, about: row.about, saidAt: row.said_at, dueOn: row.due_on };
  const outcome = outcomeOf(said, records);
  const state = stateOf(outcome, { lowMinor: row.low_minor, highMinor: row.high_minor });
  return {
    id: row.id,
    kind: row.kind as Kind,
    mode: row.mode as 'PRIOR',
    said: row.said,
    probability: row.probability,
    lowMinor: row.low_minor?.toString() ?? null,
    midMinor: row.mid_minor?.toString() ?? null,
    highMinor: row.high_minor?.toString() ?? null,
    saidAt: row.said_at.toISOString(),
    dueOn: row.due_on,
    state,
    outcome: wordsOf(outcome, state, said, records.currency),
    provenance: {
      model: row.model,
      version: row.version,
      trainedAt: row.trained_at?.toISOString() ?? null,
      source: row.source,
      foreign: row.is_foreign,
    },
  };
}

/** Tells the registry how statements come out, and says something of every active venture on the third of each month. */
export function defineStatements(ground: Ground, served: ServedModel): void {
  const { kernel, models } = ground;
  for (const kind of ['RUNWAY', 'NEXT_ROUND', 'LAUNCH'] as const)
    models.statements.settledBy(registered[kind].kind, (db, due) => settle(ground, db, kind, due));
  kernel.jobs.define({
    name: 'keep-venture-statements',
    cron: '20 4 3 * *',
    run: async ({ progress }) => {
      const { database } = kernel;
      let [done, after] = [0, null as string | null];
      for (;;) {
        const page = await ground.ventures.activeIds(database.db, after, sweepSize);
        for (const ventureId of page) {
          if (await sayOf(ground, served, ventureId)) done++;
          await progress(done, done, 'ventures');
        }
        if (page.length < sweepSize) return { ventures: done };
        after = page.at(-1)!;
      }
    },
  });
}

async function settle(
  ground: Ground,
  db: Db,
  kind: Kind,
  due: readonly OpenStatement[],
): Promise<Map<string, CameOut>> {
  const outcomes = new Map<string, CameOut>();
  for (const [ventureId, list] of Map.groupBy(due, ({ subject }) => subject)) {
    const records = await recordsOf(ground, db, ventureId);
    for (const { id, about, madeAt, dueAt } of list)
      outcomes.set(
        id,
        outcomeOf({ kind, about, saidAt: madeAt, dueOn: dueAt.toISOString().slice(0, 10) }, records),
      );
  }
  return outcomes;
}

async function recordsOf(
  { finances, ventures, work, kernel }: Ground,
  db: Db,
  ventureId: string,
): Promise<Records> {
  const { months, rounds, currency } = await finances.moneyOf(db, ventureId);
  const facts = (await ventures.factsOf(db, [ventureId])).get(ventureId);
  return {
    months,
    currency,
    status: facts?.status ?? 'CLOSED',
    activatedAt: (await ventures.kindOf(db, ventureId))?.activatedAt ?? null,
    launchedAt: await work.enteredPhase(db, ventureId, 'LAUNCH'),
    rounds: rounds.flatMap(({ state, closedAt }) => (state === 'COMPLETED' && closedAt ? [closedAt] : [])),
    now: kernel.clock.now(),
  };
}

/** Once a month; false when there was nothing to say, or it is said. */
async function sayOf(ground: Ground, served: ServedModel, ventureId: string): Promise<boolean> {
  const { database, clock } = ground.kernel;
  const { db } = database;
  const now = clock.now();
  const saidIn = firstDay(monthAt(now));
  if (await store.hasSaid(db, ventureId, saidIn)) return false;
  const about = { venture_id: ventureId, said_in: saidIn, said_at: now };
  const rows = [
    ...(await runwayStatements(ground, db, ventureId)),
    ...(await roundStatements(ground, db, served, ventureId)),
    ...(await launchStatements(ground, db, served, ventureId)),
  ].map((row) => ({ ...row, ...about, id: newId() }));
  if (!rows.length) return false;
  await database.transact(async (tx) => {
    const written = await store.insertStatements(tx, rows);
    await ground.models.statements.make(tx, written.map(registeredStatement));
  });
  return true;
}

type Draft = Omit<NewRow, 'id' | 'venture_id' | 'said_in' | 'said_at'>;

async function runwayStatements({ finances, kernel }: Ground, db: Db, ventureId: string): Promise<Draft[]> {
  const money = knownBy(await finances.moneyOf(db, ventureId), kernel.clock.now());
  const { currency } = money;
  if (whatIsMissing(money).length || currency === null) return [];
  const last = money.months.at(-1)!.month;
  const books = readBooks(money.months.map(bookMonth));
  const result = simulate({
    books,
    plan: {
      horizonMonths: lastsAhead,
      growthPercent: null,
      costChange: null,
      hires: [],
      rounds: [],
      oneOffs: [],
      shocks: [],
    },
    paths: statementPaths,
    seed: seedOf(ventureId),
  });
  const common = {
    kind: 'RUNWAY',
    mode: books.changes ? 'SHRUNKEN' : 'PRIOR',
    model: 'venture-runway',
    version: null,
    trained_at: null,
    source: runwaySource,
    is_foreign: false,
  } as const;
  const whole = (value: number) => BigInt(Math.round(value));
  const cash = cashAhead.map((ahead): Draft => {
    const month = shiftedMonth(last, ahead);
    const { cash: quantiles } = result.months[ahead - 1]!;
    const [low, mid, high] = [
      whole(quantileAt(quantiles, 0.1)),
      whole(quantileAt(quantiles, 0.5)),
      whole(quantileAt(quantiles, 0.9)),
    ];
    return {
      ...common,
      about: `cash ${month}`,
      said: `Cash at the end of ${month} between ${spoken(low, currency)} and ${spoken(high, currency)} with a chance of 80 %, without a new round.`,
      probability: null,
      low_minor: low,
      mid_minor: mid,
      high_minor: high,
      due_on: dueDay(month),
    };
  });
  const month = shiftedMonth(last, lastsAhead);
  const probability = lastsUntil(result, lastsAhead);
  return [
    ...cash,
    {
      ...common,
      about: `lasts ${month}`,
      said: `The cash lasts until the end of ${month} with a chance of ${Math.round(100 * probability)} %, without a new round.`,
      probability,
      low_minor: null,
      mid_minor: null,
      high_minor: null,
      due_on: dueDay(month),
    },
  ];
}

async function roundStatements(
  ground: Ground,
  db: Db,
  served: ServedModel,
  ventureId: string,
): Promise<Draft[]> {
  const now = ground.kernel.clock.now();
  const pastRecord = { due: 0, open: 0, meanSaid: null, shareTrue: null, brier: null, coverage: null };
  const input = { ...(await chanceInputOf(ground, db, served, ventureId)), pastRecord };
  const probability = exactChanceOf(input);
  if (probability === null) return [];
  const { mode, text, provenance } = roundChanceOf(input);
  return [
    {
      kind: 'NEXT_ROUND',
      about: 'within 12 months',
      mode,
      said: `Another round within twelve months: ${text}`,
      probability,
      low_minor: null,
      mid_minor: null,
      high_minor: null,
      model: provenance.model ?? 'next-round-base-rates',
      version: provenance.version,
      trained_at: provenance.trainedAt,
      source: provenance.source,
      is_foreign: provenance.foreign,
      due_on: new Date(now.getTime() + 366 * dayMs).toISOString().slice(0, 10),
    },
  ];
}

async function launchStatements(
  ground: Ground,
  db: Db,
  served: ServedModel,
  ventureId: string,
): Promise<Draft[]> {
  const said = await launchChance(ground, served, db, ventureId);
  if (!said) return [];
  const { prediction, until } = said;
  const { model, version, trainedAt, source, foreign } = prediction.provenance;
  return [
    {
      kind: 'LAUNCH',
      about: 'within 90 days',
      mode: 'LEARNT',
      said: `A launch within ninety days of the activation: about ${Math.round(100 * prediction.probability)} %.`,
      probability: prediction.probability,
      low_minor: null,
      mid_minor: null,
      high_minor: null,
      model,
      version,
      trained_at: trainedAt,
      source,
      is_foreign: foreign,
      due_on: new Date(until.getTime() + dayMs).toISOString().slice(0, 10),
    },
  ];
}

/** Everything the chance of the next round rests on, as of now. */
export async function chanceInputOf(
  { finances, ventures, kernel }: Ground,
  db: Db,
  served: ServedModel,
  ventureId: string,
) {
  const now = kernel.clock.now();
  const money = knownBy(await finances.moneyOf(db, ventureId), now);
  const kind = await ventures.kindOf(db, ventureId);
  const history = historyOf(ventureId, kind?.industry ?? null, {
    rounds: money.rounds,
    currency: money.currency,
    minorPerUnit: money.currency === null ? 100 : 10 ** placesOf(money.currency),
  });
  return {
    history,
    // A round of today is known today.
    day: dayNumber(now) + 1,
    served: await served.now(db),
    own: ownOutcomes(await finances.completedRounds(db), now),
  };
}

function dueDay(month: string): string {
  const end = Date.parse(`${firstDay(shiftedMonth(month, 1))}T00:00:00Z`);
  return new Date(end + enteredAfterDays * dayMs).toISOString().slice(0, 10);
}

function registeredStatement(row: store.StatementRow): NewStatement {
  return {
    kind: registered[row.kind as Kind].kind,
    subject: row.venture_id,
    about: row.about,
    said:
      row.probability === null
        ? { value: Number(row.mid_minor), low: Number(row.low_minor), high: Number(row.high_minor), level }
        : { probability: row.probability },
    due: new Date(`${row.due_on}T00:00:00Z`),
    by: { model: row.model ?? 'rule', version: row.version },
  };
}
