import { parentPort } from 'node:worker_threads';
import { binColumns } from './bins.ts';
import { crewWith, helperThread } from './crew.ts';
import { createGrowth } from './growth.ts';
import { drawnRows } from './test-rows.ts';
import { createTreeWork } from './tree-work.ts';
import { createTreeWriter } from './trees.ts';

/** Grows trees without end, all of the work left to the helper, and tells when the first one stands. */
const { matrix, labels } = drawnRows(2000, 4, 1, (row) => row[0]! > 0, 0.1);
const binned = binColumns(matrix, 1);
const rules = {
  leaves: 31,
  learningRate: 0.1,
  ridge: 0,
  minLeafRows: 20,
  minLeafHessian: 1e-3,
  minGain: 1e-7,
  monotone: null,
};
const work = createTreeWork(binned, { loss: 'logistic', rules, leaves: rules.leaves });
work.labels.set(labels);
work.weights.fill(1);
for (let trees = 0; ; trees++) {
  const crew = crewWith(work, helperThread(), false);
  const grow = createGrowth({ binned, work, crew, rules, writer: createTreeWriter() });
  grow([0, 1, 2, 3]);
  if (trees === 0) parentPort!.postMessage('grown', []);
  crew.end();
}
