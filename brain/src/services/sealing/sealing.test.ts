import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '@smartstart/testkit';
import { verifyPdf } from '@smartstart/verify';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeEvidence, sampleHtml } from '../../../../packages/verify/src/test-evidence.ts';
import { readConfig } from '../../config.ts';
import { openDatabase, type Database } from '../../kernel/db.ts';
import { createLog } from '../../kernel/log.ts';
import { createMetrics } from '../../kernel/metrics.ts';
import { makeIdentity } from './identity.ts';
import { createSealing, rotateSeal, type Sealing } from './index.ts';
import { now, requestFor } from './test-sealed.ts';

const log = createLog('silent', 'test');
const clock = { now: () => now };
let place: TestDatabase;
let database: Database;
let dataDir: string;
const open: Sealing[] = [];

beforeAll(async () => {
  place = await createTestDatabase();
  database = openDatabase({ ...place.connection, max: 4 }, log, createMetrics());
});
afterAll(async () => {
  await database.close();
  await place.drop();
});
beforeEach(() => void (dataDir = mkdtempSync(path.join(tmpdir(), 'smartstart-sealing-'))));
afterEach(async () => {
  await Promise.all(open.splice(0).map((sealing) => sealing.close()));
  rmSync(dataDir, { recursive: true });
});

function create(env: Record<string, string> = {}): Sealing {
  const config = readConfig({
    CALL_KEYS: `t1:${Buffer.alloc(32).toString('base64url')}`,
    SMARTSTART_DATA_DIR: dataDir,
    HUB_NAME: 'Test Hub',
    ...env,
  });
  const sealing = createSealing({ config, database, clock, log });
  open.push(sealing);
  return sealing;
}

const request = () => requestFor({ evidence: makeEvidence(), html: sampleHtml });
const serials = async (sealing: Sealing) =>
  (await sealing.certificates(database.db)).map(({ serial }) => serial);

describe('the sealing key', () => {
  it('is made at the first start, for its owner alone, and kept', async () => {
    await create().start();
    const file = path.join(dataDir, 'keys', 'seal.p12');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(dataDir, 'keys', 'seal.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.join(dataDir, 'keys')).toSorted()).toEqual(['seal.key', 'seal.p12']);
    const before = readFileSync(file);
    await create().start();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('is one, however many begin at the same time', async () => {
    const both = [create(), create()];
    const sealed = await Promise.all(
      both.map(async (sealing) => sealing.seal(await sealing.render(request()), { reason: 'x' })),
    );
    expect(new Set(sealed.map(({ certificateSerial }) => certificateSerial)).size).toBe(1);
  });

  it('can be changed while the Brain runs; old seals still belong to a listed certificate', async () => {
    const sealing = create();
    const first = await sealing.seal(await sealing.render(request()), { reason: 'In force' });
    const rotated = await rotateSeal(database.db, { dataDir, hubName: 'Test Hub', now });
    const second = await sealing.seal(first.pdf, { reason: 'Renewed' });
    expect(second.certificateSerial).toBe(rotated.serial);
    const listed = await sealing.certificates(database.db);
    expect(listed.find(({ serial }) => serial === first.certificateSerial)!.retiredAt).toEqual(now);
    expect(listed.find(({ serial }) => serial === rotated.serial)!.retiredAt).toBeNull();
    const report = await verifyPdf(
      second.pdf,
      listed.map(({ pem }) => pem),
    );
    expect(report).toMatchObject({ valid: true, trusted: true, seals: [{ known: true }, { known: true }] });
  });

  it('may come from the environment', async () => {
    const { p12, password } = await makeIdentity('Other Hub', 'pass word', now);
    const env = { SEAL_P12: Buffer.from(p12).toString('base64'), SEAL_P12_PASSWORD: password };
    const sealing = create(env);
    await sealing.start();
    const { pdf } = await sealing.seal(await sealing.render(request()), { reason: 'In force' });
    expect((await verifyPdf(pdf)).seals[0]!.certificate!.subject).toBe('CN=Other Hub seal');
    expect(readdirSync(dataDir)).toEqual([]);
    await expect(create({ ...env, SEAL_P12_PASSWORD: 'wrong' }).start()).rejects.toMatchObject({
      problem: 'CERTIFICATE_UNUSABLE',
    });
    expect(() => create({ SEAL_P12: 'no' })).toThrow('SEAL_P12');
    expect(() => create({ TIMESTAMP_URL: 'ftp://x' })).toThrow('TIMESTAMP_URL');
  });

  it('is listed once, and never altered or removed', async () => {
    const sealing = create();
    expect(await serials(sealing)).toEqual(await serials(create()));
    const statements = [
      sql`update sealing_certificates set pem = 'x'`,
      sql`update sealing_certificates set retired_at = now() where retired_at is not null`,
      sql`delete from sealing_certificates`,
      sql`truncate sealing_certificates`,
    ];
    for (const statement of statements) await expect(statement.execute(database.db)).rejects.toThrow();
  });
});

describe('sealing in a thread', () => {
  it('leaves the loop free', async () => {
    const sealing = create();
    let turns = 0;
    const ticking = setInterval(() => turns++, 5);
    const pdf = await sealing.render(request());
    await sealing.seal(pdf, { reason: 'In force' });
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(10);
  });

  it('brings its problems back by name', async () => {
    const sealing = create();
    const wrong = { ...request(), html: '<p>another text</p>' };
    await expect(sealing.render(wrong)).rejects.toMatchObject({
      name: 'SealingError',
      problem: 'TEXT_MISMATCH',
      retry: false,
    });
    await expect(sealing.seal(Buffer.from('no pdf'), { reason: 'x' })).rejects.toMatchObject({
      problem: 'PDF_UNREADABLE',
    });
    const timeless = create({ TIMESTAMP_URL: 'http://127.0.0.1:9/' });
    await expect(timeless.seal(await sealing.render(request()), { reason: 'x' })).rejects.toMatchObject({
      problem: 'TIMESTAMP_UNAVAILABLE',
      retry: true,
    });
  });

  it('ends what waits when the Brain stops', async () => {
    const sealing = create();
    const waiting = [sealing.render(request()), sealing.render(request())].map((one) =>
      one.catch((error: unknown) => error),
    );
    await sealing.close();
    for (const one of waiting) expect(await one).toMatchObject({ problem: 'BUSY' });
    await expect(sealing.render(request())).rejects.toMatchObject({ problem: 'BUSY' });
  });
});
