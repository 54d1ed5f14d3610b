import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, readArtefact, type ArtefactHeader } from '../../engines/ml/index.ts';
import type { Db, Tx } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { StoredReport } from './report.ts';
import * as store from './store.ts';

/** Where the models that come with the platform lie. */
export const modelsDir = fileURLToPath(new URL('../../../models', import.meta.url));

export interface Champion {
  readonly name: string;
  readonly version: string;
  /** Where its artefact lies; who loads it checks the hash in the file itself. What was learnt here lies in no file. */
  readonly file: string;
  readonly registeredAt: Date;
}

/** The registry of models: which versions there are, and which one serves. */
export interface Registry {
  /**
   * Registers the shipped artefacts; runs at each start and changes nothing the second time. A registered artefact that
   * is damaged, or differs from what was registered under its version, stops the start.
   */
  register(): Promise<void>;
  /** The version that serves, or null when no model of this name is registered. */
  champion(db: Db, name: string): Promise<Champion | null>;
  /** The version registered last, whether it serves or not. */
  newest(db: Db, name: string): Promise<Newest | null>;
  /** Registers what was learnt here, evaluated but not serving: an operator decides. Answers with its version. */
  registerTrained(tx: Tx, name: string, trained: Trained): Promise<string>;
  /** The bytes of a version learnt here; they are in the database, so that every Brain has them. */
  trainedArtefact(db: Db, name: string, version: string): Promise<Uint8Array | null>;
  /** The bytes of a version, whether learnt here or shipped. */
  artefact(db: Db, name: string, version: string): Promise<Uint8Array | null>;
}

export interface Newest {
  readonly version: string;
  readonly dataHash: string;
  readonly featureSetHash: string;
  readonly registeredAt: Date;
}

export interface Trained {
  /** Given the version, the artefact. */
  artefact(version: string): Uint8Array;
  readonly passed: boolean;
  readonly verdict: string;
  /** What it measured, for the pages of the operators, its card and the checks of the night. */
  readonly report?: StoredReport;
}

interface Shipped {
  readonly file: string;
  readonly header: ArtefactHeader;
  readonly sha256: string;
  /** Beside the artefact, as `<name>-<version>.report.json`. */
  readonly report: StoredReport | null;
}

export function createRegistry(kernel: Kernel, dir = modelsDir): Registry {
  const { database, clock, log } = kernel;
  return {
    async register() {
      const shipped = readShipped(dir);
      await database.transact(async (tx) => {
        const known = new Map((await store.versions(tx)).map((row) => [`${row.name} ${row.version}`, row]));
        const now = clock.now();
        for (const { header, sha256, file, report } of shipped) {
          const before = known.get(`${header.name} ${header.version}`);
          if (before && before.artefact_sha256 !== sha256)
            throw new Error(
              `${path.basename(file)} differs from the artefact that was registered as ${header.name} ${header.version}. Restore it, or give the new one a new version.`,
            );
          if (before) continue;
          await store.insertVersion(tx, rowOf(header, sha256, now));
          // Shipped versions come with a release, whose tests measured them: the newest one serves.
          await store.setAlias(tx, header.name, 'champion', header.version, now);
          if (report) await store.insertReport(tx, header.name, header.version, report);
          log.info({ model: header.name, version: header.version }, 'model registered');
        }
      });
    },
    async champion(db, name) {
      const row = await store.champion(db, name);
      if (!row) return null;
      const file = path.join(dir, `${name}-${row.version}.bin`);
      return { name, version: row.version, file, registeredAt: row.registered_at };
    },
    async newest(db, name) {
      const [row] = await store.versionsOf(db, name, 1);
      if (!row) return null;
      const { version, data_sha256: dataHash, feature_set_hash: featureSetHash } = row;
      return { version, dataHash, featureSetHash, registeredAt: row.registered_at };
    },
    async registerTrained(tx, name, { artefact, passed, verdict, report }) {
      await store.lockName(tx, name);
      const version = String(((await store.countVersions(tx)).get(name) ?? 0) + 1);
      const bytes = artefact(version);
      const { header } = readArtefact(bytes);
      if (header.name !== name || header.version !== version)
        throw new Error(
          `The artefact of ${name} ${version} says that it is ${header.name} ${header.version}.`,
        );
      await store.insertVersion(tx, rowOf(header, fingerprint(bytes), clock.now()));
      await store.insertTraining(tx, { name, version, artefact: Buffer.from(bytes), passed, verdict });
      if (report) await store.insertReport(tx, name, version, report);
      if (passed) await store.setAlias(tx, name, 'challenger', version, clock.now());
      return version;
    },
    trainedArtefact: store.artefactOf,
    async artefact(db, name, version) {
      const trained = await store.artefactOf(db, name, version);
      if (trained) return trained;
      const file = path.join(dir, `${name}-${version}.bin`);
      return existsSync(file) ? readFileSync(file) : null;
    },
  };
}

function rowOf(header: ArtefactHeader, sha256: string, now: Date): Parameters<typeof store.insertVersion>[1] {
  return {
    name: header.name,
    version: header.version,
    artefact_sha256: sha256,
    feature_set_hash: header.featureSetHash,
    data_name: header.createdFrom.data,
    data_sha256: header.createdFrom.sha256,
    licence: header.createdFrom.licence,
    seed: header.seed,
    code_revision: header.codeRevision ?? null,
    metrics: JSON.stringify(header.metrics),
    registered_at: now,
  };
}

function readShipped(dir: string): Shipped[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.bin'))
    .map((name) => {
      const file = path.join(dir, name);
      const bytes = readFileSync(file);
      const { header } = readArtefact(bytes);
      if (name !== `${header.name}-${header.version}.bin`)
        throw new Error(`${name} holds the model ${header.name} ${header.version}.`);
      const beside = file.replace(/\.bin$/, '.report.json');
      const report = existsSync(beside) ? (JSON.parse(readFileSync(beside, 'utf8')) as StoredReport) : null;
      return { file, header, sha256: fingerprint(bytes), report };
    })
    .sort(
      (a, b) => a.header.name.localeCompare(b.header.name) || rank(a.header.version) - rank(b.header.version),
    );
}

function rank(version: string): number {
  return version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
}
