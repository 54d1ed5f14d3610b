import { createWorld, enrol, type Enrolled, type World } from '@smartstart/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let world: World;
let ada: string;
let eve: string;
beforeAll(async () => {
  world = await createWorld();
  ada = (await enrol(world, 'Ada', 'MEMBER')).userId;
  eve = (await enrol(world, 'Eve', 'MEMBER')).userId;
});
afterAll(() => world.close());

const nda = `MUTUAL NON-DISCLOSURE AGREEMENT

This Mutual Non-Disclosure Agreement (the "Agreement") is made as of March 3, 2024 (the "Effective Date") by and between Northwind Labs Inc., a Delaware corporation ("Northwind"), and Contoso Ltd., a company organised under the laws of Ontario ("Contoso").

1. Definitions. "Confidential Information" means any information disclosed by one party to the other, orally or in writing, that is marked confidential or that a reasonable person would understand to be confidential.

2. Obligations. The receiving party shall not disclose Confidential Information to any third party, and shall use it only for the Purpose.

3. Exclusions. Confidential Information does not include information that is or becomes public, was already known to the recipient, or is independently developed without use of the Confidential Information.

4. Term. This Agreement shall remain in effect for five (5) years from the Effective Date. Either party may terminate it on thirty (30) days' written notice. The obligations of Section 2 survive as set out in Section 12.

5. Governing Law. This Agreement shall be governed by the laws of the State of New York.

6. Liability. In no event shall either party's aggregate liability exceed $50,000.

IN WITNESS WHEREOF the parties have signed this Agreement.
`;

let keys = 0;
const key = () => ({ idempotencyKey: `contract-review-key-${++keys}-0000` });

async function read(userId: string, body: { text: string; title?: string; playbookId?: string }) {
  const { id } = await world.as(userId).contractReview.start({ body }, key());
  await world.brain.kernel.jobs.run('read-contract', { readingId: id });
  return world.as(userId).contractReview.read({ params: { readingId: id } });
}

describe('reading a contract', () => {
  it('names clauses, parties, dates, law and gaps, each with the characters it rests on', async () => {
    const reading = await read(ada, { text: nda, title: 'NDA of Northwind', playbookId: 'nda' });
    expect(reading.state).toBe('READY');
    const at = ({ start, end }: { start: number; end: number }) => reading.text.slice(start, end);
    expect(reading.parties.map(({ name }) => name)).toEqual(
      expect.arrayContaining([expect.stringContaining('Northwind Labs'), expect.stringContaining('Contoso')]),
    );
    const term = (kind: string) => reading.terms.find((one) => one.kind === kind);
    expect(term('governingLaw')?.value).toContain('New York');
    expect(at(term('governingLaw')!)).toContain('New York');
    expect(term('agreementDate')?.value).toBe('2024-03-03');
    expect(term('amount')?.value).toContain('50000');
    const law = reading.clauses.find((clause) =>
      clause.categories.some(({ code }) => code === 'governing-law'),
    );
    expect(law && at(law)).toContain('governed by the laws');
    const lost = reading.details.find(({ kind }) => kind === 'REFERENCE');
    expect(lost?.evidence.map(at)).toEqual([expect.stringContaining('Section 12')]);
    expect(reading.details.some(({ source }) => source.startsWith('Non-disclosure agreement'))).toBe(true);
    expect(reading.details.some(({ kind, evidence }) => kind === 'RISKY' && evidence.length > 0)).toBe(true);
    expect(reading.checklist.some(({ checklist }) => checklist === 'Confidentiality agreement')).toBe(true);
    for (const { evidence } of [...reading.details, ...reading.checklist])
      for (const { start, end } of evidence)
        expect(start >= 0 && end <= reading.text.length && start < end).toBe(true);
    expect(reading.models.map(({ name }) => name)).toEqual(['clauses', 'inference']);
  });

  it('takes one source, and says what is wrong otherwise', async () => {
    const api = world.as(ada).contractReview;
    await expect(api.start({ body: {} }, key())).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED' },
    });
    await expect(api.start({ body: { text: '   ' } }, key())).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED' },
    });
    await expect(api.start({ body: { text: 'x', playbookId: 'none' } }, key())).rejects.toMatchObject({
      problem: { code: 'RULE_VIOLATED' },
    });
    const unknown = '01890000-0000-7000-8000-000000000001';
    await expect(api.start({ body: { fileId: unknown } }, key())).rejects.toMatchObject({
      problem: { code: 'NOT_FOUND' },
    });
    await expect(api.start({ body: { documentId: unknown } }, key())).rejects.toMatchObject({
      problem: { code: 'NOT_FOUND' },
    });
  });

  it('is the owner’s alone: a stranger can neither read, check, compare nor forget it', async () => {
    const { id } = await read(ada, { text: nda });
    const api = world.as(eve).contractReview;
    const params = { readingId: id };
    const refused = { problem: { code: 'NOT_FOUND' } };
    await expect(api.read({ params })).rejects.toMatchObject(refused);
    await expect(api.again({ params, body: { playbookId: 'nda' } })).rejects.toMatchObject(refused);
    await expect(api.remove({ params })).rejects.toMatchObject(refused);
    await expect(
      api.compare({
        body: { before: { kind: 'READING', id }, after: { kind: 'TEXT', title: 'x', text: 'y' } },
      }),
    ).rejects.toMatchObject(refused);
    expect((await api.list({ query: { limit: 10 } })).items).toEqual([]);
    expect(
      (await api.search({ query: { q: 'governing law', limit: 10 } })).items.every(
        ({ kind }) => kind === 'DOCUMENT',
      ),
    ).toBe(true);
  });

  it('keeps nothing in plain in the database, and nothing at all once forgotten', async () => {
    const { id } = await read(eve, {
      text: 'The secret ingredient is cardamom. This agreement is governed by the laws of Ontario.',
    });
    const { pool } = world.brain.kernel.database;
    const stored = await pool.query('select * from readings where id = $1', [id]);
    expect(JSON.stringify(stored.rows)).not.toContain('cardamom');
    expect(Buffer.from(stored.rows[0].text_sealed as Buffer).includes('cardamom')).toBe(false);
    const found = await world
      .as(eve)
      .contractReview.search({ query: { q: 'ingredient cardamom', limit: 5 } });
    expect(found.items[0]?.sentence).toContain('cardamom');
    await world.as(eve).contractReview.remove({ params: { readingId: id } });
    const after = await world
      .as(eve)
      .contractReview.search({ query: { q: 'ingredient cardamom', limit: 5 } });
    expect(after.items.some(({ sentence }) => sentence.includes('cardamom'))).toBe(false);
    expect((await pool.query('select 1 from readings where id = $1', [id])).rowCount).toBe(0);
  });

  it('goes with the account when that is erased', async () => {
    const { userId } = await enrol(world, 'Ida', 'MEMBER');
    await read(userId, { text: nda });
    const { kernel } = world.brain;
    await kernel.database.transact((tx) =>
      kernel.outbox.publish(tx, {
        type: 'account.erased',
        actorId: null,
        at: kernel.clock.now().toISOString(),
        topics: [],
        data: { userId },
      }),
    );
    await world.settle();
    const left = await kernel.database.pool.query('select 1 from readings where owner_id = $1', [userId]);
    expect(left.rowCount).toBe(0);
  });

  it('is read again against another playbook', async () => {
    const reading = await read(ada, { text: nda });
    const api = world.as(ada).contractReview;
    await api.again({ params: { readingId: reading.id }, body: { playbookId: 'advisory' } });
    await world.brain.kernel.jobs.run('read-contract', { readingId: reading.id });
    const second = await api.read({ params: { readingId: reading.id } });
    expect(second.text).toBe(reading.text);
    expect(second.details.length).toBeGreaterThan(reading.details.length);
  });
});

describe('comparing', () => {
  it('shows added, removed, moved and renumbered words; the later text can be made from the earlier one', async () => {
    const after = nda
      .replace('five (5) years', 'two (2) years')
      .replace('1. Definitions.', '1. Meaning of words.');
    const comparison = await world.as(ada).contractReview.compare({
      body: {
        before: { kind: 'TEXT', title: 'Before', text: nda },
        after: { kind: 'TEXT', title: 'After', text: after },
      },
    });
    expect(comparison.summary.critical).toBeGreaterThan(0);
    const rebuilt = comparison.changes.map(({ kind, beforeStart, beforeEnd, afterStart, afterEnd }) =>
      kind === 'EQUAL' || kind === 'MOVE'
        ? nda.slice(beforeStart, beforeEnd)
        : after.slice(afterStart, afterEnd),
    );
    expect(rebuilt.join('')).toBe(after);
  });
});

describe('comparing with a template', () => {
  let maker: Enrolled;
  let documentId: string;
  beforeAll(async () => {
    maker = await enrol(world, 'Mia Maker', 'SUBSCRIBER');
    const values = { purpose: 'To see whether we build a boat together.\nAnd to sail it for 3 years.' };
    const created = await maker.api.agreements.create(
      {
        body: {
          templateCode: 'NDA2',
          values,
          validityDays: 90,
          noticeDays: 5,
          recipients: [
            { userId: maker.userId, role: 'first', kind: 'SIGNER', step: 1 },
            { userId: ada, role: 'second', kind: 'SIGNER', step: 1 },
          ],
        },
      },
      key(),
    );
    documentId = created.id;
    await maker.api.agreements.submit({ params: { documentId }, body: {} });
  });
  const template = { kind: 'TEMPLATE', code: 'NDA2' } as const;
  type Sides = Parameters<typeof maker.api.contractReview.compare>[0]['body'];
  const compare = (body: Sides) => maker.api.contractReview.compare({ body });

  it('a document made from it differs in nothing but the blanks', async () => {
    const document = { kind: 'DOCUMENT', id: documentId } as const;
    for (const [sides, form] of [
      [{ before: template, after: document }, 'before'],
      [{ before: document, after: template }, 'after'],
    ] as const) {
      const outcome = await compare(sides);
      expect(outcome[form].text).toContain('between [First party], called');
      expect(outcome[form].text).toContain('1. Purpose');
      expect(outcome[form].text).not.toMatch(/[{}\uE000-\uF8FF]/);
      expect(new Set(outcome.changes.map(({ kind }) => kind))).toEqual(new Set(['EQUAL', 'FILLED']));
      expect(outcome.changes.some(({ critical }) => critical)).toBe(false);
      expect(outcome.summary).toEqual({
        inserted: 0,
        deleted: 0,
        moved: 0,
        renumbered: 0,
        filled: outcome.changes.filter(({ kind }) => kind === 'FILLED').length,
        critical: 0,
      });
      expect(outcome.summary.filled).toBeGreaterThanOrEqual(5);
      expect(new Set(outcome.clauses.map(({ status }) => status))).toEqual(new Set(['UNCHANGED', 'FILLED']));
    }
  });

  it('a change of wording stands out, other numbers do not', async () => {
    const { before } = await compare({ before: template, after: template });
    const text = before.text
      .replace('within 24 hours', 'within 72 hours')
      .replace('[First party]', 'Northwind Labs')
      .replaceAll(/^(\d+)\. /gm, (_, number: string) => `${Number(number) + 3}. `);
    const outcome = await compare({ before: template, after: { kind: 'TEXT', title: 'Theirs', text } });
    expect(outcome.summary).toMatchObject({ inserted: 1, deleted: 1, moved: 0, filled: 1, critical: 1 });
    expect(outcome.summary.renumbered).toBeGreaterThan(3);
    const changed = outcome.clauses.filter(({ status }) => status === 'CHANGED');
    expect(changed.map(({ heading }) => heading)).toEqual([expect.stringContaining('within 72 hours')]);
  });

  it('of every template there is a text that can be read', async () => {
    const { items } = await maker.api.agreements.templates({});
    for (const { code, name } of [...items, { code: 'STA', name: '' }]) {
      const side = { kind: 'TEMPLATE', code } as const;
      const { before, changes } = await compare({ before: side, after: side });
      expect(before.text).toContain(name);
      expect(before.text).not.toMatch(/[{}\uE000-\uF8FF]/);
      expect(changes.map(({ kind }) => kind)).toEqual(['EQUAL']);
    }
    for (const code of ['LIBRARY', 'NONE'])
      await expect(compare({ before: { kind: 'TEMPLATE', code }, after: template })).rejects.toMatchObject({
        problem: { code: 'NOT_FOUND' },
      });
  });
});

describe('playbooks', () => {
  it('come with the platform, can be copied and changed, and are the owner’s alone', async () => {
    const api = world.as(ada).contractReview;
    const { items } = await api.playbooks({});
    const shipped = items.find(({ id }) => id === 'nda')!;
    expect(shipped.shipped).toBe(true);
    const playbookId = '01890000-0000-7000-8000-00000000000a';
    const body = { name: 'Mine', kind: 'nda', rules: shipped.rules };
    const saved = await api.savePlaybook({ params: { playbookId }, body });
    expect(saved.rules).toEqual(shipped.rules);
    const mine = await read(ada, { text: nda, playbookId });
    const theirs = await read(ada, { text: nda, playbookId: 'nda' });
    expect(mine.details.map(({ kind, title }) => [kind, title])).toEqual(
      theirs.details.map(({ kind, title }) => [kind, title]),
    );
    const eves = world.as(eve).contractReview;
    await expect(eves.savePlaybook({ params: { playbookId }, body })).rejects.toMatchObject({
      problem: { code: 'NOT_FOUND' },
    });
    await expect(eves.removePlaybook({ params: { playbookId } })).rejects.toMatchObject({
      problem: { code: 'NOT_FOUND' },
    });
    expect((await eves.playbooks({})).items.some(({ id }) => id === playbookId)).toBe(false);
    await api.removePlaybook({ params: { playbookId } });
  });

  it('refuse a phrase that is none with a sentence', async () => {
    const { items } = await world.as(ada).contractReview.playbooks({});
    const [rule] = items[0]!.rules;
    await expect(
      world.as(ada).contractReview.savePlaybook({
        params: { playbookId: '01890000-0000-7000-8000-00000000000b' },
        body: { name: 'Bad', kind: 'nda', rules: [{ ...rule!, concept: null, phrases: ['(a+)+$'] }] },
      }),
    ).rejects.toMatchObject({ problem: { code: 'RULE_VIOLATED' } });
  });
});
