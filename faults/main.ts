import { printTable } from '../bench/report.ts';
import { crashLedger } from './ledger-crash.ts';

/** `npm run faults`: what happens to the ledger when the Brain is killed; the last line is one JSON object. */
const rounds = 10;
const result = await crashLedger({ rounds, people: 8, clients: 16 });
printTable(
  result.rounds.map((round, index) => ({
    round: index + 1,
    'killed after ms': round.killedAfterMs,
    acknowledged: round.acknowledged,
    refused: round.refused,
    'asked again': round.retried,
    'up after ms': round.upAfterMs,
  })),
);
const { transfers, lost, doubled, unasked, wrongBalances, verifyCode } = result;
console.log(
  JSON.stringify({
    faults: 'ledger-crash',
    rounds,
    transfers,
    lost,
    doubled,
    unasked,
    wrongBalances,
    verifyCode,
  }),
);
if (lost || doubled || unasked || wrongBalances || verifyCode !== 0) process.exitCode = 1;
