import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLog } from '../../../brain/src/kernel/log.ts';
import { migrate } from '../../../brain/src/kernel/migrate.ts';
import { startEmbeddedPostgres } from '../../../brain/src/kernel/embedded-postgres.ts';
import { onServer, templateName, withDatabase } from './database.ts';

/**
 * Starts PostgreSQL once for the whole run and prepares the migrated template. With TEST_DATABASE_URL the tests run on
 * that server instead, so that one suite covers every supported PostgreSQL.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'smartstart-test-'));
  // As root the server runs as another user, who must be able to pass through.
  chmodSync(folder, 0o711);
  const external = process.env['TEST_DATABASE_URL'];
  // Durability is tested by the tests of the embedded server; here a lost cluster costs nothing.
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '400',
  };
  const server = external
    ? null
    : await startEmbeddedPostgres({ dataDir: path.join(folder, 'postgres'), settings });
  const connection = external ? { connectionString: external } : server!.connection;
  process.env['SMARTSTART_TEST_SERVER'] = JSON.stringify(connection);
  await onServer(async (client) => {
    await client.query(`drop database if exists ${templateName} with (force)`);
    await client.query(`create database ${templateName}`);
  });
  const target = external
    ? { connectionString: withDatabase(external, templateName) }
    : { ...server!.connection, database: templateName };
  await migrate(target, createLog('warn', 'setup'));
  return async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
