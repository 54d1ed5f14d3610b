import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../kernel/embedded-postgres.ts';
import { createLog } from '../kernel/log.ts';
import { migrate } from '../kernel/migrate.ts';

/**
 * Writes `tables.gen.ts`, the row types of the schema the migrations make. `--check` writes nothing and fails when the
 * file differs.
 */
const file = fileURLToPath(new URL('../tables.gen.ts', import.meta.url));
const types: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'bigint',
  float8: 'number',
  numeric: 'string',
  timestamptz: 'Date',
  date: 'string',
  bytea: 'Buffer',
  tsvector: 'string',
};

interface Column {
  table_name: string;
  column_name: string;
  udt_name: string;
  is_nullable: 'YES' | 'NO';
  column_default: string | null;
  is_generated: 'ALWAYS' | 'NEVER';
}

async function readColumns(connection: pg.ClientConfig): Promise<Column[]> {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query<Column>(
    `select table_name, column_name, udt_name, is_nullable, column_default, is_generated from information_schema.columns
     where table_schema = 'public' and table_name <> 'migrations' order by table_name, ordinal_position`,
  );
  await client.end();
  return rows;
}

function typeOf(column: Column): string {
  const { udt_name: name } = column;
  if (name === 'jsonb' || name === 'json') return withNull(column, 'Json', 'string');
  if (name.startsWith('_')) return withNull(column, `${types[name.slice(1)]}[]`);
  const type = types[name];
  if (!type) throw new Error(`Add a row type for ${name} (${column.table_name}.${column.column_name}).`);
  return withNull(column, type, type === 'Date' ? 'Date | string' : type);
}

function withNull(column: Column, read: string, write = read): string {
  const nil = column.is_nullable === 'YES' ? ' | null' : '';
  if (column.is_generated === 'ALWAYS') return `ColumnType<${read}${nil}, never, never>`;
  const optional = nil || column.column_default ? ' | undefined' : '';
  if (read === write && !optional) return `${read}${nil}`;
  return `ColumnType<${read}${nil}, ${write}${nil}${optional}, ${write}${nil}>`;
}

function render(columns: readonly Column[]): string {
  const tables = Map.groupBy(columns, (column) => column.table_name);
  const nameOf = (table: string) =>
    `${table
      .split('_')
      .map((word) => word[0]!.toUpperCase() + word.slice(1))
      .join('')}Table`;
  const blocks = [...tables].map(
    ([table, list]) =>
      `export interface ${nameOf(table)} {\n${list.map((column) => `  ${column.column_name}: ${typeOf(column)};`).join('\n')}\n}`,
  );
  const index = [...tables.keys()].map((table) => `  ${table}: ${nameOf(table)};`).join('\n');
  return `// Generated from the migrations by \`npm run generate\`. Do not edit.\nimport type { ColumnType } from 'kysely';\n\ntype Json = unknown;\n\n${blocks.join('\n\n')}\n\nexport interface DB {\n${index}\n}\n`;
}

const log = createLog('warn', 'generate');
const folder = mkdtempSync(path.join(tmpdir(), 'smartstart-generate-'));
// As root the server runs as another user, who must be able to pass through.
chmodSync(folder, 0o711);
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(folder, 'postgres'),
  settings: { fsync: 'off' },
});
try {
  await migrate(postgres.connection, log);
  const text = render(await readColumns(postgres.connection));
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error('brain/src/tables.gen.ts does not fit the migrations. Run npm run generate.');
    process.exitCode = 1;
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
