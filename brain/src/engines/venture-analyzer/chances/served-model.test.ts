import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWorld, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpackNextRound } from '../next-round/artefact.ts';
import { roundChanceOf } from './round-chance.ts';
import { createServedModel } from './served-model.ts';

let world: World;
let place: string;
beforeAll(async () => {
  world = await createWorld();
  place = mkdtempSync(path.join(tmpdir(), 'smartstart-artefact-'));
}, 180_000);
afterAll(async () => {
  rmSync(place, { recursive: true, force: true });
  await world?.close();
});

/** A venture that raised a seed round three hundred days ago. */
const day = 20_000;
const input = {
  history: {
    id: 'v',
    category: 'software',
    region: null,
    founded: null,
    acquired: null,
    rounds: [{ day: day - 300, kind: 'angel', raised: 400_000 }],
  },
  day,
  own: { seen: 0, raised: 0 },
  pastRecord: { due: 0, open: 0, meanSaid: null, shareTrue: null, brier: null, coverage: null },
};

test('a damaged model of the next round is said clearly, and the base rates go on', async () => {
  const { ground, served } = world.brain.services.ventureAnalyzer;
  const { db } = world.brain.kernel.database;
  const champion = (await ground.models.champion(db, 'next-round'))!;
  const whole = await served.now(db);
  expect(roundChanceOf({ ...input, served: whole }).mode).toBe('LEARNT');

  const bytes = readFileSync(champion.file);
  bytes[bytes.length >>> 1] = bytes[bytes.length >>> 1]! ^ 1;
  expect(() => unpackNextRound(bytes)).toThrow('The model artefact is damaged: its hash differs.');
  const errors: { readonly words: string; readonly why: string }[] = [];
  const error = ({ err }: { err: Error }, words: string) => void errors.push({ words, why: err.message });
  for (const [name, content] of [
    ['changed', bytes],
    ['cut', bytes.subarray(0, 100)],
    ['empty', Buffer.alloc(0)],
  ] as const) {
    const file = path.join(place, `${name}.bin`);
    writeFileSync(file, content);
    const other = createServedModel({
      ...ground,
      kernel: { ...ground.kernel, log: { error } as never },
      models: {
        ...ground.models,
        declare: () => served.launch,
        champion: () => Promise.resolve({ ...champion, file }),
      },
    });
    const opened = await other.now(db);
    expect(opened).toBeNull();
    const chance = roundChanceOf({ ...input, served: opened });
    expect(chance).toMatchObject({ mode: 'PRIOR', probability: 0.25, provenance: { model: null } });
    expect(chance.missing[0]).toContain('No model serves');
  }
  expect(errors).toHaveLength(3);
  expect(errors.every(({ words }) => words === 'model cannot be opened; base rates stand')).toBe(true);
  expect(errors[0]!.why).toContain('damaged');
  // What serves for everybody else goes on.
  expect(await served.now(db)).toEqual(whole);
});
