import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWorld, type Enrolled, type World } from '@smartstart/testkit';
import { accountOf, addMs, buz, dayMs, hub, parseBuz, writeBuz } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv, statementOf } from './test-downloads.ts';
import { fund } from './test-funds.ts';
import { enter, key } from './test-people.ts';

const havePoppler = ['pdfinfo', 'pdftotext'].every((tool) => {
  try {
    execFileSync(tool, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

let world: World;
let ada: Enrolled;
let foreign: Enrolled[];
let beginning: Date;

beforeAll(async () => {
  world = await createWorld();
  ada = await enter(world, 'Ada Author');
  foreign = [];
  for (const name of ['Жанна Щербакова', '山田太郎', 'Łukasz Żółć', '=HYPERLINK("x")'])
    foreign.push(await enter(world, name));
  world.clock.advance(40 * dayMs);
  await fund(world, ada.userId, buz(5_000));
  world.clock.advance(dayMs);
  beginning = world.clock.now();
  for (const [index, other] of foreign.entries()) {
    world.clock.advance(dayMs);
    const memo = ['Привет', '+1 for you', '=1+1', 'Say "hi", twice\nand more'][index]!;
    await ada.api.buz.transfer(
      { body: { recipientId: other.userId, amount: `${index + 1}.5`, memo } },
      key(),
    );
  }
  await ada.api.buz.openHold(
    { body: { recipientId: foreign[0]!.userId, amount: '20', expiresInHours: 100 } },
    key(),
  );
  await ada.api.buz.openStake({ body: { tier: 'BRONZE', amount: '100', autoRenew: false } }, key());
  world.clock.advance(dayMs);
});
afterAll(() => world.close());

const statement = (format: 'csv' | 'pdf', from = beginning, to = world.clock.now(), who = ada) =>
  statementOf(world, who.userId, { format, from: from.toISOString(), to: to.toISOString() });

/** Opening and closing balances, and what moved between them, by account. */
function sums(rows: readonly Record<string, string>[]) {
  return ['AVAILABLE', 'HELD', 'STAKED'].map((account) => {
    const of = (record: string, column: string) =>
      rows
        .filter((row) => row['record'] === record && row['account'] === account)
        .reduce((sum, row) => sum + parseBuz(row[column]!), 0n);
    return {
      account,
      opening: of('opening', 'balance'),
      moved: of('posting', 'amount'),
      closing: of('closing', 'balance'),
    };
  });
}

describe('a statement as CSV', () => {
  test('holds every posting, and opening + postings = closing in every account', async () => {
    const { status, headers, text } = await statement('csv');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''buz-statement-.*\.csv$/);
    const rows = parseCsv(text);
    const listed = (await ada.api.buz.transactions({ query: { limit: 100, from: beginning.toISOString() } }))
      .items;
    expect(
      rows
        .filter((row) => row['record'] === 'posting')
        .map((row) => [row['transaction'], row['no'], row['amount'], row['balance']]),
    ).toEqual(listed.toReversed().map((one) => [one.transactionId, String(one.no), one.amount, one.balance]));
    for (const { opening, moved, closing } of sums(rows)) expect(opening + moved).toBe(closing);
    const wallet = await ada.api.buz.wallet({});
    expect(sums(rows).map(({ closing }) => writeBuz(closing))).toEqual([
      wallet.available,
      wallet.held,
      wallet.staked,
    ]);
    expect(sums(rows)[0]!.opening).toBe(buz(5_000));
  });

  test('names the signed head it rests on', async () => {
    const rows = parseCsv((await statement('csv')).text);
    const { db } = world.brain.kernel.database;
    const head = await db
      .selectFrom('ledger_heads')
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(rows.at(-1)).toMatchObject({
      record: 'head',
      seq: String(head.seq),
      description: `hash ${head.hash} key ${head.key_id} signature ${head.signature}`,
    });
  });

  test('runs in no spreadsheet, and keeps quotes, commas, lines and every script', async () => {
    const rows = parseCsv((await statement('csv')).text).filter((row) => row['kind'] === 'TRANSFER');
    expect(rows.map((row) => [row['counterparty'], row['memo']])).toEqual([
      ['Жанна Щербакова', 'Привет'],
      ['山田太郎', "'+1 for you"],
      ['Łukasz Żółć', "'=1+1"],
      [`'=HYPERLINK("x")`, 'Say "hi", twice\nand more'],
    ]);
    expect(rows[0]!['amount']).toBe('-1.500000');
  });

  test('of a period without movement says what was there', async () => {
    const rows = parseCsv(
      (await statement('csv', addMs(beginning, -dayMs / 2), addMs(beginning, dayMs / 2))).text,
    );
    expect(rows.map((row) => [row['record'], row['account'], row['balance']])).toEqual([
      ['opening', 'AVAILABLE', '5000.000000'],
      ['opening', 'HELD', '0.000000'],
      ['opening', 'STAKED', '0.000000'],
      ['closing', 'AVAILABLE', '5000.000000'],
      ['closing', 'HELD', '0.000000'],
      ['closing', 'STAKED', '0.000000'],
      ['head', '', ''],
    ]);
  });
});

describe('the bounds of a statement', () => {
  const problem = async (from: Date, to: Date) => {
    const { status, text } = await statement('csv', from, to);
    return [status, (JSON.parse(text) as { code: string; detail: string }).detail];
  };

  test('are 366 days that lie in the past', async () => {
    const now = world.clock.now();
    expect((await statement('csv', addMs(now, -366 * dayMs), now)).status).toBe(200);
    expect(await problem(addMs(now, -366 * dayMs - 1), now)).toEqual([
      422,
      expect.stringContaining('366 days'),
    ]);
    expect(await problem(now, now)).toEqual([422, expect.stringContaining('ends before it begins')]);
    expect(await problem(addMs(now, 1), addMs(now, dayMs))).toEqual([422, expect.stringContaining('future')]);
    // What is to come is left out.
    const rows = parseCsv((await statement('csv', beginning, addMs(now, dayMs))).text);
    expect(rows.find((row) => row['record'] === 'closing')!['at']).toBe(now.toISOString());
  });

  test('are one’s own accounts', async () => {
    expect((await statement('csv', beginning, world.clock.now(), foreign[0])).text).not.toContain(
      'Ada Author (',
    );
    const { status } = await statementOf(world, '0198c0de-0000-7000-8000-000000000000', {
      format: 'csv',
      from: beginning.toISOString(),
      to: world.clock.now().toISOString(),
    });
    expect(status).toBe(401);
  });
});

describe('a statement as PDF', () => {
  test('is a tagged document with title and language', async () => {
    const { status, headers, bytes } = await statement('pdf');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/pdf');
    expect(Number(headers['content-length'])).toBe(bytes.length);
    const text = bytes.toString('latin1');
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    for (const mark of [
      '/Marked true',
      '/Lang (en)',
      '/DisplayDocTitle true',
      '/S /TH',
      '/Scope /Column',
      '/S /TD',
      '/S /H1',
    ])
      expect(text).toContain(mark);
    expect(text).toMatch(/\(BUZ statement \d{4}-/);
  });

  test.skipIf(!havePoppler)(
    'reads as it was written (needs pdfinfo and pdftotext of poppler-utils)',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'smartstart-statement-'));
      try {
        const file = path.join(folder, 'statement.pdf');
        writeFileSync(file, (await statement('pdf')).bytes);
        const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
        expect(info).toMatch(/Tagged:\s+yes/);
        expect(info).toMatch(/Title:\s+BUZ statement/);
        const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
        for (const { name } of foreign) expect(text).toContain(name);
        const rows = parseCsv((await statement('csv')).text);
        for (const row of rows.filter((one) => one['record'] === 'posting')) {
          expect(text).toContain(withCommas(row['amount']!));
          expect(text).toContain(withCommas(row['balance']!));
        }
        expect(text).toContain('Page 1 of');
        const head = rows.at(-1)!['description']!;
        const flat = text.replace(/\s/g, '');
        for (const part of [/hash (\S+)/, /key (\S+)/, /signature (\S+)/])
          expect(flat).toContain(part.exec(head)![1]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});

function withCommas(amount: string): string {
  const [whole = '', fraction = ''] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}

describe('a long statement', () => {
  test('holds up to 10,000 postings without holding up others, and says when there are more', async () => {
    const rich = await enter(world, 'Rich Rower', 1);
    await fund(world, rich.userId, buz(1));
    const from = addMs(world.clock.now(), 1);
    world.clock.advance(dayMs);
    const { database } = world.brain.kernel;
    const { ledger } = world.brain.services;
    const post = (first: number, count: number) =>
      database.transact((tx) =>
        ledger.postAll(
          tx,
          Array.from({ length: count }, (_, index) => ({
            key: `long:${first + index}`,
            kind: 'CHARGE' as const,
            actorId: null,
            cause: { type: 'test', id: null },
            postings: [
              { ...accountOf(rich.userId, 'AVAILABLE'), kind: 'CHARGE' as const, amountMicro: -1n },
              { ...hub('TREASURY'), kind: 'CHARGE' as const, amountMicro: 1n },
            ],
          })),
        ),
      );
    for (let done = 0; done < 10_000; done += 1_000) await post(done, 1_000);
    world.clock.advance(1_000);
    let turns = 0;
    const watch = setInterval(() => void turns++, 5);
    const { status, bytes } = await statement('pdf', from, world.clock.now(), rich);
    clearInterval(watch);
    expect(status).toBe(200);
    expect(bytes.subarray(-6).toString()).toContain('%%EOF');
    // Others had their turn while it was drawn: a statement in one piece would leave none.
    expect(turns).toBeGreaterThan(20);
    await post(10_000, 1);
    world.clock.advance(1_000);
    const refused = await statement('csv', from, world.clock.now(), rich);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('10,000 postings');
  }, 60_000);
});
