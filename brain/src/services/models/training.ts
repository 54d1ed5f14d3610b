import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint } from '../../engines/ml/index.ts';
import { featureSetHash, savePipeline } from '../../engines/ml/tabular/index.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { inThread, ThreadLimit } from '../../kernel/thread.ts';
import type { FitAnswer, FitInput } from './fit.ts';
import { passedAll, verdictOf } from './gate.ts';
import type { Registry } from './registry.ts';
import type { LastAct, Run, RunEnd } from './runs.ts';
import type { Trainable, TrainingRow } from './trainable.ts';
import { NotEnough, tableOf, type TrainingTable } from './training-table.ts';

export interface TrainingDeps {
  readonly kernel: Kernel;
  readonly registry: Registry;
  /** The module that runs in the thread; tests hand in one that dies. */
  readonly worker?: URL;
}

const worker = new URL('./fit-worker.ts', import.meta.url);
/** A job has fifteen minutes; collecting takes its part. */
const deadlineMs = 10 * 60_000;
const memoryMb = 1024;
/** Of a hundred: so much is collecting. */
const collecting = 30;

/** From the outcomes to a judged version, or to the sentence that says why there is none. */
export async function train(deps: TrainingDeps, trainable: Trainable, run: Run): Promise<RunEnd | LastAct> {
  const { kernel, registry } = deps;
  const until = kernel.clock.now();
  await run.progress(0, 100, 'Collecting outcomes');
  const collected = await trainable.collect(kernel.database.db, {
    until,
    progress: (done, total) =>
      run.progress(Math.floor((collecting * done) / Math.max(1, total)), 100, 'Collecting outcomes'),
  });
  const rows = readable(trainable, collected, until);
  if ('outcome' in rows) return rows;
  const seen = { rows: rows.labels.length, positives: rows.positives };
  const newest = await registry.newest(kernel.database.db, trainable.name);
  if (newest?.dataHash === rows.hash && newest.featureSetHash === setOf(trainable))
    return {
      outcome: 'NOTHING_NEW',
      why: `No outcome has been added since version ${newest.version}; it would be the same.`,
      ...seen,
    };
  const answer = await fitted(deps, trainable, rows, run);
  if (answer.outcome === 'NOT_ENOUGH') return { ...answer, ...seen };
  return lastAct(registry, trainable, rows, answer);
}

/** Of the features in use: a version of another one does not serve. */
export function setOf({ features, featureSet }: Trainable): string {
  return featureSetHash(features, featureSet);
}

function readable(
  trainable: Trainable,
  collected: readonly TrainingRow[],
  until: Date,
): TrainingTable | RunEnd {
  try {
    return tableOf(trainable, collected, until);
  } catch (error) {
    if (!(error instanceof NotEnough)) throw error;
    const positives = collected.filter(({ label }) => label === 1).length;
    return { outcome: 'NOT_ENOUGH', why: error.message, rows: collected.length, positives };
  }
}

async function fitted(
  deps: TrainingDeps,
  trainable: Trainable,
  rows: TrainingTable,
  run: Run,
): Promise<FitAnswer> {
  const { target, unit, gate, data, features, baseline, recipe } = trainable;
  const about = { target, unit, gate, data, baselineTitle: baseline.title, features };
  const input: FitInput = { ...rows, about, recipe };
  try {
    return await inThread<FitAnswer>(deps.worker ?? worker, input, {
      deadlineMs,
      memoryMb,
      onBeat: (latest) => {
        const { share, note } = (latest ?? { share: 0, note: 'Learning' }) as { share: number; note: string };
        return run.progress(collecting + Math.floor((100 - collecting) * share), 100, note);
      },
    });
  } catch (error) {
    if (error instanceof ThreadLimit)
      throw new Error(
        error.limit === 'TIME'
          ? 'The training took longer than ten minutes and was stopped.'
          : 'The training took more memory than it may and was stopped.',
        { cause: error },
      );
    throw error;
  }
}

function lastAct(
  registry: Registry,
  trainable: Trainable,
  { hash, labels, positives }: TrainingTable,
  { pipeline, report }: Extract<FitAnswer, { outcome: 'JUDGED' }>,
): LastAct {
  const { name, data, recipe, featureSet } = trainable;
  const passed = passedAll(report.checks);
  const verdict = verdictOf(report.checks);
  const metrics = Object.fromEntries(
    report.metrics.flatMap(({ key, value }) => (value === null ? [] : [[key, value]])),
  );
  return async (tx) => {
    const version = await registry.registerTrained(tx, name, {
      artefact: (given) =>
        savePipeline(pipeline, {
          name,
          version: given,
          createdFrom: { data: data.title, sha256: hash, licence: data.licence },
          featureVersion: featureSet,
          seed: recipe.seed,
          metrics,
          codeRevision: codeRevision(),
          trainedOn: [],
        }),
      passed,
      verdict,
      report,
    });
    const outcome = passed ? 'PASSED' : 'NOT_BETTER';
    return { outcome, why: verdict, version, rows: labels.length, positives };
  };
}

let revision: string | null = null;
/** Of the code that learns and judges: equal code makes equal versions of equal rows. */
function codeRevision(): string {
  return (revision ??= fingerprint(
    ['../../engines/ml', '../../engines/ml/tabular', '.']
      .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
      .flatMap((folder) =>
        readdirSync(folder)
          .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^test-/.test(file))
          .sort()
          .map((file) => fingerprint(readFileSync(path.join(folder, file)))),
      )
      .join(),
    16,
  ));
}
