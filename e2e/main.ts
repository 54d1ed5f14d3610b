import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { end, freePort } from '@smartstart/testkit';
import { launchBrowser } from './browser.ts';
import { Checks } from './checks.ts';
import { journey } from './journey.ts';
import { administrator } from './office-journey.ts';

/**
 * The journeys of people in a real browser, on what `npm start` runs, with fresh data. `npm run e2e -- analytics models`
 * takes only those chapters and what they need. Last line: `N passed, N failed`.
 */
const project = fileURLToPath(new URL('..', import.meta.url));
const startMs = 8 * 60_000;

async function startAll(dataDir: string, port: number, webPort: number): Promise<ChildProcess> {
  const env = {
    ...process.env,
    PORT: String(port),
    WEB_PORT: String(webPort),
    SMARTSTART_DATA_DIR: dataDir,
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    FIRST_ADMIN_EMAIL: administrator.email,
  };
  const child = spawn(process.execPath, [path.join(project, 'scripts', 'start.mjs')], {
    cwd: project,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const until = Date.now() + startMs;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}.`);
    const page = await fetch(`http://localhost:${port}/`).catch(() => null);
    if (page?.ok && (await page.text()).includes('SmartStart')) return child;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The first page did not come up.');
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-e2e-'));
chmodSync(dataDir, 0o711);
const [port, webPort] = [await freePort(), await freePort()];
const checks = new Checks();
let platform: ChildProcess | undefined;
await checks.step(
  'npm start brings the first page up',
  [],
  async () => void (platform = await startAll(dataDir, port, webPort)),
);
if (platform) {
  const browser = await launchBrowser();
  await journey(browser, `http://localhost:${port}`, checks, process.argv.slice(2)).catch((error: unknown) =>
    checks.fail('the journey', error),
  );
  await browser.close();
  await end(platform, 'SIGTERM');
}
rmSync(dataDir, { recursive: true, force: true });
process.exitCode = checks.close();
