import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawn, type Machine } from '../../work/index.ts';
import { kpiNames, kpiTable } from '../figures/kpi-table.ts';
import * as machines from './machines.ts';

const page = readFileSync(new URL('../../../../../docs/finances.md', import.meta.url), 'utf8');

test('the pictures in the documentation are those of the code', () => {
  const { rounds, reports, distributions, lines } = machines;
  for (const machine of [rounds, reports, distributions, lines] as readonly Machine<string, string>[])
    expect(page).toContain(drawn(machine));
});

test('the table of KPIs in the documentation is that of the code', () => {
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(rows.slice(2)).toEqual(
    kpiNames.map((name) => {
      const { label, unit, formula, better } = kpiTable[name];
      return [label, unit, formula, better];
    }),
  );
});
