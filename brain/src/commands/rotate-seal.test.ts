import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../kernel/embedded-postgres.ts';
import { createLog } from '../kernel/log.ts';
import { migrate } from '../kernel/migrate.ts';

const command = fileURLToPath(new URL('rotate-seal.ts', import.meta.url));
let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-rotate-'));
  // As root the server runs as another user, who must be able to pass through.
  chmodSync(dataDir, 0o711);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function run(env: Record<string, string> = {}): { code: number | null; said: string } {
  const { PATH = '', HOME = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [command], {
    encoding: 'utf8',
    env: { PATH, HOME, SMARTSTART_DATA_DIR: dataDir, ...env },
  });
  return { code: status, said: stdout + stderr };
}

test('the command makes a new sealing key each time, and says why when it cannot', async () => {
  expect(run()).toMatchObject({ code: 2, said: expect.stringContaining('no database') as string });
  expect(run({ SEAL_P12: 'x' })).toMatchObject({
    code: 2,
    said: expect.stringContaining('SEAL_P12') as string,
  });
  const server = await startEmbeddedPostgres({
    dataDir: path.join(dataDir, 'postgres'),
    settings: { fsync: 'off' },
  });
  try {
    await migrate(server.connection, createLog('silent', 'test'));
    const first = run({ HUB_NAME: 'Test Hub' });
    expect(first.said).toMatch(/Serial\s+[0-9a-f]{32}\n/);
    const key = readFileSync(path.join(dataDir, 'keys', 'seal.p12'));
    const second = run();
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(second.said).not.toBe(first.said);
    expect(readFileSync(path.join(dataDir, 'keys', 'seal.p12')).equals(key)).toBe(false);
  } finally {
    await server.stop();
  }
}, 120_000);
