import { dayMs } from '@smartstart/units';
import { verifyBundle, verifyPdf } from '@smartstart/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sealing } from '../../sealing/index.ts';
import { sealJob } from '../signing/completion.ts';
import { createSeals } from './seals.ts';
import { createAgreements, type Agreements } from '../test-agreements.ts';
import { refusal } from '../test-parties.ts';

let house: Agreements;
let mara: string;
let ben: string;
beforeAll(async () => {
  house = await createAgreements();
  mara = await house.maker();
  ben = await house.member('Ben Bold');
});
afterAll(() => house.close());

const pems = async () => (await house.as(null).sealing.certificates({})).items.map(({ pem }) => pem);
const pdfOf = (userId: string, documentId: string) => house.download(userId, documentId, 'pdf');

async function inForce() {
  const { send, between, signer, signPlace, guestSigner, guestSigns } = house;
  const sent = await send(mara, between(mara, signer(ben), guestSigner('gus@guest.test')));
  await signPlace(mara, sent.id);
  await guestSigns(sent.id, 3, sent.textHash);
  return signPlace(ben, sent.id);
}

const sealsOf = (documentId: string) =>
  house.db
    .selectFrom('document_seals')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('number')
    .execute();
const sealedEvents = async (documentId: string) =>
  (await house.typesOf(mara, documentId)).filter((type) => type === 'sealed').length;

/** The real sealing with something in its way. */
function withSealing(change: (real: Sealing) => Partial<Sealing>) {
  const { kernel, world } = house;
  const real = world.brain.services.sealing;
  // Jobs have one definition; this second face of the same thing needs none.
  const ground = {
    ...house.ground(),
    kernel: { ...kernel, jobs: { ...kernel.jobs, define: () => undefined } },
  };
  return createSeals(ground, { ...real, ...change(real) });
}

describe('a sealed copy', () => {
  it('is made by the job of the last signature, and anybody can check it', async () => {
    const { db, kernel, read, events, as } = house;
    const { id } = await inForce();
    const queued = await db.selectFrom('jobs').select('input').where('name', '=', sealJob).execute();
    expect(queued.filter(({ input }) => (input as { documentId: string }).documentId === id)).toHaveLength(1);
    await kernel.jobs.run(sealJob, { documentId: id });
    const pdf = await pdfOf(ben, id);
    const report = await verifyPdf(pdf, await pems());
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ valid: true });
    expect(report.evidence?.signers.map(({ name, action, factor }) => [name, action, factor])).toEqual(
      expect.arrayContaining([
        ['Mara Maker', 'SIGNED', 'PASSWORD'],
        ['Ben Bold', 'SIGNED', 'PASSWORD'],
        ['Gus Guest', 'SIGNED', 'EMAIL_CODE'],
      ]),
    );
    const { sealed } = await read(mara, id);
    expect(sealed).toMatchObject({ level: 'B-B' });
    expect(await as(null).sealing.find({ params: { sha256: sealed!.sha256 } })).toMatchObject({
      state: 'EFFECTIVE',
      superseded: false,
      level: 'B-B',
    });
    expect(await refusal(as(null).sealing.find({ params: { sha256: 'a'.repeat(64) } }))).toBe('NOT_FOUND');
    expect((await events('agreement.sealed')).filter((data) => data['documentId'] === id)).toEqual([
      expect.objectContaining({ sha256: sealed!.sha256, positions: [3] }),
    ]);
    const changed = pdf.slice();
    changed[Math.floor(pdf.length / 2)]! ^= 1;
    expect(await verifyPdf(changed, await pems())).toMatchObject({ valid: false });
    const bundle = await house.download(ben, id, 'bundle');
    expect(await verifyBundle(bundle, await pems())).toMatchObject({ valid: true });
  });

  it('is made once, also by two workers at once', async () => {
    const { id } = await inForce();
    await Promise.all([house.seals().seal(id), house.seals().seal(id), house.seals().seal(id)]);
    await house.seals().seal(id);
    expect(await sealsOf(id)).toHaveLength(1);
    expect(await sealedEvents(id)).toBe(1);
  });

  it('is made by the next run after a seal that failed; nothing is half sealed', async () => {
    const { id } = await inForce();
    let fails = 1;
    const seals = withSealing((real) => ({
      seal: (pdf, facts) =>
        fails-- > 0 ? Promise.reject(new Error('the timestamp authority is away')) : real.seal(pdf, facts),
    }));
    await expect(seals.seal(id)).rejects.toThrow('away');
    expect(await sealsOf(id)).toEqual([]);
    expect(await sealedEvents(id)).toBe(0);
    await seals.seal(id);
    expect(await sealsOf(id)).toHaveLength(1);
  });

  it('is made by the sweep when the job of the last signature was lost', async () => {
    const { id } = await inForce();
    await house.kernel.jobs.run('seal-documents');
    expect(await sealsOf(id)).toHaveLength(1);
  });

  it('of an amendment continues the file before, whose seal still holds', async () => {
    const { as, signPlace, guestSigns, read } = house;
    const { id } = await inForce();
    const params = { documentId: id };
    await house.seals().seal(id);
    const first = await pdfOf(mara, id);
    const draft = await as(mara).agreements.amend({ params, body: { note: 'More light' } });
    const body = { values: { ...draft.draft!.values, purpose: 'Build one hundred lanterns together.' } };
    await as(mara).agreements.edit({ params, body }, { ifMatch: `"${draft.rowVersion}"` });
    await as(mara).agreements.submit({ params, body: {} });
    // While the amendment is signed, the version in force is what is handed out.
    expect(Buffer.from(await pdfOf(ben, id)).equals(Buffer.from(first))).toBe(true);
    const { textHash, recipients } = await read(mara, id);
    await signPlace(ben, id);
    await guestSigns(id, recipients.findLast(({ guest }) => guest)!.position, textHash);
    await signPlace(mara, id);
    const second = await pdfOf(mara, id);
    expect(Buffer.from(second.subarray(0, first.length)).equals(Buffer.from(first))).toBe(true);
    const report = await verifyPdf(second, await pems());
    expect(report.problems).toEqual([]);
    expect(report.seals).toHaveLength(2);
    expect(await sealsOf(id)).toMatchObject([
      { round: 1, reason: 'EFFECTIVE' },
      { round: 2, reason: 'AMENDED' },
    ]);
    const [old] = await sealsOf(id);
    expect(await as(null).sealing.find({ params: { sha256: old!.sha256 } })).toMatchObject({
      superseded: true,
    });
  });

  it('of a renewal continues the file before, and says that it is one', async () => {
    const { as, send, between, signer, signPlace, clock, kernel } = house;
    const sent = await send(mara, between(mara, signer(ben)), { validityDays: 10 });
    const params = { documentId: sent.id };
    const everybody = async () => {
      await signPlace(mara, sent.id);
      await signPlace(ben, sent.id);
    };
    await everybody();
    const first = await pdfOf(mara, sent.id);
    clock.advance(10 * dayMs);
    await kernel.jobs.run('expire-papers');
    await as(mara).agreements.renew({ params, body: {} });
    await everybody();
    const second = await pdfOf(ben, sent.id);
    expect(Buffer.from(second.subarray(0, first.length)).equals(Buffer.from(first))).toBe(true);
    const report = await verifyPdf(second, await pems());
    expect(report).toMatchObject({ valid: true, complete: true, problems: [] });
    expect(report.seals.map(({ reason }) => reason)).toEqual([
      'In force: Lantern NDA',
      'Renewed: Lantern NDA',
    ]);
    expect(await sealsOf(sent.id)).toMatchObject([
      { round: 1, reason: 'EFFECTIVE' },
      { round: 2, reason: 'RENEWED' },
    ]);
    await Promise.all([house.seals().seal(sent.id), house.seals().seal(sent.id)]);
    expect(await sealsOf(sent.id)).toHaveLength(2);
    expect((await as(ben).legal.verify({ params })).valid).toBe(true);
  });

  it('is complete for everybody when a step had enough signatures, though somebody of it declined', async () => {
    const { as, send, between, signer, signPlace, read, member } = house;
    const cleo = await member('Cleo Calm');
    const steps = [{ step: 2, needed: 1 }];
    const sent = await send(mara, between(mara, signer(ben, 2), signer(cleo, 2)), { steps });
    const params = { documentId: sent.id };
    await signPlace(mara, sent.id);
    await as(ben).legal.decline({ params, body: { reason: 'Cleo decides' } });
    await signPlace(cleo, sent.id);
    const { state, recipients } = await read(mara, sent.id);
    expect([state, ...recipients.map((one) => one.state)]).toEqual([
      'EFFECTIVE',
      'SIGNED',
      'DECLINED',
      'SIGNED',
    ]);
    expect((await as(mara).legal.verify({ params })).valid).toBe(true);
    const report = await verifyBundle(await house.download(mara, sent.id, 'bundle'), await pems());
    expect(report).toMatchObject({ valid: true, complete: true });
  });

  it('names the links of the audit chain that carry its history, once they are made', async () => {
    const { as, world } = house;
    const { id } = await inForce();
    const events = async () => (await as(mara).agreements.events({ params: { documentId: id } })).items;
    const { sealAudit } = await import('../../../engines/security/index.ts');
    await sealAudit(world.brain.kernel.database, house.clock, world.brain.kernel.signingKey);
    for (const { audit } of await events())
      expect(audit).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await house.seals().seal(id);
    const evidence = JSON.parse((await sealsOf(id))[0]!.evidence) as { events: { auditSeq?: number }[] };
    expect(evidence.events.every(({ auditSeq }) => auditSeq !== undefined)).toBe(true);
  });
});

describe('before an agreement is in force', () => {
  it('a plain copy is handed out, and no bundle', async () => {
    const { draft, send, between, signer } = house;
    const started = await draft(mara, between(mara, signer(ben)));
    const sent = await send(mara, between(mara, signer(ben)));
    for (const { id } of [started, sent]) {
      const pdf = await pdfOf(mara, id);
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
      expect((await verifyPdf(pdf, await pems())).seals).toEqual([]);
      expect(await refusal(house.download(mara, id, 'bundle'))).toBe('ILLEGAL_TRANSITION');
      expect(await sealsOf(id)).toEqual([]);
    }
  });
});

describe('papers', () => {
  it('are sealed when somebody asks for the file, and then once', async () => {
    const { openAndSign, guest } = house;
    const ada = await guest('Ada Person');
    await openAndSign(ada, 'ESCA');
    const { id } = await openAndSign(ada, 'PPA');
    expect(await sealsOf(id)).toEqual([]);
    const [pdf, again] = await Promise.all([pdfOf(ada, id), pdfOf(ada, id)]);
    expect(Buffer.from(pdf).equals(Buffer.from(again))).toBe(true);
    expect(await sealsOf(id)).toHaveLength(1);
    const report = await verifyPdf(pdf, await pems());
    expect(report.problems).toEqual([]);
    expect(report.evidence?.evidence?.recipients.every(({ email }) => email === undefined)).toBe(true);
    const bundle = await house.download(ada, id, 'bundle');
    expect(await verifyBundle(bundle, await pems())).toMatchObject({ valid: true });
  });
});
