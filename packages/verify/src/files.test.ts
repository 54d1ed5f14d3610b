import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSealedFiles, type SealedFiles } from '../../../brain/src/services/sealing/test-sealed.ts';
import { buildBundle, verifyBundle } from './bundle.ts';
import { verifyPdf } from './verify-pdf.ts';

let files: SealedFiles;
let bundle: Uint8Array;
let folder: string;
beforeAll(async () => {
  files = await makeSealedFiles();
  bundle = buildBundle({ pdf: files.twice.pdf, evidence: files.laterEvidence });
  folder = mkdtempSync(path.join(tmpdir(), 'smartstart-verify-'));
  writeFileSync(path.join(folder, 'bundle.zip'), bundle);
});
afterAll(() => rmSync(folder, { recursive: true }));

const codes = (report: { readonly problems: readonly { readonly code: string }[] }) =>
  report.problems.map(({ code }) => code);

describe('a file that was damaged', () => {
  it('is never valid and never throws: one changed bit anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(files.twice.pdf.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Uint8Array.from(files.twice.pdf);
        changed[at]! ^= 1 << bit;
        expect((await verifyPdf(changed, [files.pem])).valid).toBe(false);
      }),
      { numRuns: 120 },
    );
  });

  it('is never valid: one changed bit in the signature itself, which the signature does not cover', async () => {
    const text = Buffer.from(files.once.pdf).toString('latin1');
    const start = text.lastIndexOf('/Contents <') + 11;
    const length = text.indexOf('>', start) - start;
    await fc.assert(
      fc.asyncProperty(fc.nat(Math.min(length, 4_000)), fc.nat(7), async (offset, bit) => {
        const changed = Uint8Array.from(files.once.pdf);
        changed[start + offset]! ^= 1 << bit;
        expect((await verifyPdf(changed, [files.pem])).valid).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('is never valid: cut off, or with something added', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(files.twice.pdf.length - 1), async (length) => {
        const { valid } = await verifyPdf(files.twice.pdf.subarray(0, length), [files.pem]);
        // Cut where the first seal ended it is the document as it was before the amendment.
        expect(valid).toBe(length === files.once.pdf.length);
      }),
      { numRuns: 100 },
    );
    for (const added of ['\n', ' ', '%%EOF', '\n1 0 obj null endobj'])
      expect((await verifyPdf(Buffer.concat([files.once.pdf, Buffer.from(added)]), [files.pem])).valid).toBe(
        false,
      );
  });

  it('is unreadable when it is nothing like it, and nothing throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect(await verifyPdf(bytes)).toMatchObject({ valid: false, readable: false });
        expect(await verifyBundle(bytes)).toMatchObject({ valid: false, readable: false });
        const headed = Buffer.concat([
          Buffer.from('%PDF-1.7\n'),
          bytes,
          Buffer.from('\nstartxref\n9\n%%EOF'),
        ]);
        expect(await verifyPdf(headed)).toMatchObject({ valid: false });
      }),
      { numRuns: 300 },
    );
  });

  it('is unreadable when it is encrypted, or refers to itself', async () => {
    const pdf = (body: string) => {
      const head = '%PDF-1.7\n';
      const entry = `${String(head.length).padStart(10, '0')} 00000 n \n`;
      return Buffer.from(
        `${head}${body}xref\n1 1\n${entry}trailer\n<</Root 1 0 R/Size 2${body.includes('secret') ? '/Encrypt 1 0 R' : ''}>>\nstartxref\n${head.length + body.length}\n%%EOF`,
      );
    };
    expect((await verifyPdf(pdf('1 0 obj <</secret true>> endobj\n'))).problems[0]!.sentence).toContain(
      'encrypted',
    );
    expect(
      codes(await verifyPdf(pdf('1 0 obj <</AcroForm 1 0 R/Fields [1 0 R]/Kids [1 0 R 1 0 R]>> endobj\n'))),
    ).toContain('NOT_SEALED');
    const deep = `1 0 obj ${'['.repeat(100_000)} endobj\n`;
    expect(await verifyPdf(pdf(deep))).toMatchObject({ readable: false });
  });
});

describe('an evidence bundle', () => {
  it('is checked as its PDF is', async () => {
    expect(await verifyBundle(bundle, [files.pem])).toMatchObject({
      valid: true,
      trusted: true,
      complete: true,
    });
    expect(
      Buffer.from(buildBundle({ pdf: files.twice.pdf, evidence: files.laterEvidence })).equals(bundle),
    ).toBe(true);
  });

  it('whose evidence is not that of its PDF is refused', async () => {
    const swapped = buildBundle({ pdf: files.twice.pdf, evidence: files.evidence });
    expect(codes(await verifyBundle(swapped, [files.pem]))).toEqual(['EVIDENCE_DIFFERS']);
  });

  it('without its files is unreadable', async () => {
    expect((await verifyBundle(zipSync({ 'a.txt': new Uint8Array(3) }))).problems[0]!.sentence).toContain(
      'not an evidence bundle',
    );
  });

  it('that unpacks to very much is stopped', async () => {
    const bomb = zipSync({
      'evidence.json': new Uint8Array(80 * 1024 * 1024),
      'document.pdf': new Uint8Array(1),
    });
    expect(bomb.length).toBeLessThan(200_000);
    expect((await verifyBundle(bomb)).problems[0]!.sentence).toContain('too large');
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`${n}`, new Uint8Array(1)])),
    );
    expect((await verifyBundle(many)).readable).toBe(false);
  });

  it('that is damaged anywhere never throws, and is valid only with the whole PDF and evidence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bundle.length - 1), fc.nat(7), async (at, bit) => {
        const changed = Uint8Array.from(bundle);
        changed[at]! ^= 1 << bit;
        const report = await verifyBundle(changed, [files.pem]);
        if (report.valid) expect(report.sha256).toBe(files.twice.sha256);
      }),
      { numRuns: 80 },
    );
  });
});

describe('the command', () => {
  const launcher = fileURLToPath(new URL('../bin/smartstart-verify.mjs', import.meta.url));
  const run = (...args: string[]) => {
    const { status, stdout } = spawnSync(process.execPath, [launcher, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: {},
    });
    return { status, said: stdout };
  };

  it('says who signed what and when, from a bundle and nothing else', () => {
    const { status, said } = run('bundle.zip');
    expect(status).toBe(0);
    expect(said).toMatch(/^VALID: no byte changed/);
    expect(said).toContain(
      '2026-11-22T10:01:00.000Z  Ada Lovelace, contributor (TYPED, identity proven by PASSWORD)',
    );
    expect(said).toContain('PAdES B-B');
    expect(said).toContain('CERTIFICATE_NOT_COMPARED');
  });

  it('compares the seal with the certificate one has', async () => {
    writeFileSync(path.join(folder, 'hub.pem'), files.pem);
    expect(run('bundle.zip', '--certificate', 'hub.pem').said).toContain('by a certificate you gave');
    const other = await makeSealedFiles();
    writeFileSync(path.join(folder, 'other.pem'), other.pem);
    const { status, said } = run('bundle.zip', '--certificate', 'other.pem');
    expect({ status, said }).toMatchObject({
      status: 1,
      said: expect.stringContaining('UNKNOWN_CERTIFICATE') as string,
    });
  });

  it('ends with 1 when a byte changed, with 2 when it cannot read', () => {
    const changed = Uint8Array.from(files.once.pdf);
    changed[5_000]! ^= 1;
    writeFileSync(path.join(folder, 'changed.pdf'), changed);
    writeFileSync(path.join(folder, 'other.txt'), 'hello');
    expect(run('changed.pdf')).toMatchObject({
      status: 1,
      said: expect.stringMatching(/^INVALID[^]+SEAL_INVALID/) as string,
    });
    expect(run('other.txt')).toMatchObject({
      status: 2,
      said: expect.stringMatching(/^UNREADABLE[^]+not a PDF/) as string,
    });
    expect(run('missing.pdf')).toMatchObject({
      status: 2,
      said: expect.stringContaining('There is no file') as string,
    });
    expect(run()).toMatchObject({ status: 2, said: expect.stringContaining('usage') as string });
  });

  it('answers programs in JSON', () => {
    const { said } = run('bundle.zip', '--json');
    expect(JSON.parse(said)).toMatchObject({ valid: true, level: 'B-B', seals: [{}, {}] });
  });
});
