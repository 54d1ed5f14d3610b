import { verifyPdf } from '@smartstart/verify';
import { addDays } from '@smartstart/units';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEvidence, sampleHtml } from '../../../../packages/verify/src/test-evidence.ts';
import { annex } from './annex.ts';
import { makeIdentity, openIdentity } from './identity.ts';
import { render } from './rendering.ts';
import { seal } from './seal.ts';
import {
  amendment,
  has,
  judge,
  makeSealedFiles,
  now,
  orderFor,
  requestFor,
  startAuthority,
  type Authority,
  type SealedFiles,
} from './test-sealed.ts';
import { createTimestampAuthority } from './timestamp-authority.ts';

let files: SealedFiles;
beforeAll(async () => void (files = await makeSealedFiles()));

const pdfsig = (bytes: Uint8Array) => judge('pdfsig', ['-nocert', 'FILE'], bytes).said;
const count = (text: string, part: string) => text.split(part).length - 1;
const validSeal = 'Signature is Valid';

describe('a sealed document', () => {
  it.skipIf(!has('pdfsig'))('is valid for pdfsig, whole, and PAdES', () => {
    const said = pdfsig(files.once.pdf);
    expect(said).toContain(validSeal);
    expect(said).toContain('Total document signed');
    expect(said).toContain('ETSI.CAdES.detached');
    expect(said).toContain('Test Hub seal');
  });

  it.skipIf(!has('qpdf'))('passes the check of qpdf, with and without an amendment', () => {
    for (const pdf of [files.once.pdf, files.amended, files.twice.pdf])
      expect(judge('qpdf', ['--check', 'FILE'], pdf)).toMatchObject({ code: 0 });
  });

  it.skipIf(!has('pdfsig'))('fails with one changed byte, for pdfsig and for us', async () => {
    for (const place of [0.1, 0.5, 0.999]) {
      const changed = Uint8Array.from(files.once.pdf);
      changed[Math.floor(changed.length * place)]! ^= 1;
      expect(pdfsig(changed)).not.toContain(validSeal);
      expect((await verifyPdf(changed, [files.pem])).valid).toBe(false);
    }
  });

  it('says what it is', async () => {
    const { once, pem } = files;
    const report = await verifyPdf(once.pdf, [pem]);
    expect(report).toMatchObject({ valid: true, trusted: true, level: 'B-B', complete: true, problems: [] });
    expect(report.sealedAt).toBe(now.toISOString());
    expect(report.sha256).toBe(once.sha256);
    expect(report.seals[0]).toMatchObject({ reason: 'In force', coversWholeFile: true, appended: null });
    expect(report.seals[0]!.certificate).toMatchObject({ serial: once.certificateSerial, selfSigned: true });
    expect(report.signers.map(({ name, role, action }) => [name, role, action])).toEqual([
      ['Ada Lovelace', 'contributor', 'SIGNED'],
      ['Bo Founder', 'owner', 'SIGNED'],
    ]);
  });
});

describe('a second seal', () => {
  it.skipIf(!has('pdfsig'))('keeps the first valid: pdfsig lists both', () => {
    const said = pdfsig(files.twice.pdf);
    expect(count(said, validSeal)).toBe(2);
    expect(count(said, 'Not total document signed')).toBe(1);
  });

  it('is told apart: the first covers its revision, the second the whole file', async () => {
    const { twice, once, pem } = files;
    const report = await verifyPdf(twice.pdf, [pem]);
    expect(report).toMatchObject({ valid: true, problems: [] });
    expect(report.seals).toMatchObject([
      { valid: true, coveredBytes: once.pdf.length, coversWholeFile: false, appended: { pages: 3 } },
      { valid: true, coveredBytes: twice.pdf.length, coversWholeFile: true },
    ]);
    expect(report.signers.map(({ round }) => round)).toEqual([1, 1, 2, 2]);
    expect(Buffer.from(twice.pdf).subarray(0, once.pdf.length).equals(once.pdf)).toBe(true);
  });

  it('may be of the same text: a renewed seal', async () => {
    const renewed = await seal(orderFor(files.once.pdf, files.identity));
    const report = await verifyPdf(renewed.pdf, [files.pem]);
    expect(report).toMatchObject({
      valid: true,
      seals: [{ valid: true }, { valid: true, coversWholeFile: true }],
    });
  });

  it('under a new key holds beside the old one', async () => {
    const next = await makeIdentity('Test Hub', 'other', now);
    const { certificate } = await openIdentity(next);
    const renewed = await seal(orderFor(files.amended, next));
    expect((await verifyPdf(renewed.pdf, [files.pem, certificate.pem])).valid).toBe(true);
    expect((await verifyPdf(renewed.pdf, [files.pem])).problems).toMatchObject([
      { code: 'UNKNOWN_CERTIFICATE' },
    ]);
    expect((await verifyPdf(renewed.pdf)).problems).toMatchObject([{ code: 'CERTIFICATES_DIFFER' }]);
  });
});

describe('an amendment', () => {
  it.skipIf(!has('pdftotext'))('adds its pages, its tags and its bookmarks', () => {
    const { said } = judge('pdftotext', ['-raw', 'FILE', '-'], files.twice.pdf);
    expect(said).toMatch(/Contributor Agreement[\s\S]+Certificate[\s\S]+CAD 200[\s\S]+Certificate/);
    const structure = judge('pdfinfo', ['-struct-text', 'FILE'], files.twice.pdf).said;
    expect(structure).toMatch(/H1[^]+"Contributor Agreement[^]+H1[^]+"Amendment/);
  });

  it('does not count before it is sealed', async () => {
    const { valid, problems, seals } = await verifyPdf(files.amended, [files.pem]);
    expect({ valid, problems }).toMatchObject({ valid: false, problems: [{ code: 'CHANGED_AFTER_SEAL' }] });
    expect(seals[0]!.valid).toBe(true);
  });

  it('goes only onto a file of ours', async () => {
    const request = requestFor({ evidence: files.laterEvidence, html: amendment, round: 2 });
    await expect(annex(Buffer.from('%PDF-1.7 nonsense'), request)).rejects.toMatchObject({
      problem: 'PDF_UNREADABLE',
    });
    await expect(annex(files.once.pdf.subarray(0, 5_000), request)).rejects.toMatchObject({
      problem: 'PDF_UNREADABLE',
    });
  });

  it('cannot tell what was sealed before in another way', async () => {
    // Other records under another key: a different story about the same document.
    const html = amendment;
    const evidence = makeEvidence({
      rounds: [
        { html: sampleHtml, parties: [{ name: 'Eve', role: 'owner' }] },
        { html, parties: [] },
      ],
    });
    const rewritten = await annex(files.once.pdf, requestFor({ evidence, html, round: 2 }));
    const resealed = await seal(orderFor(rewritten, files.identity));
    expect((await verifyPdf(resealed.pdf, [files.pem])).problems).toMatchObject([
      { code: 'HISTORY_REWRITTEN' },
    ]);
  });
});

describe('the certificate', () => {
  it('must be valid at the time of the seal', async () => {
    const order = orderFor(
      await render(requestFor({ evidence: files.evidence, html: sampleHtml })),
      files.identity,
    );
    await expect(seal({ ...order, at: addDays(now, 6 * 365) })).rejects.toMatchObject({
      problem: 'CERTIFICATE_UNUSABLE',
    });
    await expect(seal({ ...order, at: addDays(now, -3) })).rejects.toMatchObject({
      problem: 'CERTIFICATE_UNUSABLE',
    });
  });

  it('with a wrong password, or without a key, is refused with a clear message', async () => {
    await expect(openIdentity({ ...files.identity, password: 'wrong' })).rejects.toMatchObject({
      problem: 'CERTIFICATE_UNUSABLE',
    });
    await expect(openIdentity({ p12: Buffer.from('0000'), password: '' })).rejects.toMatchObject({
      problem: 'CERTIFICATE_UNUSABLE',
    });
  });

  it.skipIf(!has('openssl'))('can be read by OpenSSL', () => {
    const { p12, password } = files.identity;
    const { said } = judge(
      'openssl',
      ['pkcs12', '-in', 'FILE', '-passin', `pass:${password}`, '-info', '-nokeys'],
      p12,
    );
    expect(said).toContain('AES-256-CBC');
    expect(said).toMatch(/subject=CN = Test Hub seal/);
  });
});

describe.skipIf(!has('openssl'))('a seal with a timestamp (B-T)', () => {
  let authority: Authority;
  let plain: Uint8Array;
  beforeAll(async () => {
    authority = await startAuthority();
    plain = await render(requestFor({ evidence: files.evidence, html: sampleHtml }));
  });
  afterAll(() => authority.close());

  it('carries the time the authority confirmed', async () => {
    authority.answer('rightly');
    const before = Date.now() - 2_000;
    // The authority's clock is the machine's, so the certificate must be of today.
    const at = new Date();
    const identity = await makeIdentity('Test Hub', 'secret', at);
    const { certificate } = await openIdentity(identity);
    const sealed = await seal({ ...orderFor(plain, identity, authority.url), at });
    expect(sealed.level).toBe('B-T');
    expect(sealed.sealedAt.getTime()).toBeGreaterThan(before);
    const report = await verifyPdf(sealed.pdf, [certificate.pem]);
    expect(report).toMatchObject({ valid: true, level: 'B-T', sealedAt: sealed.sealedAt.toISOString() });
    expect(report.seals[0]!.timestamp!.authority.subject).toBe('CN=Test Timestamp Authority');
    if (has('pdfsig')) expect(pdfsig(sealed.pdf)).toContain(validSeal);
    if (has('qpdf')) expect(judge('qpdf', ['--check', 'FILE'], sealed.pdf)).toMatchObject({ code: 0 });
  });

  it('is refused, to be tried again, when the authority does not answer rightly; it is never less', async () => {
    for (const way of ['with an error', 'with the token before', 'with a refusal'] as const) {
      authority.answer(way);
      await expect(seal(orderFor(plain, files.identity, authority.url)), way).rejects.toMatchObject({
        problem: 'TIMESTAMP_UNAVAILABLE',
        retry: true,
      });
    }
    await expect(seal(orderFor(plain, files.identity, 'http://127.0.0.1:9/'))).rejects.toMatchObject({
      retry: true,
    });
  });

  it('does not wait for ever', async () => {
    authority.answer('late');
    const slow = createTimestampAuthority(authority.url, 200);
    await expect(slow.timestamp(new Uint8Array(32), 'SHA-256')).rejects.toMatchObject({
      problem: 'TIMESTAMP_UNAVAILABLE',
    });
  });
});
