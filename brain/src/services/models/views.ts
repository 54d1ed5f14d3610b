import type { modelSchemasWire, modelsWire } from '@smartstart/contract';
import { dayMs } from '@smartstart/units';
import type { Db } from '../../kernel/db.ts';
import type { RunRow } from './run-store.ts';
import * as runStore from './run-store.ts';
import type { AlarmRow, CheckRow } from './serving-store.ts';
import * as served from './serving-store.ts';
import { pastRecordOf } from './statements.ts';
import { recordOf, settledChances } from './statement-store.ts';
import type { Models } from './models.ts';
import type { StoredReport } from './report.ts';
import * as store from './store.ts';

type In<S extends { readonly _zod: { readonly input: unknown } }> = S['_zod']['input'];
export type VersionView = In<typeof modelsWire.modelVersion>;
export type DetailView = In<typeof modelsWire.modelVersionDetail>;
export type SummaryView = In<typeof modelsWire.modelSummary>;
export type ModelView = In<typeof modelsWire.model>;
export type TrainingView = In<typeof modelsWire.modelTraining>;

const mostVersions = 100;
const mostAlarms = 20;
/** Monthly (section 14, rule 7). */
export const retrainMs = 28 * dayMs;
const shadowMs = 30 * dayMs;
const mostSettled = 5_000;

export async function versionViews(db: Db, name: string, version?: string): Promise<VersionView[]> {
  const promotions = await store.promotionsOf(db, name);
  const aliases = await store.aliasesOf(db, name);
  return (await store.versionsOf(db, name, mostVersions, version)).map((row) => {
    const promoted = promotions.find((one) => one.version === row.version);
    const release = row.passed === null;
    return {
      name: row.name,
      version: row.version,
      state: row.since ? 'PROMOTED' : promoted ? 'RETIRED' : 'EVALUATED',
      origin: release ? 'RELEASE' : 'INSTALLATION',
      aliases: [...aliases].flatMap(([alias, of]) =>
        of === row.version ? [alias as (typeof modelsWire.modelAlias)['options'][number]] : [],
      ),
      passed: row.passed,
      verdict: row.verdict ?? 'Measured by the tests of the release it came with.',
      metrics: row.metrics as Record<string, number>,
      data: row.data_name,
      licence: row.licence,
      dataHash: row.data_sha256,
      artefactHash: row.artefact_sha256,
      featureSetHash: row.feature_set_hash,
      seed: row.seed,
      codeRevision: row.code_revision,
      registeredAt: row.registered_at.toISOString(),
      promotedAt: promoted?.promoted_at.toISOString() ?? null,
      promotedBy: promoted?.promoted_by ?? null,
      reason: promoted?.reason ?? null,
    };
  });
}

export async function detailView(db: Db, name: string, version: string): Promise<DetailView | null> {
  const [view] = await versionViews(db, name, version);
  return view ? { ...view, report: await store.reportOf(db, name, version) } : null;
}

export function trainingView(row: RunRow): TrainingView {
  return {
    id: row.id,
    name: row.name,
    jobId: row.job_id,
    state: row.state as TrainingView['state'],
    outcome: row.outcome as TrainingView['outcome'],
    why: row.why,
    version: row.version,
    rows: row.row_count,
    positives: row.positives,
    done: row.done,
    total: row.total,
    note: row.note,
    askedBy: row.asked_by,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

export async function summaryView(models: Models, db: Db, name: string): Promise<SummaryView | null> {
  const { catalogue } = models.parts;
  const trainable = catalogue.trainable(name);
  const other = catalogue.other(name);
  const [newest] = await store.versionsOf(db, name, 1);
  if (!trainable && !other && !newest) return null;
  const aliases = await store.aliasesOf(db, name);
  const serving = aliases.get('champion') ?? null;
  const state = trainable ? await models.serve(name).state(db) : null;
  const checks = serving ? await served.newestChecks(db, name, serving) : [];
  const checkOf = (kind: string) =>
    (checks.find((one) => one.kind === kind)?.state as SummaryView['drift'] | undefined) ?? null;
  const [training] = await runStore.list(db, name, null, 1);
  const trains = catalogue.jobOf(name) !== null;
  return {
    name,
    title: trainable?.title ?? other?.title ?? name,
    purpose: trainable?.purpose ?? other?.purpose ?? 'Came with a release; its card is in the documentation.',
    serving,
    mode: (state ? state.version : serving) ? 'LEARNT' : 'RULE',
    standing: state?.sentence ?? standingOf(serving, newest?.passed === null, other?.until),
    versions: (await store.countVersions(db)).get(name) ?? 0,
    challenger: aliases.get('challenger') ?? null,
    shadow: aliases.get('shadow') ?? null,
    trainable: trains,
    drift: checkOf('DRIFT'),
    calibration: checkOf('CALIBRATION'),
    parity: checkOf('PARITY'),
    alarms: (await served.openAlarms(db, name)).length,
    training: training ? trainingView(training) : null,
    nextTraining:
      trains && newest ? new Date(newest.registered_at.getTime() + retrainMs).toISOString() : null,
  };
}

function standingOf(serving: string | null, ofRelease: boolean, until: string | undefined): string {
  if (serving) return `Version ${serving} serves${ofRelease ? '; it came with the release' : ''}.`;
  return `No version serves; ${until ?? 'nothing'} stands.`;
}

export async function modelView(models: Models, db: Db, name: string, now: Date): Promise<ModelView | null> {
  const summary = await summaryView(models, db, name);
  if (!summary) return null;
  const checks = summary.serving ? await served.newestChecks(db, name, summary.serving) : [];
  const record = await recordOf(db, null, { model: name });
  return {
    ...summary,
    learning: learningOf(models, name),
    driftCheck: checkView<'driftCheck'>(checks, 'DRIFT'),
    calibrationCheck: checkView<'calibrationCheck'>(checks, 'CALIBRATION'),
    parityCheck: checkView<'parityCheck'>(checks, 'PARITY'),
    alarmList: (await served.alarmsOf(db, name, mostAlarms)).map(alarmView),
    pastRecord: pastRecordOf(record),
    shadowComparison: await shadowView(db, summary, now),
  };
}

function learningOf(models: Models, name: string): ModelView['learning'] {
  const trainable = models.parts.catalogue.trainable(name);
  if (!trainable) return null;
  const { target, unit, horizonDays, recipe, features, needs, baseline, gate, data } = trainable;
  return {
    target,
    unit,
    horizonDays,
    learner: recipe.learner,
    seed: recipe.seed,
    features: features.map((one) => ({ ...one, monotone: one.monotone ?? null })),
    needs: { rows: needs.rows, keys: needs.keys ?? null, rarer: needs.rarer },
    baseline: baseline.title,
    measure: gate.measure,
    data: data.title,
    foreign: data.foreign,
  };
}

/** What a check reports on the wire, less what the row says itself. */
export type CheckReport<K extends 'driftCheck' | 'calibrationCheck' | 'parityCheck'> = Omit<
  In<(typeof modelSchemasWire)[K]>,
  'state' | 'version' | 'checkedAt'
>;

function checkView<K extends 'driftCheck' | 'calibrationCheck' | 'parityCheck'>(
  checks: readonly CheckRow[],
  kind: CheckRow['kind'],
): In<(typeof modelSchemasWire)[K]> | null {
  const row = checks.find((one) => one.kind === kind);
  if (!row) return null;
  const { version, state, report, checked_at: at } = row;
  const about = {
    state: state as In<typeof modelSchemasWire.checkState>,
    version,
    checkedAt: at.toISOString(),
  };
  return { ...(report as CheckReport<K>), ...about } as In<(typeof modelSchemasWire)[K]>;
}

function alarmView(row: AlarmRow): In<typeof modelsWire.modelAlarm> {
  return {
    id: row.id,
    version: row.version,
    kind: row.kind as served.AlarmKind,
    detail: row.detail,
    raisedAt: row.raised_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    endedWhy: row.ended_why,
  };
}

async function shadowView(
  db: Db,
  { name, serving, shadow }: SummaryView,
  now: Date,
): Promise<ModelView['shadowComparison']> {
  if (!serving || !shadow) return null;
  const since = new Date(now.getTime() - shadowMs);
  const figures = await served.shadowFigures(db, name, serving, shadow, since);
  const settled = (await settledChances(db, name, serving, mostSettled)).filter(
    (row) => row.shadow_version === shadow && row.shadow_probability !== null,
  );
  const brier = (of: (row: (typeof settled)[number]) => number | null) =>
    settled.length
      ? settled.reduce((sum, row) => sum + (of(row)! - row.outcome!) ** 2, 0) / settled.length
      : null;
  return {
    version: shadow,
    rows: figures.rows,
    meanServed: figures.served,
    meanShadow: figures.shadow,
    meanGap: figures.gap,
    farApart: figures.far,
    settled: settled.length,
    brierServed: brier((row) => row.probability),
    brierShadow: brier((row) => row.shadow_probability),
  };
}

export type { StoredReport };
