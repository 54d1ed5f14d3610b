import { PDF } from '@libpdf/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { docx, pdf, zip } from './extraction-fixtures.ts';
import { ExtractionError, limits, type ExtractionReason } from './extraction-types.ts';
import { extract } from './extraction.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const lorem =
  'The Supplier shall deliver the Products to the Customer in accordance with the delivery schedule set out in the order and shall bear the risk of loss until they have been accepted by the Customer in writing. ';

async function reasonOf(bytes: Uint8Array, name: string): Promise<ExtractionReason | 'read'> {
  try {
    await extract(bytes, { name });
    return 'read';
  } catch (error) {
    expect(error).toBeInstanceOf(ExtractionError);
    return error instanceof ExtractionError ? error.reason : 'read';
  }
}

describe('PDF', () => {
  it('rebuilds paragraphs, and each box holds the characters it says', async () => {
    const bytes = await pdf((page) => {
      page.fontSize(16).text('SERVICES AGREEMENT').moveDown();
      page
        .fontSize(11)
        .text(`1. Delivery. ${lorem.repeat(2)}`)
        .moveDown();
      page.text(`2. Payment. ${lorem}`);
    });
    const { text, boxes = [], pages, format, direction } = await extract(bytes, { name: 'a.pdf' });
    expect(format).toBe('PDF');
    expect(direction).toBe('ltr');
    expect(text.split('\n\n').map((paragraph) => paragraph.slice(0, 11))).toEqual([
      'SERVICES AG',
      '1. Delivery',
      '2. Payment.',
    ]);
    expect(text).toContain(lorem.trim());
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatchObject({ start: 0, end: text.length });
    const title = boxes.find(({ start }) => start === 0);
    expect(title && text.slice(title.start, title.end)).toBe('SERVICES AGREEMENT');
    expect(title?.x).toBeCloseTo(72, 0);
    expect(title?.y).toBeGreaterThan(60);
    expect(title?.y).toBeLessThan(90);
    for (const [index, box] of boxes.entries()) {
      expect(box.end).toBeGreaterThan(box.start);
      expect(box.start).toBeGreaterThanOrEqual(boxes[index - 1]?.end ?? 0);
    }
  });

  it('reads two columns one after the other, and the title across them first', async () => {
    const bytes = await pdf((page) => {
      page
        .fontSize(14)
        .text('MASTER AGREEMENT BETWEEN THE PARTIES NAMED IN THE SCHEDULE BELOW', 72, 72, { width: 450 });
      page.fontSize(9);
      page.text(`Left begins. ${lorem.repeat(4)} Left ends.`, 72, 130, { width: 210 });
      page.text(`Right begins. ${lorem.repeat(4)} Right ends.`, 312, 130, { width: 210 });
    });
    const { text } = await extract(bytes, { name: 'a.pdf' });
    const order = ['MASTER', 'Left begins', 'Left ends', 'Right begins', 'Right ends'].map((part) =>
      text.indexOf(part),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBe(0);
    expect(text).toContain(lorem.repeat(3).trim());
  });

  it('keeps label and value of a form together', async () => {
    const bytes = await pdf((page) => {
      ['Company Name', 'Address', 'Telephone', 'Effective Date', 'Term', 'Territory'].forEach(
        (label, row) => {
          page.fontSize(11).text(`${label}:`, 72, 100 + 20 * row);
          page.text(`value ${row}`, 330, 100 + 20 * row);
        },
      );
    });
    const { text } = await extract(bytes, { name: 'a.pdf' });
    expect(text).toContain('Company Name: value 0');
    expect(text).toContain('Territory: value 5');
  });

  it('puts a word broken at the line end together, and keeps a hyphen that belongs to it', async () => {
    const bytes = await pdf((page) => {
      const line = { lineBreak: false };
      page.fontSize(11);
      page.text('This grant of rights in the documentation shall be exclusive and the docu-', 72, 100, line);
      page.text(
        'mentation shall stay confidential; the license granted to the Customer is non-',
        72,
        114,
        line,
      );
      page.text('exclusive and shall end with the term.', 72, 128, line);
    });
    const { text, boxes = [] } = await extract(bytes, { name: 'a.pdf' });
    expect(text).toContain('and the documentation shall stay');
    expect(text).toContain('is non-exclusive and');
    for (const { start, end } of boxes) expect(text.slice(start, end).trim().length).toBeGreaterThan(0);
    const second = boxes.find(({ y }) => y > 100 && y < 114);
    expect(second && text.slice(second.start, second.start + 10)).toBe('mentation ');
  });

  it('takes running heads, feet and page numbers out, and joins a sentence over the page border', async () => {
    const bytes = await pdf((page) => {
      for (let number = 1; number <= 4; number += 1) {
        if (number > 1) page.addPage();
        page.fontSize(8).text('Acme Confidential', 72, 40, { lineBreak: false });
        page.text(`Page ${number} of 4`, 280, 760, { lineBreak: false });
        const head = number === 1 ? '1. Scope. The Supplier' : 'and also the Supplier';
        page.fontSize(11).text(`${head} ${lorem.repeat(2).trim().slice(0, -1)}`, 72, 100, { width: 450 });
      }
    });
    const { text, pages, furniture = [] } = await extract(bytes, { name: 'a.pdf' });
    expect(text).not.toContain('Confidential');
    expect(text).not.toMatch(/Page \d/);
    expect(text).toContain('Customer in writing and also the Supplier');
    expect(furniture).toHaveLength(8);
    expect(pages).toHaveLength(4);
    for (const [index, page] of pages.entries())
      expect(page.start).toBeGreaterThanOrEqual(pages[index - 1]?.end ?? 0);
  });

  it('reads Hebrew and Arabic, from right to left', async () => {
    const hebrew = 'הסכם זה נערך ונחתם בין החברה לבין הספק';
    const bytes = await pdf((page) => {
      page.font('wide').fontSize(12);
      page.text(hebrew, 72, 100, { features: ['rtla'] });
    });
    const { text, direction } = await extract(bytes, { name: 'a.pdf' });
    expect(direction).toBe('rtl');
    for (const word of hebrew.split(' ')) expect(text).toContain(word);
  });

  it('says why a file cannot be read', async () => {
    const scanned = await pdf((page) => {
      page.rect(72, 72, 400, 600).fill('#cccccc');
      page.addPage().rect(72, 72, 400, 600).fill('#cccccc');
    });
    expect(await reasonOf(scanned, 'scan.pdf')).toBe('NO_TEXT');
    const plain = await pdf((page) => {
      page.text(lorem);
    });
    const document = await PDF.load(plain);
    document.setProtection({ userPassword: 'secret', ownerPassword: 'owner' });
    expect(await reasonOf(await document.save(), 'locked.pdf')).toBe('ENCRYPTED');
    expect(await reasonOf(utf8('%PDF-1.7\n1 0 obj << /Type /Nothing >> garbage'), 'broken.pdf')).toBe(
      'DAMAGED',
    );
    expect(await reasonOf(utf8('<html><script>alert(1)</script></html>'), 'page.pdf')).toBe('WRONG_TYPE');
    expect(await reasonOf(utf8('only text'), 'text.docx')).toBe('WRONG_TYPE');
    expect(await reasonOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'a.pdf')).toBe(
      'WRONG_TYPE',
    );
    expect(await reasonOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), 'a.png')).toBe(
      'UNSUPPORTED',
    );
  });

  it('refuses a document of 2,000 pages, and a claim of 200 MB', async () => {
    const long = await pdf((page) => {
      for (let number = 1; number < 2000; number += 1) page.addPage();
    });
    expect(await reasonOf(long, 'long.pdf')).toBe('TOO_MANY_PAGES');
    expect(await reasonOf(new Uint8Array(200_000_000), 'big.pdf')).toBe('TOO_LARGE');
    expect(limits.pages).toBe(500);
  }, 30_000);
});

describe('DOCX', () => {
  it('reads paragraphs with the numbers Word shows', async () => {
    const bytes = docx([
      { text: 'SUPPLY AGREEMENT' },
      { text: 'Definitions', level: 0 },
      { text: 'Term', level: 0 },
      { text: 'The term is one year.', level: 1 },
      { text: 'It renews:', level: 1 },
      { text: 'each year; or', level: 2 },
      { text: 'never.', level: 2 },
      { text: 'Payment', level: 0 },
      { text: 'Net 30.', level: 1 },
    ]);
    const { text, format, warnings } = await extract(bytes, { name: 'a.docx' });
    expect(format).toBe('DOCX');
    expect(warnings).toEqual([]);
    expect(text.split('\n\n')).toEqual([
      'SUPPLY AGREEMENT',
      '1. Definitions',
      '2. Term',
      '2.1 The term is one year.',
      '2.2 It renews:',
      '(a) each year; or',
      '(b) never.',
      '3. Payment',
      '3.1 Net 30.',
    ]);
  });

  it('is recognised by its content, whatever its name', async () => {
    const { format, warnings } = await extract(docx([{ text: 'Agreement' }]), { name: 'a.pdf' });
    expect(format).toBe('DOCX');
    expect(warnings.map(({ code }) => code)).toEqual(['NAME_DISAGREES']);
  });

  it('refuses bombs, locked and damaged archives, and other kinds', async () => {
    const zeros = new Uint8Array(40_000_000);
    expect(await reasonOf(docx([{ text: 'a' }], [{ name: 'word/media/a.png', data: zeros }]), 'a.docx')).toBe(
      'ZIP_BOMB',
    );
    const many = Array.from({ length: 5001 }, (_, index) => ({ name: `word/${index}.xml`, data: '<a/>' }));
    expect(await reasonOf(docx([{ text: 'a' }], many), 'a.docx')).toBe('ZIP_BOMB');
    const lying = docx([{ text: 'a' }], [{ name: 'word/media/a.png', data: zeros, claimedSize: 10 }]);
    expect(['ZIP_BOMB', 'DAMAGED']).toContain(await reasonOf(lying, 'a.docx'));
    expect(await reasonOf(docx([{ text: 'a' }], [{ name: 'x', data: 'y', encrypted: true }]), 'a.docx')).toBe(
      'ENCRYPTED',
    );
    expect(await reasonOf(zip([{ name: 'xl/workbook.xml', data: '<a/>' }]), 'a.xlsx')).toBe('UNSUPPORTED');
    expect(await reasonOf(docx([{ text: 'a' }]).slice(0, 400), 'a.docx')).toBe('DAMAGED');
    const locked = new Uint8Array(
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    );
    expect(await reasonOf(locked, 'a.docx')).toBe('ENCRYPTED');
  });
});

describe('HTML', () => {
  it('never lets script, style, comments or hidden parts become text', async () => {
    const page = `<!doctype html><html><head><title>T</title><style>p{}</style></head><body>
      <script>document.write("evil")</script><!-- secret -->
      <h1>Agreement</h1><p>First <b>party</b>&amp; second.</p><p hidden>hidden one</p>
      <div style="display: none">hidden two</div><noscript>no script</noscript>
      <ol type="a" start="2"><li>Alpha</li><li>Beta</li></ol>
      <table><tr><td>Fee</td><td>$5</td></tr></table><textarea>typed</textarea>line<br>break</body></html>`;
    const { text, format } = await extract(utf8(page), { name: 'a.html' });
    expect(format).toBe('HTML');
    expect(text).toBe('Agreement\n\nFirst party& second.\n\nb. Alpha\nc. Beta\n\nFee $5\n\nline\nbreak');
  });

  it('bears nesting a hundred thousand deep', async () => {
    const deep = `<div>${'<div>'.repeat(100_000)}deep text`;
    const { text } = await extract(utf8(deep), { name: 'a.html' });
    expect(text).toBe('deep text');
  }, 20_000);
});

describe('text', () => {
  it('reads UTF-8, UTF-16 with and without a mark, and Windows-1252', async () => {
    const words = 'Agreement “one” – café';
    const wide = Buffer.from(words, 'utf16le');
    const read = async (bytes: Uint8Array): Promise<string> => (await extract(bytes, { name: 'a.txt' })).text;
    expect(await read(utf8(words))).toBe(words);
    expect(await read(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(words)]))).toBe(words);
    expect(await read(new Uint8Array([0xff, 0xfe, ...wide]))).toBe(words);
    expect(await read(new Uint8Array([0xfe, 0xff, ...Buffer.from(wide).swap16()]))).toBe(words);
    const latin = await extract(new Uint8Array(Buffer.from('café agreement', 'latin1')), { name: 'a.txt' });
    expect(latin.text).toBe('café agreement');
    expect(latin.warnings.map(({ code }) => code)).toEqual(['ENCODING_GUESSED']);
    const plain = Buffer.from('Plain agreement text', 'utf16le');
    expect(await read(new Uint8Array(plain))).toBe('Plain agreement text');
    expect(await read(utf8('هذه اتفاقية بين الطرفين'))).toBe('هذه اتفاقية بين الطرفين');
  });

  it('refuses the empty file and noise', async () => {
    expect(await reasonOf(new Uint8Array(0), 'a.txt')).toBe('NO_TEXT');
    expect(await reasonOf(utf8(' \n\t '), 'a.txt')).toBe('NO_TEXT');
    const noise = Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 256);
    expect(await reasonOf(noise, 'a.txt')).toBe('WRONG_TYPE');
    expect(await reasonOf(noise, 'a')).toBe('UNSUPPORTED');
  });

  it('answers any bytes with text or one of its own reasons', async () => {
    const starts = ['%PDF-1.4\n', 'PK\u0003\u0004', '<html>', ''];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), async (start, rest) => {
        const bytes = new Uint8Array([...Buffer.from(start, 'latin1'), ...rest]);
        expect(await reasonOf(bytes, 'a.bin')).toBeTypeOf('string');
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});
