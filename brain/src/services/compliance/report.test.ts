import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callTokenHeader, parseCallKeys, signCall } from '@smartstart/connector';
import { contract, urlOf } from '@smartstart/contract';
import { testKeys, type Enrolled } from '@smartstart/testkit';
import { addDays, dayMs } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleOf } from './audit-report.ts';
import { alarmsOf } from './report.ts';
import { createOffice, refusal, type Office } from './test-office.ts';

const [key] = parseCallKeys(testKeys);
const havePoppler = ['pdfinfo', 'pdftotext'].every((tool) => {
  try {
    execFileSync(tool, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

let office: Office;
let lawyer: Enrolled;
let ada: Enrolled;
let beginning: Date;

beforeAll(async () => {
  office = await createOffice();
  lawyer = await office.administrator('11');
  ada = await office.member('Ada Reported');
  await office.member('Ben Reported');
  await office.world.settle();
  beginning = addDays(office.clock.now(), -1);
});
afterAll(() => office.close());

/** The file as the gateway would fetch it for this person. */
async function fetchFile(person: Enrolled, format: 'csv' | 'pdf', from = beginning, to = office.clock.now()) {
  const query = { format, from: from.toISOString(), to: to.toISOString() };
  const target = urlOf(contract.compliance.auditReport, { query });
  const claims = {
    requestId: randomUUID(),
    userId: person.userId,
    sessionId: person.userId.replace(/^.{8}/, '01900000'),
    ip: '127.0.0.1',
    agent: 'test',
    origin: 'http://localhost:3000',
  };
  const token = signCall(key!, claims, { method: 'GET', target, body: new Uint8Array() }, randomUUID());
  const answer = await office.world.brain.http.app.inject({
    method: 'GET',
    url: target,
    headers: { [callTokenHeader]: token },
  });
  return { status: answer.statusCode, bytes: answer.rawPayload, text: answer.rawPayload.toString('utf8') };
}

describe('the report', () => {
  test('counts members, copies and what is open, and raises an alarm when many lapse', async () => {
    const before = await lawyer.api.compliance.report({});
    expect(before).toMatchObject({
      members: 2,
      fullyCompliant: 2,
      requiredCopies: 10,
      requiredInForce: 10,
      alarms: [],
      openReviews: 0,
      openBreaches: 0,
      holds: 0,
    });
    expect(before.scores.at(-1)).toEqual({ from: 100, to: 100, members: 2 });
    expect(before.states.find((one) => one.state === 'COMPLIANT')).toEqual({ state: 'COMPLIANT', people: 2 });
    office.clock.advance(340 * dayMs);
    const late = await lawyer.api.compliance.report({});
    expect(late.expiring).toEqual([
      { days: 1, copies: 0 },
      { days: 7, copies: 0 },
      { days: 30, copies: 8 },
      { days: 90, copies: 8 },
    ]);
    office.clock.advance(30 * dayMs);
    await office.run('expire-papers');
    const after = await lawyer.api.compliance.report({});
    expect(after).toMatchObject({ members: 2, fullyCompliant: 0, requiredInForce: 2 });
    expect(after.alarms).toEqual([
      'Fewer than 80 % of members have all required papers in force: 0 of 2.',
      'Fewer than 95 % of the required copies are in force: 2 of 10.',
    ]);
    expect(after.scores[0]).toEqual({ from: 0, to: 24, members: 2 });
  });

  test('alarms begin below the shares of the rules, not at them', () => {
    expect(alarmsOf({ members: 5, full: 4, required: 100, met: 95 })).toEqual([]);
    expect(alarmsOf({ members: 5, full: 3, required: 100, met: 95 })).toHaveLength(1);
    expect(alarmsOf({ members: 5, full: 4, required: 100, met: 94 })).toHaveLength(1);
    expect(alarmsOf({ members: 0, full: 0, required: 0, met: 0 })).toEqual([]);
  });
});

describe('the audit report', () => {
  test('lists what happened and checks the evidence and the audit chain anew', async () => {
    const held = await lawyer.api.compliance.placeHold({
      body: { subject: 'USER', subjectId: ada.userId, reason: '=cmd|calc' },
    });
    office.clock.advance(1000);
    const { status, text } = await fetchFile(lawyer, 'csv', beginning, addDays(beginning, 366));
    expect(status).toBe(200);
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const lines = text.trim().split('\r\n');
    const of = (record: string) => lines.filter((line) => line.startsWith(`${record},`));
    expect(of('document')).toHaveLength(10);
    expect(of('verification')).toHaveLength(10);
    expect(of('verification').every((line) => line.includes(',VALID,'))).toBe(true);
    expect(of('evidence')[0]).toContain('10 of 10 documents checked');
    expect(of('audit-chain')[0]).toContain(',VALID,');
    expect(text).not.toContain('Ada Reported');
    const all = await fetchFile(lawyer, 'csv', addDays(office.clock.now(), -30));
    expect(all.text).toContain(held.id);
    // Words of people never become a formula.
    expect(all.text).toContain(`'=cmd|calc`);
    expect(all.text).toContain('PAPERS_MISSING');
  });

  test('names altered evidence', async () => {
    const { pool } = office.database;
    const { items } = await ada.api.legal.documents({ query: { limit: 1 } });
    await pool.query('alter table document_signatures disable trigger all');
    await pool.query(`update document_signatures set record = record || ' ' where document_id = $1`, [
      items[0]!.id,
    ]);
    await pool.query('alter table document_signatures enable trigger all');
    const { text } = await fetchFile(lawyer, 'csv', beginning, addDays(beginning, 366));
    const line = text
      .split('\r\n')
      .find((one) => one.startsWith('verification') && one.includes(items[0]!.id));
    expect(line).toContain(',FAILED,');
    expect(text).toContain('10 of 10 documents checked, 1 failed');
  });

  test('is a tagged PDF, readable as text', async () => {
    const { status, bytes } = await fetchFile(lawyer, 'pdf', beginning, addDays(beginning, 366));
    expect(status).toBe(200);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.includes(Buffer.from('/MarkInfo'))).toBe(true);
    if (!havePoppler) return;
    const folder = mkdtempSync(path.join(tmpdir(), 'smartstart-audit-'));
    try {
      const file = path.join(folder, 'report.pdf');
      writeFileSync(file, bytes);
      expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Tagged:\s+yes/);
      const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
      for (const part of ['Audit report', 'Evidence, checked anew', 'Audit chain: valid', 'Page 1 of'])
        expect(text).toContain(part);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('is refused for spans that are none, and for everybody else', async () => {
    const now = office.clock.now();
    expect((await fetchFile(lawyer, 'csv', now, beginning)).status).toBe(422);
    expect((await fetchFile(lawyer, 'csv', addDays(now, 1), addDays(now, 2))).status).toBe(422);
    expect((await fetchFile(lawyer, 'csv', addDays(now, -400), now)).status).toBe(422);
    expect((await fetchFile(ada, 'csv')).status).toBe(403);
    expect(await refusal(ada.api.compliance.report({}))).toBe('FORBIDDEN');
  });

  test('of many documents an even sample is checked', () => {
    const all = Array.from({ length: 1000 }, (_, index) => index);
    expect(sampleOf(all, 1000)).toBe(all);
    expect(sampleOf(all, 4)).toEqual([0, 250, 500, 750]);
    expect(new Set(sampleOf(all, 999)).size).toBe(999);
  });
});
