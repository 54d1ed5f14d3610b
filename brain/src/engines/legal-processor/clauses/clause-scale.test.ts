import { expect, test } from 'vitest';
import { createDraw } from '../../ml/index.ts';
import { applyScale, fitMarginScale, fitPointScale } from './clause-scale.ts';

/** A crowd of hopeless rows at −1.5 ± .4, and contested ones whose share of positives rises slowly to .8. */
function invent() {
  const draw = createDraw(9);
  const margins: number[] = [];
  const positives: number[] = [];
  for (let row = 0; row < 6000; row++) {
    const contested = row % 20 === 0;
    const margin = contested ? draw(2000) / 1000 - 0.9 : draw(800) / 1000 - 1.9;
    margins.push(margin);
    positives.push(contested && draw(1000) / 1000 < 0.1 + (0.7 * (margin + 0.9)) / 2 ? 1 : 0);
  }
  return { margins: Float64Array.from(margins), positives: Uint8Array.from(positives) };
}

test('what it promises at the top comes true, and it never falls', () => {
  const { margins, positives } = invent();
  const scale = fitMarginScale(margins, positives);
  expect(scale.upper).not.toBeNull();
  const top = [...margins.keys()].filter((row) => margins[row]! > 0.5);
  const promised = top.reduce((sum, row) => sum + applyScale(scale, margins[row]!), 0) / top.length;
  const came = top.reduce((sum, row) => sum + positives[row]!, 0) / top.length;
  expect(Math.abs(promised - came)).toBeLessThan(0.06);
  let last = 0;
  for (let margin = -4; margin < 4; margin += 0.01) {
    const now = applyScale(scale, margin);
    expect(now).toBeGreaterThanOrEqual(last);
    expect(now).toBeLessThan(1);
    last = now;
  }
});

test('few positives, or points, get one sigmoid', () => {
  const { margins, positives } = invent();
  expect(fitPointScale(margins, positives).upper).toBeNull();
  expect(fitMarginScale(margins, new Uint8Array(positives.length)).upper).toBeNull();
});
