import { randomBytes } from 'node:crypto';
import pg from 'pg';

export const templateName = 'smartstart_template';

/** Where the tests' PostgreSQL is; `global-setup.ts` puts it into the environment of the workers. */
export function serverConnection(): pg.ClientConfig {
  const text = process.env['SMARTSTART_TEST_SERVER'];
  if (!text) throw new Error('Run the tests with `npm test`: it starts PostgreSQL for them.');
  return JSON.parse(text) as pg.ClientConfig;
}

export interface TestDatabase {
  readonly connection: pg.ClientConfig;
  drop(): Promise<void>;
}

/** A database of its own for one test file, copied from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer((client) => client.query(`create database ${name} template ${templateName}`));
  const { connectionString, ...server } = serverConnection();
  const connection = connectionString
    ? { connectionString: withDatabase(connectionString, name) }
    : { ...server, database: name };
  return {
    connection,
    drop: () => onServer((client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}

export async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(serverConnection());
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
