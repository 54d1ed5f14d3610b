import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawn } from '../../../kernel/machine.ts';
import { heard } from '../reactions.ts';
import { goalMachine } from './goals.ts';
import { currentXpRules, priorities, xpEvents, type XpRule } from './xp-table.ts';

const page = readFileSync(new URL('../../../../../docs/gamification.md', import.meta.url), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| [A-Z_]+ +\|/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const periods = { DAY: 'a day', MONTH: 'a month', EVER: 'in all' } as const;

function inWords({ xp, cap }: XpRule): string[] {
  const worth =
    typeof xp === 'number' ? `${xp}` : `${priorities.map((one) => xp[one]).join(', ')} by priority`;
  if (!cap) return [worth, '–'];
  return [worth, `${cap.count} ${periods[cap.per]}${cap.within ? ` per ${cap.within.toLowerCase()}` : ''}`];
}

test('the picture in the documentation is that of the code', () => {
  expect(page).toContain(drawn(goalMachine));
});

test('the table in the documentation is that of the rules', () => {
  expect(rows.map((row) => row.slice(0, 3))).toEqual(
    xpEvents.map((event) => [event, ...inWords(currentXpRules.events[event])]),
  );
});

test('whatever the table says is heard, is', () => {
  const named = rows.flatMap((row) =>
    [...`${row[3]} ${row[5]}`.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
  );
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !heard.includes(name))).toEqual([]);
});
