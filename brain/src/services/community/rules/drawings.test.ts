import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawn, type Machine } from '../../../kernel/machine.ts';
import { urgencyHours } from './feed-rank.ts';
import { communityMachines } from './machines.ts';

const page = readFileSync(new URL('../../../../../docs/community.md', import.meta.url), 'utf8');

test.each(communityMachines.map((machine) => [machine.name, machine as Machine<string, string>] as const))(
  'the picture of the %s in the documentation is that of the code',
  (_name, machine) => expect(page).toContain(drawn(machine)),
);

test('the documentation tells the urgency the feed is ranked by', () => {
  const { ANNOUNCEMENT, HELP, POLL, WIN, MILESTONE, IDEA } = urgencyHours;
  const told = page.replaceAll('\n', ' ');
  expect(told).toContain(
    `happened ${ANNOUNCEMENT} hours later, a request for help ${HELP}, a poll ${POLL}, a win ${WIN}, a milestone ${MILESTONE}, an idea ${IDEA}.`,
  );
});
