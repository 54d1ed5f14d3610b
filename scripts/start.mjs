// npm start: from a fresh checkout to a running SmartStart. Flags: --dev, --demo, --no-web.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { dataDir, ensureInstalled, fail, isRightNode, project, runNode, say, windows } from './setup.mjs';
import { keepRunning, startPart, stopAll } from './supervisor.mjs';
import { ensureBuilt, nextCommand, web } from './web.mjs';

const SOCKET_PATH_LIMIT = 100;

const flags = process.argv.slice(2);
const [dev, demo, noWeb] = ['--dev', '--demo', '--no-web'].map((flag) => flags.includes(flag));
/** The demo community takes a minute, on a slow machine several. */
const READY_LIMIT_MS = demo ? 900_000 : 180_000;
const unknown = flags.find((flag) => !['--dev', '--demo', '--no-web'].includes(flag));
if (unknown) fail(`unknown flag ${unknown}. There are --dev, --demo and --no-web`);

ensureInstalled();
if (isRightNode()) await main();
else process.exitCode = await runNode([fileURLToPath(import.meta.url), ...flags]);

async function main() {
  const withWeb = !noWeb && (existsSync(join(web, 'app')) || existsSync(join(web, 'src/app')));
  const port = await findPort('PORT', 3000);
  const webPort = await findPort('WEB_PORT', 3100);
  const data = dataDir();
  const env = prepareEnvironments(port, webPort, data);
  if (withWeb && !dev) ensureBuilt();

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopAll(0));
  process.umask(0o077); // what the parts write under the data directory is nobody else's business
  const watch = dev ? ['--watch', '--watch-preserve-output'] : [];
  const address = `http://localhost:${port}`;

  say('starting');
  let demoAccounts = [];
  await withLimit('the Brain is not ready', (ready) => {
    startPart({
      name: 'brain',
      args: [...watch, 'brain/src/main.ts'],
      cwd: project,
      env: env.brain,
      onMessage: (message) => {
        if (message.demo) demoAccounts = message.demo;
        if (message.ready) ready();
      },
    });
  });
  startPart({ name: 'gateway', args: [...watch, 'gateway/src/main.ts'], cwd: project, env: env.gateway });
  if (withWeb) {
    const args = [nextCommand, dev ? 'dev' : 'start', '-p', String(webPort), '-H', '127.0.0.1'];
    startPart({ name: 'web', args, cwd: web, env: env.web });
  }
  await withLimit(`${address} does not answer`, async (ready) => {
    while (!(await answers(address, withWeb))) await sleep(200);
    ready();
  });
  keepRunning();
  printBanner(address, data, demoAccounts);
}

/** A part that dies meanwhile ends the process by itself. */
function withLimit(complaint, begin) {
  return new Promise((done) => {
    const late = setTimeout(() => {
      say(`${complaint} after ${READY_LIMIT_MS / 1000} s`);
      stopAll(1);
    }, READY_LIMIT_MS);
    begin(() => {
      clearTimeout(late);
      done();
    });
  });
}

function findPort(name, standard) {
  const port = Number(process.env[name] || standard);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) fail(`${name} must be a port number, 1 to 65535`);
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', (error) => {
      if (error.code !== 'EADDRINUSE') fail(`port ${port} cannot be used: ${error.message}`);
      fail(
        `port ${port} is taken. Stop the program that uses it, or choose another: ${name}=${port + 1} npm start`,
      );
    });
    probe.listen(port, () => probe.close(() => done(port)));
  });
}

/** Each part gets what it needs: only the Brain knows the database, and the web is a client without a key. */
function prepareEnvironments(port, webPort, data) {
  const { CALL_KEYS, DATABASE_URL, ...given } = process.env;
  const web = {
    ...given,
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(port),
    WEB_PORT: String(webPort),
    SMARTSTART_DATA_DIR: data,
  };
  const gateway = { ...web, CALL_KEYS: CALL_KEYS || `k1:${readCallKey(data)}`, ...brainAddress(data) };
  const brain = { ...gateway, ...(DATABASE_URL && { DATABASE_URL }), ...(demo && { SMARTSTART_DEMO: '1' }) };
  return { brain, gateway, web };
}

/** The secret with which the gateway signs its calls to the Brain: made at the first start, kept with the data. */
function readCallKey(data) {
  const path = join(data, 'keys', 'call.key');
  mkdirSync(join(data, 'keys'), { recursive: true, mode: 0o700 });
  if (!existsSync(path))
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return readFileSync(path, 'utf8').trim();
}

function brainAddress(data) {
  if (windows) return { BRAIN_PORT: '5000' };
  let dir = join(data, 'run');
  if (Buffer.byteLength(join(dir, 'brain.sock')) > SOCKET_PATH_LIMIT) {
    dir = join(tmpdir(), `smartstart-run-${createHash('sha256').update(data).digest('hex').slice(0, 12)}`);
  }
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (statSync(dir).uid !== process.getuid()) fail(`${dir} belongs to somebody else`);
  return { BRAIN_SOCKET: join(dir, 'brain.sock') };
}

/** The gateway answers for the web too; 502 and 503 mean that it is up and the web is not yet. */
async function answers(address, withWeb) {
  try {
    const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(30_000) });
    await response.body?.cancel();
    return response.status < 500 || !withWeb;
  } catch {
    return false;
  }
}

function printBanner(address, data, demoAccounts) {
  const lines = [
    '',
    '  SmartStart is running',
    '',
    `  Open      ${address}`,
    ...(process.env.SMTP_URL && !demo
      ? []
      : [
          `  Mailbox   ${address}/dev/mailbox   (${demo ? 'a demo sends no mail' : 'SMTP_URL is not set'}: mail stays here)`,
        ]),
    `  Data      ${data}`,
    '  Stop      Ctrl-C',
    '',
  ];
  if (demoAccounts.length > 0) {
    lines.push('  Sign in as', '');
    for (const { role, email, password, oneTimeCodeSecret, recoveryCodes = [] } of demoAccounts) {
      lines.push(`    ${role.padEnd(14)} ${email.padEnd(28)} ${password}`);
      if (!oneTimeCodeSecret) continue;
      lines.push(`      asks for a one-time code; secret for an authenticator app: ${oneTimeCodeSecret}`);
      lines.push(`      or a recovery code, each works once: ${recoveryCodes.join(' ')}`);
    }
    lines.push('');
  }
  console.log(lines.join('\n'));
}
