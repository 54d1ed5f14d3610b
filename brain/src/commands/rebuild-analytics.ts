import path from 'node:path';
import { readConfig } from '../config.ts';
import { createWarehouse, isTaken, newEpoch } from '../engines/analytics/index.ts';
import { createLog } from '../kernel/log.ts';
import { dataDir, withDatabase } from './installation.ts';

/**
 * `npm run rebuild-analytics`: makes the copies of the events in DuckDB anew from PostgreSQL, while the Brain runs or not. A Brain that
 * runs keeps answering from its old copy until its new one is there; the copy of a Brain that does not is made here.
 */
async function main(): Promise<number> {
  // The keys of a Brain are of no use here, and a command does not make any.
  const config = readConfig({
    ...process.env,
    CALL_KEYS: process.env['CALL_KEYS'] ?? unused,
    SMARTSTART_DATA_DIR: dataDir,
  });
  return withDatabase(async (db) => {
    const epoch = await newEpoch(db);
    console.log(`Every copy of the events is out of date from now on (epoch ${epoch}).`);
    const log = createLog('warn', 'rebuild-analytics');
    const warehouse = createWarehouse({ config, log, database: { db } }, { first: true });
    try {
      const begun = performance.now();
      const { seq } = await warehouse.rebuild((done, total) =>
        console.log(`${((100 * done) / Math.max(1, total)).toFixed(0)} % of ${total.toLocaleString('en')}`),
      );
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(
        `The copy in ${path.join(dataDir, 'analytics')} is new, up to number ${seq.toLocaleString('en')}. (${seconds} s)`,
      );
      return 0;
    } catch (error) {
      if (!isTaken(error)) throw error;
      console.log(
        'A Brain that runs has the copy: it makes it anew at its next look, within ten minutes or with the next question.',
      );
      return 0;
    } finally {
      await warehouse.close();
    }
  });
}

const unused = `unused:${Buffer.alloc(32).toString('base64url')}`;

process.exitCode = await main().catch((error: unknown) => {
  console.error(`The copy could not be made anew: ${error instanceof Error ? error.message : String(error)}`);
  return 2;
});
