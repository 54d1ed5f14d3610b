import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addDays, dayMs } from '@smartstart/units';
import type { Enrolled } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMakers, type Makers } from '../test-makers.ts';
import { refusal } from '../test-parties.ts';
import { papersDir, publish } from '../catalogue/publication.ts';

let m: Makers;
let admin: Enrolled;
beforeAll(async () => {
  m = await createMakers();
  admin = await m.administrator('Lea Legal');
});
afterAll(() => m.close());

const clause = (id: string, html: string, title = `About ${id}`) =>
  ({ id, title, html, kind: 'FIXED', group: null, included: true }) as const;
const version = (number: string, words: string, kind: 'MATERIAL' | 'MINOR') => ({
  version: number,
  kind,
  roles: [
    { name: 'lender', label: 'Lender', creator: true },
    { name: 'borrower', label: 'Borrower', creator: false },
  ],
  variables: [
    {
      name: 'item',
      label: 'Item',
      type: 'TEXT' as const,
      required: true,
      help: null,
      choices: [],
      min: null,
      max: 100,
      initial: null,
    },
  ],
  clauses: [
    clause('intro', '<p>{{party:lender}} lends {{item}} to {{party:borrower}}.</p>', ''),
    clause('return', `<p>${words}</p>`),
  ],
});
const names = { code: 'LEND', name: 'Lending Agreement', purpose: 'Somebody lends something to somebody.' };
const lend = (number: string, words: string, kind: 'MATERIAL' | 'MINOR' = 'MATERIAL') => ({
  ...names,
  ...version(number, words, kind),
});
const office = () => admin.api.legalAdmin;
const add = (code: string, body: ReturnType<typeof version>) =>
  office().addVersion({ params: { code }, body });
const textOf = async (code: string, number: string) => {
  const { etag: _, ...text } = await office().templateVersion({ params: { code, version: number } });
  return text;
};
const publishIt = (code: string, number: string) =>
  office().publishVersion({ params: { code }, body: { version: number } });

describe('templates of the administrator', () => {
  it('are written, corrected, published, and used from then on', async () => {
    expect(await refusal(m.maker.api.legalAdmin.templates({}))).toBe('FORBIDDEN');
    const body = lend('1.0.0', 'It is given back in time.');
    const made = await office().createTemplate({ body });
    expect(made).toMatchObject({
      code: 'LEND',
      versions: [{ version: '1.0.0', state: 'DRAFT', publishedAt: null, inForce: 0 }],
    });
    expect(await refusal(office().createTemplate({ body }))).toBe('ALREADY_EXISTS');
    for (const code of ['NDA2', 'PPA', 'TERMS', 'LIBRARY'])
      expect(await refusal(office().createTemplate({ body: { ...body, code } })), code).toBe(
        'ALREADY_EXISTS',
      );
    expect(await refusal(m.bea.api.agreements.template({ params: { code: 'LEND' } }))).toBe('NOT_FOUND');
    // What is written and not published is read by the legal office alone, exactly as it was written.
    expect(await textOf('LEND', '1.0.0')).toEqual({ ...body, state: 'DRAFT', paper: false, code: 'LEND' });
    const read = { params: { code: 'LEND', version: '1.0.0' } };
    expect(await refusal(m.maker.api.legalAdmin.templateVersion(read))).toBe('FORBIDDEN');
    expect(await refusal(textOf('LEND', '1.0.1'))).toBe('NOT_FOUND');
    expect(await refusal(textOf('LIBRARY', '1.0.0'))).toBe('NOT_FOUND');
    await add('LEND', version('1.0.0', 'It is given back in good time.', 'MATERIAL'));
    expect(await publishIt('LEND', '1.0.0')).toMatchObject({ versions: [{ state: 'PUBLISHED' }] });
    const { clauses } = version('1.0.0', 'It is given back in good time.', 'MATERIAL');
    expect(await textOf('LEND', '1.0.0')).toMatchObject({ state: 'PUBLISHED', clauses });
    expect(await refusal(publishIt('LEND', '1.0.0'))).toBe('ILLEGAL_TRANSITION');
    expect(await refusal(publishIt('LEND', '1.0.1'))).toBe('NOT_FOUND');
    expect(await refusal(add('LEND', version('1.0.0', 'x', 'MATERIAL')))).toBe('ALREADY_EXISTS');
    const row = await m.db
      .selectFrom('paper_versions')
      .selectAll()
      .where('code', '=', 'LEND')
      .executeTakeFirstOrThrow();
    expect(m.kernel.signingKey.verify(row.record, row.signature)).toBe(true);
    expect(JSON.parse(row.record)).toMatchObject({
      publishedBy: admin.userId,
      contentHash: expect.any(String),
    });
    const text = await m.bea.api.agreements.preview({
      params: { code: 'LEND' },
      body: { values: { item: 'a drill' } },
    });
    expect(text.html).toContain('lends a drill to');
    expect(text.html).toContain('in good time');
    expect(text.html).toContain('not legal advice');
  });

  it('are refused with unknown marks, script, or a kind that does not fit the number', async () => {
    const refused = (body: ReturnType<typeof lend>) =>
      refusal(office().createTemplate({ body: { ...body, code: 'BAD' } }));
    expect(await refused(lend('1.0.0', '{{colour}}'))).toBe('RULE_VIOLATED');
    expect(await refused(lend('1.0.0', '<img src=x>'))).toBe('RULE_VIOLATED');
    expect(await refused(lend('1.0.0', '</p><p>x</p><p>{{ref:gone}}'))).toBe('RULE_VIOLATED');
    expect(await refused(lend('1.0.0', 'x', 'MINOR'))).toBe('RULE_VIOLATED');
    expect(await refusal(add('LEND', version('1.1.0', 'x', 'MATERIAL')))).toBe('RULE_VIOLATED');
    expect(await refusal(add('LEND', version('2.0.0', 'x', 'MINOR')))).toBe('RULE_VIOLATED');
    expect(await refusal(add('LEND', version('0.9.0', 'x', 'MINOR')))).toBe('RULE_VIOLATED');
    expect(await refusal(add('NOPE', version('1.0.0', 'x', 'MATERIAL')))).toBe('NOT_FOUND');
  });

  it('leave running agreements as they are; their people hear of the new version', async () => {
    const recipients = [m.signer(m.maker, 'Lender'), m.signer(m.bea, 'Borrower')];
    const running = await m.inForce({ templateCode: 'LEND', values: { item: 'a drill' }, recipients });
    const draft = await m.create(m.maker, { templateCode: 'LEND', values: { item: 'a saw' }, recipients });
    await add('LEND', version('2.0.0', 'It is given back clean.', 'MATERIAL'));
    const managed = await publishIt('LEND', '2.0.0');
    expect(managed.versions.map((one) => [one.version, one.kind, one.inForce])).toEqual([
      ['1.0.0', 'MATERIAL', 1],
      ['2.0.0', 'MATERIAL', 0],
    ]);
    expect((await m.events('template.published')).at(-1)).toMatchObject({
      code: 'LEND',
      version: '2.0.0',
      userIds: [m.maker.userId, m.bea.userId].sort(),
    });
    m.clock.advance(40 * dayMs);
    await m.kernel.jobs.run('expire-papers');
    expect(await m.maker.api.agreements.agreement(m.at(running.id))).toMatchObject({
      state: 'EFFECTIVE',
      version: '1.0.0',
      validUntil: running.validUntil,
    });
    expect((await m.maker.api.agreements.agreement(m.at(draft.id))).html).toContain('in good time');
    const fresh = await m.create(m.maker, { templateCode: 'LEND', values: { item: 'a saw' } });
    expect(fresh).toMatchObject({ version: '2.0.0' });
    // Whoever writes the older draft sees its version, also while typing; for others there is no draft.
    const preview = (who: Enrolled, code: string, documentId?: string) =>
      who.api.agreements.preview({
        params: { code },
        body: { values: { item: 'an axe' }, ...(documentId ? { documentId } : {}) },
      });
    expect((await preview(m.maker, 'LEND')).html).toContain('given back clean');
    const older = await preview(m.maker, 'LEND', draft.id);
    expect(older.html).toContain('lends an axe to');
    expect(older.html).toContain('in good time');
    expect(await m.maker.api.agreements.templateOfDraft(m.at(draft.id))).toMatchObject({ version: '1.0.0' });
    for (const refused of [
      () => preview(m.bea, 'LEND', draft.id),
      () => preview(m.maker, 'NDA2', draft.id),
      () => preview(m.maker, 'LEND', running.id),
      () => m.bea.api.agreements.templateOfDraft(m.at(draft.id)),
    ])
      expect(await refusal(refused())).toBe('NOT_FOUND');
  });
});

describe('papers', () => {
  const paper = (number: string, words: string, kind: 'MATERIAL' | 'MINOR') => ({
    version: number,
    kind,
    roles: [{ name: 'user', label: 'User', creator: false }],
    variables: [],
    clauses: [
      clause(
        'intro',
        '<p>This agreement is between {{signerName}} ({{signerEmail}}) and {{hubName}}.</p>',
        '',
      ),
      clause('in-short', '<p>Be kind.</p>', 'In short'),
      clause('rules', `<p>${words}</p>`, 'Rules'),
    ],
  });

  it('get new versions from the page: a material one counts thirty days later', async () => {
    const before = (await m.bea.api.legal.papers({})).items.find((one) => one.code === 'STA')!;
    await add('STA', paper('2.0.0', 'Lock your devices. Law: {{governingLaw}}', 'MATERIAL'));
    const managed = await publishIt('STA', '2.0.0');
    expect(managed).toMatchObject({ code: 'STA', name: 'Security & Tooling Acknowledgment' });
    await m.kernel.jobs.run('expire-papers');
    const after = (await m.bea.api.legal.papers({})).items.find((one) => one.code === 'STA')!;
    expect(before.version).toBe('1.0.0');
    expect(after).toMatchObject({
      version: '2.0.0',
      status: 'SIGNED',
      validUntil: addDays(m.clock.now(), 30).toISOString(),
    });
    const text = await m.bea.api.legal.paper({ params: { code: 'STA' } });
    expect(text.html).toContain('<h2>In short</h2>');
    expect(text.html).toContain('<h2>1. Rules</h2>');
    expect(text.html).toContain('Bea Member');
    expect(text.html).toContain('version 2.0.0 of the paper STA');
  });

  it('are read as clauses with their placeholders open, and written on from there', async () => {
    const shipped = await textOf('MNDA', '1.0.0');
    expect(shipped).toMatchObject({ state: 'PUBLISHED', paper: true, variables: [] });
    expect(shipped.clauses[0]).toMatchObject({
      id: 'intro',
      html: expect.stringContaining('{{signerName}}'),
    });
    expect(shipped.clauses.map(({ title }) => title)).not.toContain('About this text');
    await add('MNDA', { ...paper('1.0.1', '', 'MINOR'), clauses: shipped.clauses as never });
    expect((await textOf('MNDA', '1.0.1')).clauses).toEqual(shipped.clauses);
    await publishIt('MNDA', '1.0.1');
    const [before, after] = [await textOf('MNDA', '1.0.0'), await textOf('MNDA', '1.0.1')];
    expect(after.clauses).toEqual(before.clauses);
    const written = await textOf('STA', '2.0.0');
    expect(written.clauses).toEqual(
      paper('2.0.0', 'Lock your devices. Law: {{governingLaw}}', 'MATERIAL').clauses.map((one) => ({
        ...one,
        id: expect.any(String),
      })),
    );
  });

  it('have no blanks, and only placeholders that the platform fills', async () => {
    expect(await refusal(add('STA', paper('3.0.0', '{{colour}}', 'MATERIAL')))).toBe('RULE_VIOLATED');
    expect(await refusal(add('TERMS', paper('2.0.0', '{{signerName}}', 'MATERIAL')))).toBe('RULE_VIOLATED');
    expect(await refusal(add('STA', { ...version('3.0.0', 'x', 'MATERIAL') }))).toBe('RULE_VIOLATED');
  });

  it('that name people are templates, also in a new version', async () => {
    const uma = version('1.1.0', 'The rate is {{item}}.', 'MINOR');
    // The platform knows the two by their roles.
    expect(await refusal(add('UMA', uma))).toBe('RULE_VIOLATED');
    await add('UMA', {
      ...uma,
      roles: [
        { name: 'sponsor', label: 'Sponsor', creator: true },
        { name: 'member', label: 'Member', creator: false },
      ],
      clauses: [
        clause('intro', '<p>{{party:sponsor}} brought {{party:member}} here.</p>', ''),
        clause('rate', '<p>The rate is {{item}}.</p>'),
      ],
    });
    await publishIt('UMA', '1.1.0');
    expect(await m.bea.api.agreements.template({ params: { code: 'UMA' } })).toMatchObject({
      version: '1.1.0',
      scope: 'RELATIONSHIP',
    });
  });

  it('do not stop the start, also where a shipped text takes their number later', async () => {
    await m.legal.publish();
    const dir = mkdtempSync(path.join(tmpdir(), 'papers-'));
    cpSync(papersDir, dir, { recursive: true });
    writeFileSync(path.join(dir, 'STA-2.0.0.html'), '<p>Other words.</p>');
    await publish(m.kernel, dir);
    rmSync(dir, { recursive: true, force: true });
    expect((await m.bea.api.legal.paper({ params: { code: 'STA' } })).html).toContain('Lock your devices.');
  });
});
