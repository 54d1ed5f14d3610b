import type { Db, Tx } from '../../kernel/db.ts';
import type { JobContext } from '../../kernel/jobs.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createCatalogue, trainingJobOf, type Catalogue, type OwnLearner } from './catalogue.ts';
import { checkModels, nightJob } from './night.ts';
import { createRegistry, type Registry } from './registry.ts';
import { createRuns, type LastAct, type Run, type RunEnd, type Runs } from './runs.ts';
import { createServings, type Servings } from './servings.ts';
import type { Serving } from './serving.ts';
import { forgetSubject } from './serving-store.ts';
import { allAbout as statementsAbout } from './statement-store.ts';
import { createStatements, type Statements } from './statements.ts';
import type { Trainable } from './trainable.ts';
import { train } from './training.ts';

/** Every model: what it is, which versions there are and what they measured, which one serves, and how it does. */
export interface Models extends Registry {
  /** Makes a model known that is trained, judged and served here; before the jobs start. */
  declare(trainable: Trainable): Serving;
  /** Makes a model known whose learner is its own; its job calls `track`. */
  announce(model: OwnLearner): void;
  /** What serves under the name of a declared model. */
  serve(name: string): Serving;
  /**
   * Does a job's work as a training: kept with its end, cancellable, one of a name at a time. What has to be written when
   * the work is done (`registerTrained`) is a function it answers with: it runs in the transaction that ends the training.
   */
  track(
    name: string,
    context: JobContext,
    work: (run: Run) => Promise<RunEnd | LastAct>,
  ): Promise<Record<string, unknown>>;
  readonly statements: Statements;
  /** All that was kept of a person or venture goes: served rows and statements (erasure, consent withdrawn). */
  forget(tx: Tx, key: string): Promise<void>;
  /** What was said about a person, for the export of their data. */
  exportOf(db: Db, userId: string): Promise<unknown>;
  /** For the operators' routes. */
  readonly parts: { readonly catalogue: Catalogue; readonly runs: Runs; readonly servings: Servings };
}

export function createModels(kernel: Kernel): Models {
  const registry = createRegistry(kernel);
  const catalogue = createCatalogue();
  const runs = createRuns(kernel);
  const statements = createStatements(kernel);
  const servings = createServings(kernel, registry, catalogue);
  kernel.jobs.define({
    name: nightJob,
    cron: '50 2 * * *',
    run: (context) => checkModels({ kernel, registry, catalogue, runs, servings, statements }, context),
  });
  const forget = async (tx: Tx, key: string) => {
    await forgetSubject(tx, servings.subjectOf(key));
    await statements.forget(tx, key);
  };
  kernel.outbox.subscribe('models.erase', ['account.erased'], async (tx, event) => {
    const { userId } = event.data;
    if (typeof userId !== 'string') throw new Error('account.erased names nobody.');
    await forget(tx, userId);
  });
  return {
    ...registry,
    statements,
    forget,
    exportOf: async (db, userId) =>
      (await statementsAbout(db, userId)).map((row) => ({
        kind: row.kind,
        about: row.about,
        by: { model: row.model, version: row.version },
        said:
          row.probability === null
            ? { value: row.value, low: row.low, high: row.high, level: row.level }
            : { probability: row.probability },
        madeAt: row.made_at,
        dueAt: row.due_at,
        cameOut: row.outcome,
      })),
    parts: { catalogue, runs, servings },
    declare(trainable) {
      catalogue.add(trainable);
      kernel.jobs.define({
        name: trainingJobOf(trainable.name),
        // Another try would learn from the same rows; the night asks again.
        retryLimit: 0,
        run: (context) =>
          runs.within(trainable.name, context, (run) => train({ kernel, registry }, trainable, run)),
      });
      return servings.of(trainable.name);
    },
    announce: (model) => catalogue.addOther(model),
    serve: (name) => servings.of(name),
    track: runs.within,
  };
}
