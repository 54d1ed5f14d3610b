import { dayMs } from '@smartstart/units';
import { newId } from '../../kernel/ids.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createAlarms } from './alarms.ts';
import type { Catalogue } from './catalogue.ts';
import { calibrationOf, driftOf, parityOf, type CheckResult } from './checks.ts';
import type { Registry } from './registry.ts';
import type { Runs } from './runs.ts';
import type { Servings } from './servings.ts';
import * as served from './serving-store.ts';
import { settledChances } from './statement-store.ts';
import type { Statements } from './statements.ts';
import * as store from './store.ts';
import type { Trainable } from './trainable.ts';
import { retrainMs } from './views.ts';

export const nightJob = 'check-models';

export interface NightDeps {
  readonly kernel: Kernel;
  readonly registry: Registry;
  readonly catalogue: Catalogue;
  readonly runs: Runs;
  readonly servings: Servings;
  readonly statements: Statements;
}

/** Served rows are compared for so long; what a person was told of stays no longer than needed. */
const driftMs = 30 * dayMs;
const keptMs = 90 * dayMs;
const mostRows = 5_000;
const mostSettled = 2_000;

/** Once a night: what is due is scored, what was served is checked, what is old is learnt again. */
export async function checkModels(deps: NightDeps, { progress }: Pick<JobContext, 'progress'>) {
  const { kernel, catalogue, statements } = deps;
  const trainables = catalogue.trainables();
  await progress(0, trainables.length + 1, 'Scoring what was said');
  const { settled } = await statements.settleDue();
  let [checked, alarms, asked] = [0, 0, 0];
  for (const [done, trainable] of trainables.entries()) {
    await progress(done + 1, trainables.length + 1, trainable.title);
    const found = await checkServed(deps, trainable);
    checked += found.length;
    alarms += found.filter(({ result }) => result.state === 'ALARM').length;
    // Once for an alarm: while it stands, training again each night would learn from the same outcomes.
    const alarmed = found.some(({ raised, result }) => raised && result.kind !== 'PARITY');
    if (await askTraining(deps, trainable, alarmed)) asked++;
  }
  const { db } = kernel.database;
  await served.deleteServingsBefore(db, new Date(kernel.clock.now().getTime() - keptMs));
  await served.deleteChecksBefore(db, new Date(kernel.clock.now().getTime() - 4 * keptMs));
  return { settled, checked, alarms, asked };
}

interface Checked {
  readonly result: CheckResult;
  /** It raised an alarm that did not stand before. */
  readonly raised: boolean;
}

async function checkServed(deps: NightDeps, trainable: Trainable): Promise<Checked[]> {
  const { kernel, servings } = deps;
  const { db } = kernel.database;
  const { name } = trainable;
  const champion = await store.champion(db, name);
  const report = champion && (await store.reportOf(db, name, champion.version));
  if (!champion || !report) return [];
  const { version } = champion;
  const since = new Date(kernel.clock.now().getTime() - driftMs);
  const rows = await served.servingsSince(db, name, version, since, mostRows);
  const settled = await settledChances(db, name, version, mostSettled);
  const results = [
    driftOf(trainable, report, rows),
    calibrationOf(
      settled.map((row) => ({ said: row.probability!, outcome: row.outcome! })),
      trainable.recipe.seed,
    ),
    await parityOf(db, trainable, rows, servings, kernel.log),
  ];
  const checked: Checked[] = [];
  for (const result of results) checked.push({ result, raised: await keep(deps, name, version, result) });
  return checked;
}

/** True when it raised an alarm that did not stand before. */
async function keep(
  { kernel }: NightDeps,
  name: string,
  version: string,
  { kind, state, report }: CheckResult,
): Promise<boolean> {
  const alarms = createAlarms(kernel);
  return kernel.database.transact(async (tx) => {
    const row = { id: newId(), name, version, kind, state, checked_at: kernel.clock.now() };
    await served.insertCheck(tx, { ...row, report: JSON.stringify(report) });
    if (state === 'FINE') await alarms.over(tx, { name, version, kind });
    return state === 'ALARM' && alarms.raise(tx, { name, version, kind, detail: report.text });
  });
}

/** Monthly, and when an alarm was raised; never twice for nothing, and whatever it learns serves by a human act only. */
async function askTraining(
  { kernel, registry, catalogue, runs }: NightDeps,
  { name }: Trainable,
  alarmed: boolean,
): Promise<boolean> {
  const { database, clock } = kernel;
  const newest = await registry.newest(database.db, name);
  const old = !newest || clock.now().getTime() - newest.registeredAt.getTime() >= retrainMs;
  if (!old && !alarmed) return false;
  return database.transact(async (tx) => {
    await store.lockName(tx, name);
    return (await runs.askUnlessBusy(tx, name, catalogue.jobOf(name)!)) !== null;
  });
}
