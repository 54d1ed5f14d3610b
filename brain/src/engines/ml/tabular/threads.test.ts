import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { binColumns } from './bins.ts';
import { aloneOn, crewWith, helperThread, type Crew } from './crew.ts';
import { createGrowth } from './growth.ts';
import { createMatrix, fitBoosting } from './index.ts';
import { drawnRows } from './test-rows.ts';
import { createTreeWork, type TreeWork } from './tree-work.ts';
import { createTreeWriter, type Trees } from './trees.ts';

const learnt = drawnRows(6000, 5, 1, (row) => row[0]! > 0 !== row[1]! > 0, 0.1);
// Gaps in one column, few values in another, none in a third.
for (let row = 0; row < 6000; row++) {
  if (row % 7 === 0) learnt.matrix.values[row * 5 + 2] = Number.NaN;
  learnt.matrix.values[row * 5 + 3] = row % 3;
  learnt.matrix.values[row * 5 + 4] = 1;
}

/** Ten trees, every second one on three columns only. */
function grown(crewOf: (work: TreeWork) => Crew, monotone: Int8Array | null = null): Trees {
  const binned = binColumns(learnt.matrix, 1);
  const rules = {
    leaves: 31,
    learningRate: 0.1,
    ridge: 0.5,
    minLeafRows: 20,
    minLeafHessian: 1e-3,
    minGain: 1e-7,
    monotone,
  };
  const work = createTreeWork(binned, { loss: 'logistic', rules, leaves: 31 });
  work.labels.set(learnt.labels);
  work.weights.fill(1);
  const crew = crewOf(work);
  try {
    const writer = createTreeWriter();
    const grow = createGrowth({ binned, work, crew, rules, writer });
    for (let tree = 0; tree < 10; tree++) grow(tree % 2 === 0 ? [0, 1, 2, 3, 4] : [4, 2, 0]);
    return writer.finish();
  } finally {
    crew.end();
  }
}

describe('a fit on two threads', () => {
  test.each([
    ['free', null],
    ['monotone', Int8Array.of(1, 0, -1, 0, 0)],
  ])('says to the bit what one thread says, whoever does what: %s', (_, monotone) => {
    const alone = grown(aloneOn, monotone);
    expect(alone.left.length).toBeGreaterThan(300);
    // All of it by the helper; then each what it gets hold of.
    expect(grown((work) => crewWith(work, helperThread(), false), monotone)).toEqual(alone);
    expect(grown((work) => crewWith(work, helperThread()), monotone)).toEqual(alone);
  });

  test('is what a large fit takes, with equal bytes each time', () => {
    const options = { seed: 3, rounds: 80, columnShare: 0.7 };
    const [one, other] = [1, 2].map(() => fitBoosting(learnt.matrix, learnt.labels, options));
    expect(one).toEqual(other);
  });

  test('lets go of the helper when it fails or is cancelled, and the next fit has it again', () => {
    const options = { seed: 1, rounds: 200 };
    expect(() => fitBoosting(learnt.matrix, learnt.labels, { ...options, onRound: () => false })).toThrow();
    expect(fitBoosting(learnt.matrix, learnt.labels, options).trees.roots.length).toBe(200);
  });

  test('a column of gaps alone and one value alone are no split', () => {
    const matrix = createMatrix(100, ['gaps', 'same']);
    for (let row = 0; row < 100; row++) matrix.values.set([Number.NaN, 4], 2 * row);
    const labels = Float64Array.from({ length: 100 }, (_, row) => row % 2);
    expect(fitBoosting(matrix, labels, { seed: 1, rounds: 3 }).trees.left).toEqual(Int32Array.of(-1, -1, -1));
  });
});

describe('the helper', () => {
  const addressOf = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const inProcess = async (script: string) => {
    const place = mkdtempSync(path.join(tmpdir(), 'smartstart-test-'));
    try {
      const file = path.join(place, 'script.mjs');
      writeFileSync(file, script);
      return (await promisify(execFile)(process.execPath, [file])).stdout;
    } finally {
      rmSync(place, { recursive: true });
    }
  };

  test('holds no process open', async () => {
    const said = await inProcess(`
      const { helperThread } = await import(${addressOf('./crew.ts')});
      const helper = helperThread();
      helper.ref();
      await new Promise((resolve) => helper.once('online', resolve));
      helper.unref();
      console.log('helped');
    `);
    expect(said).toBe('helped\n');
  });

  test('ends with the thread that fits when that is ended in the middle', async () => {
    const said = await inProcess(`
      import { Worker } from 'node:worker_threads';
      const worker = new Worker(new URL(${addressOf('./test-endless-worker.ts')}));
      await new Promise((resolve) => worker.once('message', resolve));
      console.log('ended', await worker.terminate());
    `);
    expect(said).toBe('ended 1\n');
  });
});
