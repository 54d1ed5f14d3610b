import { rotateSeal } from '../services/sealing/index.ts';
import { dataDir, withDatabase } from './installation.ts';

/**
 * `npm run rotate-seal`: makes a new key and certificate for sealing documents, while the Brain runs or not; it counts
 * from the next seal on. Seals set before keep their certificate, which stays listed. Ends with 2 when it could not be done.
 */
async function main(): Promise<number> {
  if (process.env['SEAL_P12']?.trim()) {
    console.error(
      'The sealing key comes from SEAL_P12: put the new PKCS#12 there and start the Brain again.',
    );
    return 2;
  }
  const hubName = process.env['HUB_NAME']?.trim() || 'SmartStart Hub';
  const certificate = await withDatabase((db) => rotateSeal(db, { dataDir, hubName, now: new Date() }));
  console.log(
    `Documents are sealed with a new certificate from now on, until ${certificate.notAfter.toISOString()}.`,
  );
  console.log(`Serial       ${certificate.serial}`);
  console.log(`Fingerprint  ${certificate.fingerprint} (SHA-256)`);
  return 0;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(`The sealing key was not changed: ${(error as Error).message}`);
    process.exitCode = 2;
  },
);
