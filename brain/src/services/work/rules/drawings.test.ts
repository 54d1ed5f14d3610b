import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawn, type Machine } from '../../../kernel/machine.ts';
import { workMachines } from './machines.ts';
import { phaseMachine } from './phase-table.ts';

test('the pictures in the documentation are those of the code', () => {
  const page = readFileSync(new URL('../../../../../docs/work.md', import.meta.url), 'utf8');
  const machines = [...workMachines, phaseMachine] as readonly Machine<string, string>[];
  expect(machines.length).toBe(8);
  for (const machine of machines) expect(page).toContain(drawn(machine));
});
