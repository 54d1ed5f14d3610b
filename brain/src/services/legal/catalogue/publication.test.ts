import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays, dayMs } from '@smartstart/units';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogue, notices } from './catalogue.ts';
import { papersDir, publish } from './publication.ts';
import { templatesDir } from './template-files.ts';
import { createParties, type Parties } from '../test-parties.ts';

let parties: Parties;
let dir: string;
beforeEach(async () => {
  parties = await createParties();
  dir = mkdtempSync(path.join(tmpdir(), 'papers-'));
  cpSync(papersDir, dir, { recursive: true });
});
afterEach(async () => {
  rmSync(dir, { recursive: true, force: true });
  await parties.close();
});

const original = () => readFileSync(path.join(papersDir, 'PPA-1.0.0.html'), 'utf8');
const write = (version: string, change: (html: string) => string) =>
  writeFileSync(path.join(dir, `PPA-${version}.html`), change(original()));
const withWords = (html: string) => html.replace('<h2>', '<p>These words are new.</p>\n<h2>');

describe('publication', () => {
  it('registers every text once, signed by the hub', async () => {
    const { kernel, db, legal } = parties;
    const versions = (family: string) =>
      db.selectFrom('paper_versions').selectAll().where('family', '=', family).execute();
    const count = async () => [(await versions('PAPER')).length, (await versions('AGREEMENT')).length];
    const before = await count();
    await legal.publish();
    await Promise.all([publish(kernel), publish(kernel)]);
    // Templates, and the clause library.
    const expected = [catalogue.length + notices.length, 14];
    expect([before, await count()]).toEqual([expected, expected]);
    const row = await db
      .selectFrom('paper_versions')
      .selectAll()
      .where('code', '=', 'PPA')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ version: '1.0.0', rank: 1_000_000, kind: 'MATERIAL' });
    expect(kernel.signingKey.verify(row.record, row.signature)).toBe(true);
    expect(JSON.parse(row.record)).toMatchObject({
      act: 'PUBLICATION',
      code: 'PPA',
      textHash: row.text_hash,
      signer: { name: 'SmartStart Hub' },
    });
  });

  it('stops the start when a published text was changed, but not for other line ends', async () => {
    write('1.0.0', (html) => html.replaceAll('\n', '\r\n'));
    await publish(parties.kernel, dir);
    write('1.0.0', withWords);
    await expect(publish(parties.kernel, dir)).rejects.toThrow(
      'The text of PPA 1.0.0 differs from the one that was published.',
    );
  });

  it('refuses texts that are missing, unknown, or have an unknown placeholder', async () => {
    write('1.0.1', () => '<p>{{colour}}</p>');
    await expect(publish(parties.kernel, dir)).rejects.toThrow('{{colour}}');
    rmSync(path.join(dir, 'PPA-1.0.1.html'));
    writeFileSync(path.join(dir, 'NOPE-1.0.0.html'), '<p>x</p>');
    await expect(publish(parties.kernel, dir)).rejects.toThrow('not in the catalogue');
    rmSync(path.join(dir, 'NOPE-1.0.0.html'));
    rmSync(path.join(dir, 'PPA-1.0.0.html'));
    await expect(publish(parties.kernel, dir)).rejects.toThrow('PPA has no text');
  });

  it('stops the start when a published template was changed, in its words or in its blanks', async () => {
    const { kernel } = parties;
    const templates = mkdtempSync(path.join(tmpdir(), 'templates-'));
    cpSync(templatesDir, templates, { recursive: true });
    const alter = (file: string, from: string, to: string) => {
      const text = readFileSync(path.join(templatesDir, file), 'utf8');
      writeFileSync(path.join(templates, file), text.replace(from, to));
      return expect(publish(kernel, dir, templates)).rejects;
    };
    await publish(kernel, dir, templates);
    await alter('NDA1-1.0.0.html', 'Purpose', 'Aim').toThrow('The text of NDA1 1.0.0 differs');
    cpSync(templatesDir, templates, { recursive: true });
    await alter('NDA1-1.0.0.json', '"max": 10,', '"max": 99,').toThrow('The text of NDA1 1.0.0 differs');
    await alter('NDA1-1.0.0.html', '{{venue}}', '{{colour}}').toThrow('unknown mark colour');
    await alter('NDA1-1.0.0.html', 'data-kind="OPTIONAL"', 'data-kind="ODD"').toThrow('unknown kind ODD');
    await alter('NDA1-1.0.0.html', '</section>', '</section>astray').toThrow('text outside its sections');
    rmSync(templates, { recursive: true, force: true });
  });

  it('gives a minor version to new signers only', async () => {
    const { kernel, member, guest, open } = parties;
    const [ada, bea] = [await member(), await guest()];
    const unsigned = await open(bea, 'PPA');
    write('1.0.1', withWords);
    await publish(kernel, dir);
    await kernel.jobs.run('expire-papers');
    expect(await open(ada, 'PPA')).toMatchObject({ version: '1.0.0', state: 'EFFECTIVE' });
    const fresh = await open(bea, 'PPA');
    expect(fresh).toMatchObject({ version: '1.0.1', state: 'SIGNING' });
    expect(fresh.id).not.toBe(unsigned.id);
  });

  it('announces a material version 30 days ahead; then older copies have expired until signed again', async () => {
    const { as, clock, kernel, member, open, sign, security, db, events } = parties;
    const ada = await member();
    clock.advance(dayMs);
    write('2.0.0', withWords);
    await publish(kernel, dir);
    await kernel.jobs.run('expire-papers');
    await kernel.jobs.run('renewal-notices');
    expect((await events('paper.expiring')).filter((data) => data['code'] === 'PPA')).toMatchObject([
      { userId: ada, days: 30 },
    ]);
    const paper = (await as(ada).legal.papers({})).items.find((one) => one.code === 'PPA')!;
    expect(paper).toMatchObject({
      status: 'SIGNED',
      version: '2.0.0',
      validUntil: addDays(clock.now(), 30).toISOString(),
    });
    clock.advance(30 * dayMs);
    expect(await security.held(db, ada)).toEqual(new Set([0]));
    const copy = await open(ada, 'PPA');
    expect(copy.version).toBe('2.0.0');
    await sign(ada, copy);
    expect(await security.held(db, ada)).toEqual(new Set([0, 1]));
  });
});
