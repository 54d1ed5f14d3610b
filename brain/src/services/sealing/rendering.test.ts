import { deflateSync, crc32 } from 'node:zlib';
import { textOf, verifyPdf } from '@smartstart/verify';
import { describe, expect, it } from 'vitest';
import {
  makeEvidence,
  parties,
  sampleHtml,
  type Party,
} from '../../../../packages/verify/src/test-evidence.ts';
import { visualRuns } from './bidi.ts';
import { render } from './rendering.ts';
import { has, judge, requestFor } from './test-sealed.ts';

const words = (text: string) => text.replace(/[\s\u200e\u200f\u202a-\u202e\f]+/gu, ' ').trim();
const hasPoppler = has('pdftotext');

function renderText(html: string, people: readonly Party[] = parties): Promise<Uint8Array> {
  const evidence = makeEvidence({ rounds: [{ html, parties: people }] });
  return render(requestFor({ evidence, html }));
}

/** A small PNG as a browser draws it: RGBA, not interlaced. */
function png(width = 40, height = 20): Buffer {
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const pixels = Buffer.alloc(height * (1 + width * 4), 0);
  for (let x = 0; x < width; x++)
    pixels.set([0, 0, 0, 255], Math.floor((x * height) / width) * (1 + width * 4) + 1 + x * 4);
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    magic,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const drawn = (drawing: Buffer): Party[] => [{ name: 'Dora Drawn', role: 'owner', kind: 'DRAWN', drawing }];

describe('the pages of a document', () => {
  it.skipIf(!hasPoppler)('hold the whole text in its order, then the certificate', async () => {
    const pdf = await renderText(sampleHtml);
    const text = words(judge('pdftotext', ['-raw', 'FILE', '-'], pdf).said);
    const parts = textOf(sampleHtml).split('\n').filter(Boolean);
    let at = 0;
    for (const part of parts) {
      const found = text.indexOf(words(part.replace(/^\s*- /, '').replaceAll(' | ', ' ')), at);
      expect(found, part).toBeGreaterThanOrEqual(at);
      at = found;
    }
    const certificate = text.slice(text.indexOf('Certificate of completion'));
    for (const fact of [
      'Ada Lovelace contributor sign signed typed name',
      'Bo Founder owner sign signed by click',
      '203.0.113.7',
      'https://hub.example/verify',
      'npx smartstart-verify FILE',
      'is legal advice',
    ])
      expect(certificate).toContain(fact);
  });

  it.skipIf(!hasPoppler)('of a renewal say that they are one', async () => {
    const request = { ...requestFor({ evidence: makeEvidence(), html: sampleHtml }), renewal: 2 };
    const text = words(judge('pdftotext', ['-raw', 'FILE', '-'], await render(request)).said);
    expect(text).toContain('Part Renewal 2');
    expect(text).toContain('Contributor Agreement, renewal 2');
    expect(text).toContain('renewal 2, page 1 of');
  });

  it.skipIf(!has('pdfinfo'))('are tagged, with language, title and bookmarks', async () => {
    const pdf = await renderText(sampleHtml);
    const info = judge('pdfinfo', ['FILE'], pdf).said;
    expect(info).toMatch(/Title:\s+Contributor Agreement/);
    expect(info).toMatch(/Tagged:\s+yes/);
    const structure = judge('pdfinfo', ['-struct', 'FILE'], pdf).said;
    for (const tag of ['Document', 'H1', 'H2', 'L ', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD'])
      expect(structure).toContain(tag);
    const source = Buffer.from(pdf).toString('latin1');
    expect(source).toMatch(/\/Lang \(en\)/);
    expect(source).toMatch(/\/DisplayDocTitle true/);
    expect(source).toMatch(/\/Title \(Certificate of completion\)/);
  });

  it.skipIf(!hasPoppler)(
    'show Greek, Cyrillic, Hebrew and Arabic, and say what they cannot show',
    async () => {
      const people = [
        { name: 'Ελένη Παπαδοπούλου', role: 'owner' },
        { name: 'Зоя Иванова', role: 'advisor' },
        { name: 'דוד כהן', role: 'partner', kind: 'TYPED', typedName: 'דוד כהן' },
        { name: 'محمد علي', role: 'partner' },
        { name: '王小明 \u{1f600}', role: 'partner' },
      ] as const;
      const text = words(judge('pdftotext', ['FILE', '-'], await renderText(sampleHtml, people)).said);
      for (const { name } of people) expect(text).toContain(name);
    },
  );

  it.skipIf(!has('qpdf'))('may be hundreds', async () => {
    const sentence =
      'The parties agree that the confidential information stays with its owner at all times. ';
    const section = `<p>${sentence.repeat(12)}</p>`;
    const html = `<h1>Long</h1>${Array.from({ length: 730 }, (_, n) => `<h2>${n + 1}. Section</h2>${section}`).join('')}`;
    const pdf = await renderText(html);
    expect(Number(judge('qpdf', ['--show-npages', 'FILE'], pdf).said)).toBeGreaterThan(200);
    expect(judge('qpdf', ['--check', 'FILE'], pdf)).toMatchObject({ code: 0 });
  });

  it.skipIf(!has('qpdf'))('hold words and rows that are larger than a page', async () => {
    const html = `<p>${'x'.repeat(30_000)}</p><table><tr><td>${'long cell '.repeat(3_000)}</td><td>b</td></tr></table>`;
    expect(judge('qpdf', ['--check', 'FILE'], await renderText(html))).toMatchObject({ code: 0 });
  });

  it('are the same when they are made again', async () => {
    const evidence = makeEvidence();
    const request = requestFor({ evidence, html: sampleHtml });
    expect(Buffer.from(await render(request)).equals(await render(request))).toBe(true);
  });

  it('can be read before everybody has signed, marked as a copy', async () => {
    const pdf = await render(requestFor({ evidence: makeEvidence(), html: sampleHtml, plain: true }));
    expect((await verifyPdf(pdf)).problems.map(({ code }) => code)).toEqual(['NOT_SEALED', 'NO_EVIDENCE']);
  });
});

describe('what does not belong together', () => {
  it('is not put on paper', async () => {
    const evidence = makeEvidence();
    const other = requestFor({ evidence, html: sampleHtml.replace('100', '900') });
    await expect(render(other)).rejects.toMatchObject({ problem: 'TEXT_MISMATCH' });
    await expect(render(requestFor({ evidence, html: '<script>1</script>' }))).rejects.toMatchObject({
      problem: 'TEXT_MISMATCH',
    });
    await expect(render(requestFor({ evidence, html: sampleHtml, round: 2 }))).rejects.toMatchObject({
      problem: 'TEXT_MISMATCH',
    });
    const forged = {
      ...evidence,
      records: evidence.records.map((record) => ({ ...record, signature: 'AAAA' })),
    };
    await expect(render(requestFor({ evidence: forged, html: sampleHtml }))).rejects.toMatchObject({
      problem: 'EVIDENCE_INVALID',
    });
  });
});

describe('a drawn signature', () => {
  it.skipIf(!has('pdfimages'))('is shown, with words for those who do not see it', async () => {
    const pdf = await renderText(sampleHtml, drawn(png()));
    expect(judge('pdfimages', ['-list', 'FILE'], pdf).said).toMatch(/image\s+40\s+20/);
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Alt (Drawn signature of Dora Drawn)');
  });

  it('that is damaged is refused by name', async () => {
    const whole = png();
    const flipped = Buffer.from(whole);
    flipped[50]! ^= 1;
    const huge = png();
    huge.writeUInt32BE(100_000, 16);
    for (const [bad, why] of [
      [whole.subarray(0, -20), 'cut off'],
      [flipped, 'damaged'],
      [huge, 'damaged'],
      [Buffer.from('GIF89a'), 'not a PNG'],
    ] as const)
      await expect(renderText(sampleHtml, drawn(bad))).rejects.toMatchObject({
        problem: 'DRAWING_DAMAGED',
        message: expect.stringMatching(new RegExp(`Dora Drawn.*${why}`)) as string,
      });
  });
});

describe('a line with right-to-left words', () => {
  const seen = (line: string) =>
    visualRuns(line)
      .map(({ text }) => text)
      .join('|');

  it('is put into the order in which it is seen', () => {
    expect(seen('by דוד כהן, owner')).toBe('by |כהן| |דוד|, owner');
    expect(seen('דוד 12.5 כהן')).toBe('כהן| |12.5| |דוד');
    expect(seen('דוד (כהן) x')).toBe(')כהן(| |דוד| x');
    expect(seen('דוד (12.5) x')).toBe('(|12.5|)| |דוד| x');
    expect(seen('plain 12 (x)')).toBe('plain 12 (x)');
  });
});
