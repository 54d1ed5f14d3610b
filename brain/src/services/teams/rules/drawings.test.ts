import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawn, type Machine } from '../../../kernel/machine.ts';
import * as machines from './machines.ts';

test('the pictures in the documentation are those of the code', () => {
  const page = readFileSync(new URL('../../../../../docs/teams.md', import.meta.url), 'utf8');
  const all = Object.values(machines) as readonly Machine<string, string>[];
  expect(all.length).toBe(5);
  for (const machine of all) expect(page).toContain(drawn(machine));
});
