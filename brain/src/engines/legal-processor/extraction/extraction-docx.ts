import mammoth from 'mammoth';
import { numberingLabels, type NumberingLabels } from './docx-numbering.ts';
import { textOfHtml } from './extraction-html.ts';
import { ExtractionError, type Extracted, type ExtractionWarning } from './extraction-types.ts';
import { openZip } from './zip-check.ts';

const documentPart = 'word/document.xml';
const otherKinds: readonly (readonly [string, string])[] = [
  ['xl/workbook.xml', 'A spreadsheet'],
  ['ppt/presentation.xml', 'A presentation'],
  ['content.xml', 'An OpenDocument file'],
];

/** The text of a Word document, through mammoth, with the numbers Word would show in front of its paragraphs. */
export async function extractDocx(bytes: Uint8Array): Promise<Extracted> {
  const zip = await openZip(bytes, [documentPart, 'word/numbering.xml', 'word/styles.xml']);
  if (!zip.names.has(documentPart)) {
    const kind = otherKinds.find(([name]) => zip.names.has(name))?.[1] ?? 'A zip archive';
    throw new ExtractionError('UNSUPPORTED', `${kind} cannot be read; PDF, DOCX, HTML and text can.`);
  }
  const labels = numberingLabels(
    zip.texts.get(documentPart) ?? '',
    zip.texts.get('word/numbering.xml') ?? '',
    zip.texts.get('word/styles.xml') ?? '',
  );
  const { html, lost } = await convert(bytes, labels);
  const warnings: ExtractionWarning[] = [];
  if (lost)
    warnings.push({
      code: 'NUMBERING_LOST',
      message: 'Automatic numbers of paragraphs could not be rebuilt.',
    });
  const text = textOfHtml(html);
  return { text, format: 'DOCX', pages: [{ start: 0, end: text.length }], warnings };
}

/** What is used of mammoth's document tree. */
interface WordElement {
  readonly type: string;
  readonly children?: readonly WordElement[];
  readonly numbering?: unknown;
  readonly styleId?: string | null;
  readonly value?: string;
}

async function convert(bytes: Uint8Array, labels: NumberingLabels): Promise<{ html: string; lost: boolean }> {
  let lost = false;
  const transformDocument = (document: WordElement): WordElement => {
    lost = countNumbered(document, labels.styles) !== labels.labels.length;
    return lost ? document : numbered(document, labels);
  };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { value } = await mammoth.convertToHtml(
    { buffer },
    {
      transformDocument,
      // Pictures carry no text; unpacking them would only cost memory.
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      externalFileAccess: false,
    },
  );
  return { html: value, lost };
}

function isNumbered({ type, numbering, styleId }: WordElement, styles: ReadonlySet<string>): boolean {
  return type === 'paragraph' && (Boolean(numbering) || styles.has(styleId ?? ''));
}

function countNumbered(element: WordElement, styles: ReadonlySet<string>): number {
  let count = 0;
  const stack = [element];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (isNumbered(next, styles)) count += 1;
    for (const child of next.children ?? []) stack.push(child);
  }
  return count;
}

/** Writes each number as text into its paragraph, which then is no list item any more. */
function numbered(document: WordElement, { labels, styles }: NumberingLabels): WordElement {
  let next = 0;
  const visit = (element: WordElement): WordElement => {
    let label: string | null = null;
    if (isNumbered(element, styles)) {
      label = labels[next] ?? '';
      next += 1;
    }
    const children = element.children?.map(visit);
    if (label === null) return children ? { ...element, children } : element;
    const run: WordElement = { type: 'run', children: [{ type: 'text', value: label ? `${label} ` : '' }] };
    return { ...element, numbering: null, children: [run, ...(children ?? [])] };
  };
  return visit(document);
}
