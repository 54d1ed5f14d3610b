import { eventGenesisText, verifyEvidence, verifyPdf } from '@smartstart/verify';
import { dayMs } from '@smartstart/units';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../texts/canonical-text.ts';
import { genesisOf } from '../record/history.ts';
import { createAgreements, type Agreements } from '../test-agreements.ts';
import { refusal } from '../test-parties.ts';

let house: Agreements;
let mara: string;
let ben: string;
let cleo: string;
let documentId: string;
beforeAll(async () => {
  house = await createAgreements();
  mara = await house.maker();
  ben = await house.member('Ben Bold');
  cleo = await house.member('Cleo Calm');
});
afterAll(() => house.close());

/** Signed by three of four: one handed the place on, one approved, one was not needed. */
async function inForce(): Promise<string> {
  const { send, between, signer, signPlace, approve, as } = house;
  const ari = await house.member('Ari Approver');
  const sent = await send(
    mara,
    [
      ...between(mara, signer(ben), signer(cleo)),
      { userId: ari, role: 'Counsel', kind: 'APPROVER', step: 2 },
    ],
    { steps: [{ step: 1, needed: 2 }] },
  );
  const dan = await house.member('Dan Deputy');
  await as(ben).agreements.delegate({
    params: { documentId: sent.id },
    body: { userId: dan, reason: 'On leave' },
  });
  await signPlace(mara, sent.id);
  await signPlace(dan, sent.id);
  await approve(ari, sent.id);
  return sent.id;
}

/** What somebody with full rights on the database could do. */
async function tamper(table: string, sql: string): Promise<void> {
  const { pool } = house.kernel.database;
  await pool.query(`alter table ${table} disable trigger user`);
  await pool.query(sql, [documentId]);
  await pool.query(`alter table ${table} enable trigger user`);
}

async function failed(): Promise<string[]> {
  const { checks } = await house.as(mara).legal.verify({ params: { documentId } });
  return checks.filter((check) => !check.passed).map((check) => check.name);
}

describe('verification of an agreement', () => {
  beforeEach(async () => {
    documentId = await inForce();
  });

  it('passes what was not touched', async () => {
    expect(await failed()).toEqual([]);
  });

  it.each<[what: string, table: string, statement: string, checks: string[]]>([
    [
      'an altered text of the round',
      'document_texts',
      `update document_texts set canonical_text = canonical_text || ' and your house' where document_id = $1`,
      ['text'],
    ],
    [
      'a text that is not what the template and the blanks give',
      'document_texts',
      `update document_texts set fill = jsonb_set(fill, '{values,purpose}', '"Something else altogether."') where document_id = $1`,
      ['published version'],
    ],
    [
      'a round exchanged for another text',
      'document_texts',
      `update document_texts set canonical_text = 'x', html = '<p>x</p>', text_hash = encode(sha256('x'), 'hex') where document_id = $1`,
      ['text', 'published version', 'records', 'chain'],
    ],
    [
      'an approval taken away',
      'document_signers',
      `update document_signers set state = 'WAITING', signed_at = null where document_id = $1 and position = 4`,
      ['signers'],
    ],
    [
      'a rule of a step loosened does not hide a missing signature',
      'document_signers',
      `update document_signers set state = 'RELEASED', signed_at = null where document_id = $1 and position = 5`,
      ['signers'],
    ],
    [
      'an approval made into a signature',
      'document_signers',
      `update document_signers set kind = 'SIGNER', state = 'SIGNED' where document_id = $1 and position = 4`,
      ['signers'],
    ],
    [
      'a successor who does not name the origin',
      'document_signers',
      `update document_signers set delegated_by = null where document_id = $1 and position = 5`,
      ['handovers'],
    ],
    [
      'somebody put in place of another without a word in the history',
      'document_signers',
      `update document_signers set state = 'REPLACED' where document_id = $1 and position = 3`,
      ['handovers'],
    ],
    [
      'a record that says something else',
      'document_signatures',
      `update document_signatures set record = replace(record, 'PASSWORD', 'PASSKEYS') where document_id = $1 and position = 4`,
      ['records', 'signatures'],
    ],
    [
      'an altered entry of the history',
      'document_events',
      `update document_events set record = replace(record, 'On leave', 'On holiday') where document_id = $1`,
      ['history'],
    ],
    [
      'an entry of the history with a hash to fit',
      'document_events',
      `update document_events set record = replace(record, 'On leave', 'Away'), hash = encode(sha256(convert_to(replace(record, 'On leave', 'Away'), 'UTF8')), 'hex') where document_id = $1 and type = 'delegated'`,
      ['history'],
    ],
    [
      'an entry of the history removed',
      'document_events',
      `delete from document_events where document_id = $1 and type = 'sent'`,
      ['history'],
    ],
    [
      'the end of the history cut off',
      'document_events',
      `delete from document_events where document_id = $1 and seq > 6`,
      ['history'],
    ],
  ])('names the check that fails: %s', async (_what, table, statement, checks) => {
    await tamper(table, statement);
    expect(await failed()).toEqual(checks);
  });

  it('opens again what was altered while it was signed, once it is as it was', async () => {
    const { send, between, signer, signPlace, as } = house;
    ({ id: documentId } = await send(mara, between(mara, signer(ben))));
    await signPlace(mara, documentId);
    await tamper(
      'documents',
      `update documents set title = title, html = replace(html, '<p>', '<p>Not ') where id = $1`,
    );
    await signPlace(ben, documentId);
    expect(await house.read(mara, documentId)).toMatchObject({ state: 'SIGNATURE_INVALID' });
    const retry = () => as(mara).agreements.retry({ params: { documentId }, body: {} });
    expect(await retry()).toMatchObject({ state: 'SIGNATURE_INVALID' });
    await tamper('documents', `update documents set html = replace(html, '<p>Not ', '<p>') where id = $1`);
    expect(await retry()).toMatchObject({ state: 'EFFECTIVE' });
    expect(await refusal(retry())).toBe('ILLEGAL_TRANSITION');
  });
});

describe('evidence of an agreement', () => {
  it('begins its history where verifiers expect it', () => {
    expect(genesisOf('0190')).toBe(sha256(eventGenesisText('0190')));
  });

  it('holds elsewhere: handed on, approved, released', async () => {
    expect(await outside(await inForce())).toEqual([]);
  });

  it('holds elsewhere after a renewal with the same text, whose seal continues the file', async () => {
    const { send, between, signer, signPlace, as, clock, kernel, seals } = house;
    const { id } = await send(mara, between(mara, signer(ben)), { validityDays: 5 });
    for (const userId of [mara, ben]) await signPlace(userId, id);
    await seals().seal(id);
    clock.advance(5 * dayMs);
    await kernel.jobs.run('expire-papers');
    await as(mara).agreements.renew({ params: { documentId: id }, body: {} });
    // The file of the first time is handed out until the new one is there.
    expect((await report(id)).seals).toHaveLength(1);
    for (const userId of [ben, mara]) await signPlace(userId, id);
    expect(await outside(id)).toEqual([]);
    expect((await report(id)).seals).toHaveLength(2);
  });

  it('holds elsewhere after an amendment that came to nothing, also when the same one is proposed again', async () => {
    const { send, between, signer, signPlace, as } = house;
    const { id } = await send(mara, between(mara, signer(ben)));
    for (const userId of [mara, ben]) await signPlace(userId, id);
    const params = { documentId: id };
    const propose = async () => {
      const draft = await as(mara).agreements.amend({ params, body: { note: 'More light' } });
      const body = { values: { ...draft.draft!.values, purpose: 'Build a lighthouse together.' } };
      await as(mara).agreements.edit({ params, body }, { ifMatch: `"${draft.rowVersion}"` });
      await as(mara).agreements.submit({ params, body: {} });
    };
    await propose();
    await signPlace(mara, id);
    await as(ben).legal.decline({ params, body: { reason: 'Too high' } });
    expect(await outside(id)).toEqual([]);
    await propose();
    for (const userId of [ben, mara]) await signPlace(userId, id);
    expect(await house.read(mara, id)).toMatchObject({ state: 'EFFECTIVE', round: 3 });
    expect(await outside(id)).toEqual([]);
    expect((await report(id)).seals).toHaveLength(2);
    expect((await as(ben).legal.verify({ params })).valid).toBe(true);
  });

  it('of a paper from before histories were kept tells where its history begins', async () => {
    const { openAndSign, guest, as, download } = house;
    const ada = await guest('Ada Person');
    await openAndSign(ada, 'ESCA');
    ({ id: documentId } = await openAndSign(ada, 'MNDA'));
    await tamper('document_events', 'delete from document_events where document_id = $1');
    await as(ada).legal.withdrawConsent({ params: { documentId }, body: { reason: 'Enough' } });
    const { items } = await as(ada).agreements.events({ params: { documentId } });
    expect(items.map(({ type }) => type)).toEqual(['history-begun', 'notice-given']);
    const checked = await verifyPdf(await download(ada, documentId, 'pdf'));
    expect(checked.evidence?.problems).toEqual([]);
  });

  async function report(id: string) {
    return verifyPdf(await house.download(mara, id, 'pdf'));
  }

  async function outside(id: string): Promise<unknown[]> {
    const { evidence } = await report(id);
    const { problems, complete } = await verifyEvidence(evidence?.evidence);
    expect(complete || problems.length === 0).toBe(true);
    return [...problems];
  }
});
