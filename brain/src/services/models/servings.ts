import { createHmac, hkdfSync } from 'node:crypto';
import { ArtefactError } from '../../engines/ml/index.ts';
import {
  explainRow,
  FitError,
  openPipeline,
  predictChances,
  type Pipeline,
} from '../../engines/ml/tabular/index.ts';
import type { Db } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createVault, type Vault } from '../../kernel/vault.ts';
import { createAlarms } from './alarms.ts';
import type { Catalogue } from './catalogue.ts';
import { intervalAt, roundedChance, stepOf, widened } from './intervals.ts';
import { reasonsOf } from './reasons.ts';
import type { Registry } from './registry.ts';
import type { StoredReport } from './report.ts';
import type { NotServing, Prediction, ServedRow, Serving, ServingState } from './serving.ts';
import * as served from './serving-store.ts';
import * as store from './store.ts';
import type { FeatureVector, Provenance, Trainable } from './trainable.ts';
import { setOf } from './training.ts';
import { tableOfVectors } from './training-table.ts';

export interface Servings {
  of(name: string): Serving;
  /** A stable name for a key that tells nothing of it. */
  subjectOf(key: string): string;
  keyOf(row: { id: string; key_sealed: Buffer }): string;
}

/** A version whose bytes were opened. */
interface Open {
  readonly version: string;
  readonly pipeline: Pipeline;
  readonly report: StoredReport | null;
  readonly provenance: Provenance;
}

type Standing = { readonly open: Open; readonly suspended: string | null } | { readonly why: NotServing };

/** Served rows kept of one model a day, by each Brain. */
const mostKept = 5_000;
const explainedAtOnce = 20;

const sentences: Record<NotServing, string> = {
  NO_CHAMPION: 'No version was promoted; the rule stands.',
  SUSPENDED: 'An alarm stands against the version that served; the rule stands until it is over.',
  DAMAGED_ARTEFACT: 'The version that was promoted is damaged; the rule stands.',
  OTHER_FEATURE_SET: 'The version that was promoted was learnt from other features; the rule stands.',
  UNKNOWN_MODEL: 'There is no model of this name; the rule stands.',
};

export function createServings(kernel: Kernel, registry: Registry, catalogue: Catalogue): Servings {
  const { database, clock, log } = kernel;
  const { db } = database;
  const alarms = createAlarms(kernel);
  const pseudonym = Buffer.from(hkdfSync('sha256', kernel.encryptionKey, '', 'model subjects', 32));
  const vault = createVault(kernel.encryptionKey, 'model-servings');
  const opened = new Map<string, Open>();
  const subjectOf = (key: string) => createHmac('sha256', pseudonym).update(key).digest('base64url');
  const kept = createDayCounter(() => clock.now());

  async function open(from: Db, trainable: Trainable, version: string, registeredAt: Date): Promise<Open> {
    const { name, data } = trainable;
    const known = opened.get(`${name} ${version}`);
    if (known) return known;
    const bytes = await registry.artefact(from, name, version);
    if (!bytes) throw new ArtefactError(`The artefact of ${name} ${version} is not there.`);
    const { pipeline } = openPipeline(bytes, { featureSetHash: setOf(trainable) });
    const report = await store.reportOf(from, name, version);
    const trainedAt = registeredAt.toISOString();
    const source = report?.source ?? `${data.title} (${data.licence})`;
    const foreign = report?.foreign ?? data.foreign;
    const one = {
      version,
      pipeline,
      report,
      provenance: { model: name, version, trainedAt, source, foreign },
    };
    opened.set(`${name} ${version}`, one);
    return one;
  }

  /** What serves now: asked anew each time, so that a promotion or a rollback is followed at once by every Brain. */
  async function standing(trainable: Trainable, from: Db): Promise<Standing> {
    const champion = await store.champion(from, trainable.name);
    if (!champion) return { why: 'NO_CHAMPION' };
    const { version } = champion;
    const against = (await served.openAlarms(from, trainable.name)).filter((one) => one.version === version);
    try {
      const one = await open(from, trainable, version, champion.registered_at);
      const stopping = against.find(({ kind }) => kind === 'DRIFT' || kind === 'CALIBRATION');
      return { open: one, suspended: stopping?.detail ?? null };
    } catch (error) {
      if (!(error instanceof ArtefactError)) throw error;
      const other = champion.feature_set_hash !== setOf(trainable);
      const [why, kind] = other
        ? (['OTHER_FEATURE_SET', 'FEATURES'] as const)
        : (['DAMAGED_ARTEFACT', 'ARTEFACT'] as const);
      if (!against.some((one) => one.kind === kind)) {
        log.error({ err: error, model: trainable.name, version }, 'a model cannot serve');
        const detail = error.message;
        await database.transact((tx) => alarms.raise(tx, { name: trainable.name, version, kind, detail }));
      }
      return { why };
    }
  }

  async function shadowOf(trainable: Trainable, champion: string): Promise<Open | null> {
    const version = (await store.aliasesOf(db, trainable.name)).get('shadow');
    if (!version || version === champion) return null;
    const [row] = await store.versionsOf(db, trainable.name, 1, version);
    try {
      return row ? await open(db, trainable, version, row.registered_at) : null;
    } catch (err) {
      log.warn({ err, model: trainable.name, version }, 'a shadow cannot be scored');
      return null;
    }
  }

  async function predict(
    trainable: Trainable,
    rows: readonly ServedRow[],
  ): Promise<ReadonlyMap<string, Prediction> | null> {
    if (!rows.length) return new Map();
    const now = await standing(trainable, db);
    if ('why' in now) return null;
    const shadow = await shadowOf(trainable, now.open.version);
    const predictions = await predictionsOf(trainable, now.open, shadow, rows);
    await keep(trainable, now.open, rows, predictions);
    return now.suspended === null ? predictions.shown : null;
  }

  /** For drift, parity and the shadow; a failure here keeps nobody from an answer. */
  async function keep(
    { name, features }: Trainable,
    { version }: Open,
    rows: readonly ServedRow[],
    { exact, shown }: Predictions,
  ): Promise<void> {
    const at = clock.now();
    const taken = rows.slice(0, kept.take(name, rows.length, mostKept));
    try {
      await served.insertServings(
        db,
        taken.map((row, place) => {
          const id = newId();
          const subject = subjectOf(row.key);
          const shadow = shown.get(row.key)?.shadow ?? null;
          return {
            id,
            name,
            version,
            subject,
            key_sealed: vault.seal(Buffer.from(row.key), id),
            day: at.toISOString().slice(0, 10),
            as_of: row.asOf ?? at,
            vector: JSON.stringify(vectorOf(features, row.features)),
            probability: exact[place]!,
            shadow_version: shadow?.version ?? null,
            shadow_probability: shadow?.probability ?? null,
            served_at: at,
          };
        }),
      );
    } catch (err) {
      log.error({ err, model: name, version }, 'what was served could not be kept');
    }
  }

  return {
    subjectOf,
    keyOf: (row) => openKey(vault, row),
    of: (name) => ({
      async predict(rows) {
        const trainable = catalogue.trainable(name);
        if (!trainable) return null;
        try {
          return await predict(trainable, rows);
        } catch (err) {
          log.error({ err, model: name }, 'a model failed; the rule stands');
          return null;
        }
      },
      async state(from = db) {
        const trainable = catalogue.trainable(name);
        const now = trainable ? await standing(trainable, from) : ({ why: 'UNKNOWN_MODEL' } as const);
        return stateOf(now);
      },
    }),
  };
}

function stateOf(now: Standing): ServingState {
  if ('why' in now) return { version: null, provenance: null, why: now.why, sentence: sentences[now.why] };
  const { version, provenance } = now.open;
  if (now.suspended !== null)
    return {
      version: null,
      provenance: null,
      why: 'SUSPENDED',
      sentence: `${sentences.SUSPENDED} ${now.suspended}`,
    };
  return { version, provenance, why: null, sentence: `Version ${version} serves.` };
}

interface Predictions {
  /** As computed, in the order of the rows. */
  readonly exact: Float64Array;
  readonly shown: ReadonlyMap<string, Prediction>;
}

async function predictionsOf(
  { features }: Trainable,
  { pipeline, report, provenance }: Open,
  shadow: Open | null,
  rows: readonly ServedRow[],
): Promise<Predictions> {
  const table = tableOfVectors(
    features,
    rows.map((row) => row.features),
  );
  const exact = predictChances(pipeline, table);
  const beside = shadow && predictChances(shadow.pipeline, table);
  const shown = new Map<string, Prediction>();
  for (const [row, { key }] of rows.entries()) {
    // Reasons take about a millisecond each; others want to be answered between them.
    if (row % explainedAtOnce === explainedAtOnce - 1) await new Promise(setImmediate);
    const chance = exact[row]!;
    if (!Number.isFinite(chance)) throw new FitError('The model said something that is no chance.');
    const range = intervalAt(report?.chances ?? [], chance);
    const step = stepOf(range);
    shown.set(key, {
      key,
      mode: 'LEARNT',
      probability: roundedChance(chance, step),
      interval: {
        ...widened(range, step),
        level: report?.chanceLevel ?? 0.9,
      },
      reasons: reasonsOf(explainRow(pipeline, table, row), features),
      provenance,
      shadow: beside && shadow ? { version: shadow.version, probability: beside[row]! } : null,
    });
  }
  return { exact, shown };
}

/** As it is kept: every feature, in order; −0 and NaN do not come back from text as they went in. */
export function vectorOf(features: Trainable['features'], vector: FeatureVector): (number | string | null)[] {
  return features.map(({ name }) => {
    const value = vector[name] ?? null;
    return typeof value === 'number' ? (Number.isNaN(value) ? null : value + 0) : value;
  });
}

function openKey(vault: Vault, { id, key_sealed: sealed }: { id: string; key_sealed: Buffer }): string {
  return vault.open(sealed, id).toString();
}

/** How many of a name were taken today; begins anew with the day. */
function createDayCounter(now: () => Date) {
  const taken = new Map<string, { day: string; count: number }>();
  return {
    take(name: string, wanted: number, most: number): number {
      const day = now().toISOString().slice(0, 10);
      const before = taken.get(name);
      const count = before?.day === day ? before.count : 0;
      const granted = Math.max(0, Math.min(wanted, most - count));
      taken.set(name, { day, count: count + granted });
      return granted;
    },
  };
}
