import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fold } from '../brain/src/engines/ml/folds.ts';
import type { Matrix } from '../brain/src/engines/ml/tabular/index.ts';

const script = fileURLToPath(new URL('sklearn-folds.py', import.meta.url));

/**
 * Chances of each row by scikit-learn's HistGradientBoostingClassifier (100 rounds, its other settings as they come), fitted
 * on the fold the row is not in; null where no scikit-learn is installed.
 */
export function boostedBySklearn(
  { rows, columns, values }: Matrix,
  labels: Float64Array,
  folds: readonly Fold[],
): Float64Array | null {
  const python = pythonWithSklearn();
  if (!python) return null;
  const place = mkdtempSync(path.join(tmpdir(), 'smartstart-evaluate-'));
  try {
    const foldOf = new Float64Array(rows);
    folds.forEach(({ test }, fold) => test.forEach((row) => (foldOf[row] = fold)));
    for (const [name, list] of Object.entries({ values, labels, foldOf }))
      writeFileSync(path.join(place, name), new Uint8Array(list.buffer, list.byteOffset, list.byteLength));
    execFileSync(python, [script, place, String(columns)], {
      stdio: ['ignore', 'ignore', 'inherit'],
      // Its threads would spin while they wait, which takes minutes on a machine that has other work.
      env: { ...process.env, OMP_WAIT_POLICY: 'passive' },
    });
    return new Float64Array(new Uint8Array(readFileSync(path.join(place, 'chances'))).buffer);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function pythonWithSklearn(): string | null {
  for (const program of ['/usr/bin/python3', 'python3'])
    try {
      execFileSync(program, ['-c', 'import sklearn'], { stdio: 'ignore' });
      return program;
    } catch {
      // The next one may have it.
    }
  return null;
}
