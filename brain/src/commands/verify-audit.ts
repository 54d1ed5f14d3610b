import { readAnchors, verifyAudit } from '../engines/security/index.ts';
import { dataDir, readKeys, withDatabase } from './installation.ts';

/**
 * `npm run verify-audit`: recomputes the audit chain from stored data alone, while the Brain runs or not. Says what it
 * found, and ends with 1 when the chain does not hold, with 2 when it could not be looked at.
 */
async function main(): Promise<number> {
  const keys = readKeys();
  const anchors = readAnchors(dataDir);
  const check = await withDatabase((db) => verifyAudit(db, keys, anchors));
  if (check.valid) {
    console.log(
      `The audit chain holds: ${check.entries} entries under ${check.heads} signed heads, compared with ${anchors.length} exported anchors.`,
    );
    return 0;
  }
  const { seq, entryId, reason } = check.firstBroken!;
  console.log(`The audit chain is BROKEN at entry ${seq}${entryId ? ` (${entryId})` : ''}: ${reason}.`);
  console.log(
    `The ${seq - 1} entries before it hold. Nothing was changed: a break is reported, never repaired.`,
  );
  return 1;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(
    `The audit chain could not be verified: ${error instanceof Error ? error.message : String(error)}`,
  );
  return 2;
});
