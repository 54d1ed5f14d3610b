import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createParties, type Parties } from '../test-parties.ts';

let parties: Parties;
let ada: string;
let documentId: string;
beforeAll(async () => {
  parties = await createParties();
});
afterAll(() => parties.close());
beforeEach(async () => {
  ada = await parties.guest();
  await parties.openAndSign(ada, 'ESCA');
  documentId = (await parties.openAndSign(ada, 'PPA')).id;
});

/** What somebody with full rights on the database could do. */
async function tamper(table: string, sql: string, values: unknown[] = [documentId]): Promise<void> {
  const { pool } = parties.kernel.database;
  await pool.query(`alter table ${table} disable trigger user`);
  await pool.query(sql, values);
  await pool.query(`alter table ${table} enable trigger user`);
}

async function failed(): Promise<string[]> {
  const { valid, checks } = await parties.as(ada).legal.verify({ params: { documentId } });
  const names = checks.filter((check) => !check.passed).map((check) => check.name);
  expect(valid).toBe(names.length === 0);
  return names;
}

describe('verification', () => {
  it('passes what was not touched', async () => {
    expect(await failed()).toEqual([]);
  });

  it.each<[what: string, table: string, statement: string, checks: string[]]>([
    [
      'an altered text',
      'documents',
      `update documents set canonical_text = canonical_text || ' and your house' where id = $1`,
      ['text'],
    ],
    [
      'an altered display of the text',
      'documents',
      `update documents set html = replace(html, '<p>', '<p>not ') where id = $1`,
      ['text', 'published version'],
    ],
    [
      'a text with a hash to fit',
      'documents',
      `update documents set canonical_text = 'x', html = '<p>x</p>', text_hash = encode(sha256('x'), 'hex') where id = $1`,
      ['published version', 'records', 'chain'],
    ],
    [
      'another name of a party',
      'document_signers',
      `update document_signers set name = 'Eve' where document_id = $1 and position = 1`,
      ['signers'],
    ],
    [
      'a signer taken away',
      'document_signers',
      `update document_signers set state = 'WAITING', signed_at = null where document_id = $1 and position = 2`,
      ['signers'],
    ],
    [
      'a record that says something else',
      'document_signatures',
      `update document_signatures set record = replace(record, '127.0.0.1', '10.0.0.1') where document_id = $1 and position = 1`,
      ['records', 'signatures'],
    ],
    [
      'a record with a hash to fit',
      'document_signatures',
      `update document_signatures set record = replace(record, 'PASSWORD', 'PASSKEY'), record_hash = encode(sha256(convert_to(replace(record, 'PASSWORD', 'PASSKEY'), 'UTF8')), 'hex') where document_id = $1 and position = 1`,
      ['chain', 'signatures'],
    ],
    [
      'a proof of identity taken out',
      'document_signatures',
      `update document_signatures set record = replace(record, '"stepUp"', '"x"') where document_id = $1 and position = 1`,
      ['records', 'signatures', 'factors'],
    ],
    [
      'another signature',
      'document_signatures',
      `update document_signatures set signature = 'AAAA' where document_id = $1 and position = 2`,
      ['signatures'],
    ],
    [
      'a record removed',
      'document_signatures',
      `delete from document_signatures where document_id = $1 and position = 1`,
      ['signers', 'chain'],
    ],
    [
      'a standing signature for another text',
      'document_signatures',
      `update document_signatures set record = replace(record, 'PUBLICATION', 'PUBLICATIONS') where document_id = $1 and position = 2`,
      ['records', 'signatures', 'standing signatures'],
    ],
  ])('names the check that fails: %s', async (_what, table, statement, checks) => {
    await tamper(table, statement);
    expect(await failed()).toEqual(checks);
  });

  it('refuses to put a document into force that was altered while it was being signed', async () => {
    const copy = await parties.open(ada, 'PNA');
    documentId = copy.id;
    await tamper('documents', `update documents set canonical_text = 'nothing' where id = $1`);
    expect(await parties.sign(ada, copy)).toMatchObject({ state: 'SIGNATURE_INVALID' });
    expect(await parties.security.facts(parties.db, ada)).not.toContainEqual(
      expect.objectContaining({ value: 'PNA' }),
    );
  });

  // Last: the text stays altered.
  it('finds a published text that was altered', async () => {
    await tamper(
      'paper_versions',
      `update paper_versions set html = replace(html, '<h2>', '<h3>'), canonical_text = 'x' where code = 'PPA'`,
      [],
    );
    expect(await failed()).toEqual(['published version']);
  });
});
