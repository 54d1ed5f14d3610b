import { expect, test } from 'vitest';
import { crashLedger } from '../faults/ledger-crash.ts';

/** The short form of `npm run faults`. */
test('a Brain killed in the middle of transfers loses none and makes none twice', async () => {
  const result = await crashLedger({ rounds: 2, people: 4, clients: 16 });
  expect(result).toMatchObject({ lost: 0, doubled: 0, unasked: 0, wrongBalances: 0, verifyCode: 0 });
  expect(result.transfers).toBeGreaterThan(32);
  expect(result.rounds.some((round) => round.retried > 0)).toBe(true);
}, 180_000);
