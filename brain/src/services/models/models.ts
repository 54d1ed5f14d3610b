import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, readArtefact, type ArtefactHeader } from '../../engines/ml/index.ts';
import type { Db } from '../../kernel/db.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import * as store from './store.ts';

/** Where the models that come with the platform lie. */
export const modelsDir = fileURLToPath(new URL('../../../models', import.meta.url));

export interface Champion {
  readonly name: string;
  readonly version: string;
  /** Where its artefact lies; who loads it checks the hash in the file itself. */
  readonly file: string;
}

/** The registry of models: which versions there are, and which one serves. */
export interface Models {
  /**
   * Registers the shipped artefacts; runs at each start and changes nothing the second time. A registered artefact that
   * is damaged, or differs from what was registered under its version, stops the start.
   */
  register(): Promise<void>;
  /** The version that serves, or null when no model of this name is registered. */
  champion(db: Db, name: string): Promise<Champion | null>;
}

interface Shipped {
  readonly file: string;
  readonly header: ArtefactHeader;
  readonly sha256: string;
}

export function createModels(kernel: Kernel, dir = modelsDir): Models {
  const { database, clock, log } = kernel;
  return {
    async register() {
      const shipped = readShipped(dir);
      await database.transact(async (tx) => {
        const known = new Map((await store.versions(tx)).map((row) => [`${row.name} ${row.version}`, row]));
        const now = clock.now();
        for (const { header, sha256, file } of shipped) {
          const before = known.get(`${header.name} ${header.version}`);
          if (before && before.artefact_sha256 !== sha256)
            throw new Error(
              `${path.basename(file)} differs from the artefact that was registered as ${header.name} ${header.version}. Restore it, or give the new one a new version.`,
            );
          if (before) continue;
          await store.insertVersion(tx, {
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
          });
          // Shipped versions come with a release, whose tests measured them: the newest one serves.
          await store.setChampion(tx, header.name, header.version, now);
          log.info({ model: header.name, version: header.version }, 'model registered');
        }
      });
    },
    async champion(db, name) {
      const row = await store.champion(db, name);
      if (!row) return null;
      return { name, version: row.version, file: path.join(dir, `${name}-${row.version}.bin`) };
    },
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
      return { file, header, sha256: fingerprint(bytes) };
    })
    .sort(
      (a, b) => a.header.name.localeCompare(b.header.name) || rank(a.header.version) - rank(b.header.version),
    );
}

function rank(version: string): number {
  return version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
}
