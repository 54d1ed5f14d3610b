import { canonicalise, evidenceFile, textOf, verifyEvidence } from '@smartstart/verify';
import PdfKit from 'pdfkit';
import { writeCompletion } from './completion.ts';
import { blocksOf } from './paper-blocks.ts';
import { bold, createPageFlow } from './page-flow.ts';
import { SealingError } from './problems.ts';
import { partOf, type SealRequest } from './request.ts';

/** The document as a tagged PDF: its text, the certificate of completion, and the evidence attached. */

export async function render(request: SealRequest): Promise<Uint8Array> {
  await checkRequest(request);
  const { evidence, at, lang = 'en' } = request;
  const title = titleOf(request);
  const doc = new PdfKit({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang,
    displayTitle: true,
    info: {
      Title: title,
      Author: evidence.installation.name,
      Subject: `Document ${evidence.document.id}`,
      Creator: 'SmartStart',
      Producer: 'SmartStart',
      CreationDate: at,
      ModDate: at,
    },
  });
  const whole = collect(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const flow = createPageFlow(doc);
  const text = doc.struct('Sect');
  root.add(text);
  flow.newPage();
  if (request.plain)
    flow.paragraph(text, [bold('A copy to read. It is not signed by everybody and not sealed.')]);
  flow.blocks(text, blocksOf(request.html));
  text.end();
  if (!request.plain) {
    writeCompletion(flow, root, request);
    attachEvidence(doc, request);
  }
  flow.footers((number, total) => [
    `${title} · document ${evidence.document.id}`,
    footOf(request, number, total),
  ]);
  root.end();
  doc.end();
  return whole;
}

function footOf(request: SealRequest, number: number, total: number): string {
  const hash = request.evidence.texts[request.round - 1]!.textHash.slice(0, 16);
  const part = partOf(request);
  return `text ${hash} · ${part ? `${part}, ` : ''}page ${number} of ${total}`;
}

export function titleOf(request: SealRequest): string {
  const { title } = request.evidence.document;
  const part = partOf(request);
  return part ? `${title}, ${part}` : title;
}

/** Nothing is put on paper that does not belong together. */
async function checkRequest({ evidence, round, html, plain: copy }: SealRequest): Promise<void> {
  const text = evidence.texts[round - 1];
  if (text?.round !== round)
    throw new SealingError('TEXT_MISMATCH', `The evidence has no text of round ${round}.`);
  if (readable(html) !== text.canonicalText || canonicalise(text.canonicalText) !== text.canonicalText)
    throw new SealingError('TEXT_MISMATCH', 'The text to be shown is not the text of the evidence.');
  if (copy) return;
  const { problems } = await verifyEvidence(evidence);
  if (problems.length)
    throw new SealingError(
      'EVIDENCE_INVALID',
      `The evidence does not hold: ${problems.map(({ sentence }) => sentence).join(' ')}`,
    );
}

function readable(html: string): string | null {
  try {
    return textOf(html);
  } catch {
    return null;
  }
}

function attachEvidence(doc: PDFKit.PDFDocument, { evidence, at }: SealRequest): void {
  doc.file(Buffer.from(JSON.stringify(evidence)), {
    name: evidenceFile,
    type: 'application/json',
    description: 'Evidence of the signatures, to be checked by anybody',
    creationDate: at,
    modifiedDate: at,
    relationship: 'Data',
  } as object);
}

function collect(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    doc.on('error', reject);
  });
}
