import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawn, type Machine } from '../../kernel/machine.ts';
import { broadcastMachine, channelMachine } from './machine.ts';
import { typeNames, types } from './types.ts';

const page = readFileSync(new URL('../../../../docs/notifications.md', import.meta.url), 'utf8');

test('the pictures in the documentation are those of the code', () => {
  for (const machine of [channelMachine, broadcastMachine] as readonly Machine<string, string>[])
    expect(page).toContain(drawn(machine));
});

test('the table of types in the documentation is that of the code', () => {
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(rows).toEqual(
    typeNames.map((name) => {
      const { label, inApp, email, push, priority, mandatory } = types[name];
      const channels = [inApp && 'in-app', email && 'e-mail', push && 'push'].filter(Boolean);
      return [`\`${name}\``, label, channels.join(', '), priority, mandatory ? 'yes' : ''];
    }),
  );
});
