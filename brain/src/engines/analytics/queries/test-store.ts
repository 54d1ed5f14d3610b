import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFakeClock, createTestDatabase, testKeys, type FakeClock } from '@smartstart/testkit';
import { readConfig } from '../../../config.ts';
import { createKernel, type Kernel } from '../../../kernel/kernel.ts';
import { createWarehouse, type Warehouse } from '../warehouse/warehouse.ts';
import { createQueries, type Queries } from './queries.ts';

export interface StoreBench {
  readonly kernel: Kernel;
  readonly clock: FakeClock;
  readonly warehouse: Warehouse;
  readonly queries: Queries;
  readonly dataDir: string;
  /** Another Brain on the same data, or the next life of this one. */
  another(env?: Record<string, string>): Warehouse;
  close(): Promise<void>;
}

/** The kernel on a database of its own, and the copy: all that questions need. */
export async function openStore(now: Date, env: Record<string, string> = {}): Promise<StoreBench> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-store-'));
  const settings = { CALL_KEYS: testKeys, SMARTSTART_DATA_DIR: dataDir, LOG_LEVEL: 'silent' };
  const clock = createFakeClock(now);
  const overrides = { clock, connection: { ...database.connection, max: 4 } };
  const kernel = await createKernel(readConfig({ ...settings, ...env }), overrides);
  const opened: Warehouse[] = [];
  const open = (one: Kernel) => {
    const warehouse = createWarehouse(one);
    opened.push(warehouse);
    return warehouse;
  };
  const warehouse = open(kernel);
  return {
    kernel,
    clock,
    dataDir,
    warehouse,
    queries: createQueries(warehouse, clock),
    another: (more = {}) => open({ ...kernel, config: readConfig({ ...settings, ...env, ...more }) }),
    async close() {
      for (const one of opened) await one.close();
      await kernel.dispose();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
