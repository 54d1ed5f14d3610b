import { createRequire } from 'node:module';
import { crc32, deflateRawSync } from 'node:zlib';
import PDFKit from 'pdfkit';

/** Files made for tests: small, whole, and of every kind the extraction must read or refuse. */

const font = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

export type PdfKit = InstanceType<typeof PDFKit>;

export async function pdf(
  write: (document: PdfKit) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> {
  const document = new PDFKit({ size: 'A4', margin: 72, ...options });
  document.registerFont('wide', font);
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  write(document);
  document.end();
  await ended;
  return new Uint8Array(Buffer.concat(chunks));
}

export interface ZipPart {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** Bit 0 of the flags: says it is encrypted. */
  readonly encrypted?: boolean;
  /** A size claimed instead of the true one. */
  readonly claimedSize?: number;
}

/** A zip archive, byte by byte. */
export function zip(parts: readonly ZipPart[]): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, encrypted = false, claimedSize } of parts) {
    const raw = typeof data === 'string' ? Buffer.from(data) : Buffer.from(data);
    const packed = deflateRawSync(raw);
    const label = Buffer.from(name);
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(encrypted ? 1 : 0, 2);
    fixed.writeUInt16LE(8, 4);
    fixed.writeUInt32LE(crc32(raw), 10);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(claimedSize ?? raw.length, 18);
    fixed.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fixed, label, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fixed, rest, label]));
    bodies.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, central, end]));
}

const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const contentTypes =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const relations =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
const documentRelations =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>';

export interface WordParagraph {
  readonly text: string;
  /** Level of the automatic numbering, from 0. */
  readonly level?: number;
}

/** A Word document whose levels are numbered "1.", "1.1", "(a)". */
export function docx(paragraphs: readonly WordParagraph[], more: readonly ZipPart[] = []): Uint8Array {
  const body = paragraphs
    .map(({ text, level }) => {
      const place = `<w:pPr><w:numPr><w:ilvl w:val="${level ?? 0}"/><w:numId w:val="1"/></w:numPr></w:pPr>`;
      return `<w:p>${level === undefined ? '' : place}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
    })
    .join('');
  const level = (index: number, format: string, pattern: string): string =>
    `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`;
  const levels = level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2') + level(2, 'lowerLetter', '(%3)');
  const numbering = `<w:numbering ${namespace}><w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
  return zip([
    { name: '[Content_Types].xml', data: contentTypes },
    { name: '_rels/.rels', data: relations },
    { name: 'word/_rels/document.xml.rels', data: documentRelations },
    { name: 'word/document.xml', data: `<w:document ${namespace}><w:body>${body}</w:body></w:document>` },
    { name: 'word/numbering.xml', data: numbering },
    { name: 'word/styles.xml', data: `<w:styles ${namespace}/>` },
    ...more,
  ]);
}
