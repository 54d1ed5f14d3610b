import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawn } from '../../kernel/machine.ts';
import { modelVersions } from './machine.ts';

test('the picture in the documentation is that of the code', () => {
  const page = readFileSync(new URL('../../../../docs/matching.md', import.meta.url), 'utf8');
  expect(page).toContain(drawn(modelVersions));
});
