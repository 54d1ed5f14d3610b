import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawn } from '../../../kernel/machine.ts';
import { applications, opportunities } from './machines.ts';

const page = readFileSync(new URL('../../../../../docs/opportunities.md', import.meta.url), 'utf8');

test('the pictures in the documentation are those of the code', () => {
  expect(page).toContain(drawn(opportunities));
  expect(page).toContain(drawn(applications));
});
