import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawn } from '../../../kernel/machine.ts';
import { matchMachine } from './rules.ts';

const page = readFileSync(new URL('../../../../../docs/matching.md', import.meta.url), 'utf8');

test('the picture in the documentation is that of the code', () => {
  expect(page).toContain(drawn(matchMachine));
});
