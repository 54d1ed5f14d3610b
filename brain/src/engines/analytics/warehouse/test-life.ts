import type pg from 'pg';
import { readConfig } from '../../../config.ts';
import { createKernel } from '../../../kernel/kernel.ts';
import { createWarehouse } from './warehouse.ts';

/** A Brain's life as far as the copy goes: it takes over what is there, in small portions, until somebody ends it. */
const { connection, dataDir } = JSON.parse(process.env['LIFE'] ?? '{}') as {
  connection: pg.PoolConfig;
  dataDir: string;
};
const config = readConfig({
  CALL_KEYS: `life:${Buffer.alloc(32, 1).toString('base64url')}`,
  SMARTSTART_DATA_DIR: dataDir,
  LOG_LEVEL: 'silent',
});
const kernel = await createKernel(config, { connection });
const warehouse = createWarehouse(kernel, { portion: 100 });
process.send?.('begun');
await warehouse.catchUp();
process.send?.('done');
await warehouse.close();
await kernel.dispose();
process.disconnect?.();
