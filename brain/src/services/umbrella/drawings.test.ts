import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawn, type Machine } from '../../kernel/machine.ts';
import * as machines from './machines.ts';

test('the pictures in the documentation are those of the code', () => {
  const page = readFileSync(new URL('../../../../docs/umbrella.md', import.meta.url), 'utf8');
  const { relationships, payments, invitations } = machines;
  for (const machine of [relationships, payments, invitations] as readonly Machine<string, string>[])
    expect(page).toContain(drawn(machine));
});
