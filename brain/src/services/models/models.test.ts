import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWorld, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeArtefact } from '../../engines/ml/index.ts';
import { createRegistry } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

function artefact(name: string, version: string, weight: number): Uint8Array {
  return writeArtefact({
    header: {
      name,
      version,
      createdFrom: { data: 'a small set', sha256: 'a'.repeat(64), licence: 'CC0-1.0' },
      featureSetHash: 'b'.repeat(64),
      seed: 1,
      metrics: { auc: 0.7 },
      trainedOn: [],
      settings: {},
    },
    arrays: { weights: Float32Array.of(weight) },
  });
}

describe('the registry', () => {
  it('registers what is shipped once, and the newest version serves', async () => {
    const { kernel } = world.brain;
    const dir = mkdtempSync(path.join(tmpdir(), 'smartstart-models-'));
    writeFileSync(path.join(dir, 'small-1.9.0.bin'), artefact('small', '1.9.0', 1));
    writeFileSync(path.join(dir, 'small-1.10.0.bin'), artefact('small', '1.10.0', 2));
    const models = createRegistry(kernel, dir);
    await models.register();
    await models.register();
    expect(await models.champion(kernel.database.db, 'small')).toMatchObject({ version: '1.10.0' });
    expect(await models.champion(kernel.database.db, 'unknown')).toBeNull();
  });

  it('does not start with an artefact that is damaged, misnamed, or not the registered one', async () => {
    const { kernel } = world.brain;
    const start = async (name: string, bytes: Uint8Array) => {
      const dir = mkdtempSync(path.join(tmpdir(), 'smartstart-models-'));
      writeFileSync(path.join(dir, name), bytes);
      await createRegistry(kernel, dir).register();
    };
    await start('other-1.0.0.bin', artefact('other', '1.0.0', 1));
    await expect(start('other-1.0.0.bin', artefact('other', '1.0.0', 2))).rejects.toThrow('differs');
    await expect(start('another-1.0.0.bin', artefact('other', '1.0.0', 1))).rejects.toThrow(
      'holds the model',
    );
    const damaged = artefact('third', '1.0.0', 1);
    damaged[damaged.length - 40]! ^= 1;
    await expect(start('third-1.0.0.bin', damaged)).rejects.toThrow('damaged');
  });
});
