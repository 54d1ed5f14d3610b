import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';

const asRoot = process.getuid?.() === 0;
const top = mkdtempSync(join(tmpdir(), 'embedded-postgres-'));
chmodSync(top, 0o711); // as root, PostgreSQL's own user has to come through
const dataDir = join(top, 'postgres'); // one cluster for most tests: each start of one proves the test before
let server: EmbeddedPostgres | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

afterAll(() => rmSync(top, { recursive: true }));

describe('the embedded PostgreSQL', { timeout: 30_000 }, () => {
  it('is a durable UTF-8 PostgreSQL 18 on a private socket that starts again where it stopped', async () => {
    server = await startEmbeddedPostgres({ dataDir, settings: { work_mem: '5MB' } });
    expect(await ask(server, 'show server_version')).toMatch(/^18\./);
    expect(await ask(server, 'show server_encoding')).toBe('UTF8');
    expect(await ask(server, 'show fsync')).toBe('on');
    expect(await ask(server, 'show listen_addresses')).toBe('');
    expect(await ask(server, 'show work_mem')).toBe('5MB');
    expect(await ask(server, `select lower('ÉÀŽ')`)).toBe('éàž');
    await ask(server, 'create extension pg_trgm');
    expect(await ask(server, `select similarity('žluťoučký', 'žluťoučk') > 0.5`)).toBe(true);
    expect(statSync(server.connection.host).mode & 0o777).toBe(0o700);
    await ask(server, `create table notes as select 'kept'::text as body`);
    await server.stop();
    await server.stop();
    expect(existsSync(join(dataDir, 'owner.lock'))).toBe(false);

    const lines: string[] = [];
    server = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) });
    expect(await ask(server, 'select body from notes')).toBe('kept');
    expect(lines.join('\n')).not.toContain('not properly shut down');
  });

  it('refuses a second start on the same directory, from this process and from another', async () => {
    server = await startEmbeddedPostgres({ dataDir });
    const message = `another SmartStart is running on this data directory (pid ${process.pid})`;
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(message);
    const other = startWriter(dataDir);
    expect(await new Response(other.stderr as never).text()).toContain(message);
    expect(await ask(server, 'select 1')).toBe(1);
  });

  it('loses no committed row when its parent, and at times the server too, is killed while it writes', async () => {
    let written = 0;
    for (let round = 1; round <= 6; round += 1) {
      const writer = startWriter(dataDir);
      let postmaster = 0;
      for await (const line of createInterface({ input: writer.stdout! })) {
        if (line.startsWith('pid ')) postmaster = Number(line.slice(4));
        else written = Number(line);
        if (written >= round * 100 && !writer.killed) {
          writer.kill('SIGKILL');
          if (round % 2 === 0) process.kill(postmaster, 'SIGKILL');
        }
      }
    }
    server = await startEmbeddedPostgres({ dataDir });
    expect(written).toBeGreaterThanOrEqual(600);
    // One more row may be there: committed, and killed before it was told.
    const { rows } = await query(server, 'select count(*)::int as count, max(id) as last from rows');
    expect(rows[0].last).toBeGreaterThanOrEqual(written);
    expect(rows[0].count).toBe(rows[0].last);
  });

  it('starts although another program was given the dead server’s pid, or the dead owner’s', async () => {
    server = await startEmbeddedPostgres({ dataDir });
    const pidFile = readFileSync(join(dataDir, 'cluster/postmaster.pid'), 'utf8');
    await server.stop();
    const other = spawn('sleep', ['30'], { uid: statSync(join(dataDir, 'cluster')).uid });
    writeFileSync(join(dataDir, 'cluster/postmaster.pid'), pidFile.replace(/^\d+/, String(other.pid)));
    writeFileSync(join(dataDir, 'owner.lock'), JSON.stringify({ pid: other.pid, since: 'an earlier boot' }));
    server = await startEmbeddedPostgres({ dataDir });
    expect(await ask(server, 'select 1')).toBe(1);
    other.kill();
  });

  it('shuts down cleanly when its parent exits without a word', async () => {
    const writer = startWriter(dataDir, 'process.on("SIGINT", () => process.exit(0));');
    const [told] = await once(writer.stdout!, 'data');
    writer.stdout!.resume();
    expect(String(told)).toMatch(/^pid/);
    const pidFile = join(dataDir, 'cluster/postmaster.pid');
    expect(existsSync(pidFile)).toBe(true);
    writer.kill('SIGINT');
    await once(writer, 'exit');
    await expect.poll(() => existsSync(pidFile), { timeout: 5_000 }).toBe(false); // gone in a clean shutdown only
    const lines: string[] = [];
    server = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) });
    expect(lines.join('\n')).not.toContain('not properly shut down');
  });

  it('says what is wrong when it cannot start', async () => {
    const settings = { shared_buffers: 'much' };
    await expect(startEmbeddedPostgres({ dataDir, settings })).rejects.toThrow(
      /did not start[^]*shared_buffers/,
    );
    const versionFile = join(dataDir, 'cluster/PG_VERSION');
    writeFileSync(versionFile, '17\n');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow('was made by PostgreSQL 17; this is 18');
    writeFileSync(versionFile, '18\n');
  });

  it('puts the socket elsewhere when the path is too long for one', async () => {
    server = await startEmbeddedPostgres({ dataDir: join(top, 'long'.repeat(25)) });
    expect(server.connection.host.length).toBeLessThan(80);
    expect(await ask(server, 'select 1')).toBe(1);
    rmSync(server.connection.host, { recursive: true });
  });

  it.runIf(asRoot)('as root, runs as another user and keeps its data where that user can look', async () => {
    const closed = join(top, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const lines: string[] = [];
    server = await startEmbeddedPostgres({
      dataDir: join(closed, 'postgres'),
      log: (line) => lines.push(line),
    });
    const told = /using (\/var\/lib\/smartstart\/\w+) instead/.exec(lines.join('\n'))?.[1];
    expect(statSync(join(told!, 'cluster')).uid).not.toBe(0);
    expect(await ask(server, 'select 1')).toBe(1);
    await server.stop();
    rmSync(told!, { recursive: true });
  });
});

async function query({ url }: EmbeddedPostgres, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

async function ask(database: EmbeddedPostgres, text: string): Promise<unknown> {
  return Object.values((await query(database, text)).rows[0] ?? {})[0];
}

/** A process of its own that starts the database, tells the server's pid, then commits rows and tells each one. */
function startWriter(dir: string, before = ''): ChildProcess {
  const program = `
    ${before}
    const { default: pg } = await import(${JSON.stringify(import.meta.resolve('pg'))});
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url))});
    const { readFileSync, writeSync } = await import('node:fs');
    const { url } = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dir)} });
    writeSync(1, 'pid ' + parseInt(readFileSync(${JSON.stringify(join(dir, 'cluster/postmaster.pid'))}, 'utf8')) + '\\n');
    const client = new pg.Client(url);
    client.on('error', () => {});
    await client.connect();
    await client.query('create table if not exists rows (id int primary key)');
    const { rows } = await client.query('select coalesce(max(id), 0) as last from rows');
    for (let id = rows[0].last + 1; ; id += 1) {
      await client.query('insert into rows values ($1)', [id]);
      writeSync(1, id + '\\n');
    }`;
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
