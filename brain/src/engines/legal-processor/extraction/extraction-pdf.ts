import { getDocumentProxy } from 'unpdf';
import {
  ExtractionError,
  limits,
  type Extracted,
  type ExtractionWarning,
  type Furniture,
  type TextBox,
} from './extraction-types.ts';
import { withoutFurniture } from './pdf-furniture.ts';
import { linesOfPage, type Line, type Run } from './pdf-lines.ts';
import { composePages } from './pdf-paragraphs.ts';

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Fewer letters a page than this, over the whole document, and it is pictures of pages. */
const scannedBelow = 12;

export async function extractPdf(bytes: Uint8Array): Promise<Extracted> {
  const document = await open(bytes);
  try {
    if (document.numPages > limits.pages) {
      const message = `The document has ${document.numPages} pages; up to ${limits.pages} are read.`;
      throw new ExtractionError('TOO_MANY_PAGES', message);
    }
    const { pages, rotated } = await readPages(document);
    refuseScan(pages);
    const { pages: bare, furniture } = withoutFurniture(pages);
    return compose(bare, furniture, rotated);
  } finally {
    await document.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    // The reader takes the buffer over, so it gets a copy; nothing in the file may run code or fetch.
    return await getDocumentProxy(bytes.slice(), {
      verbosity: 0,
      disableFontFace: true,
      useSystemFonts: false,
      stopAtErrors: false,
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') {
      throw new ExtractionError('ENCRYPTED', 'The PDF is protected by a password.', { cause: error });
    }
    throw new ExtractionError('DAMAGED', 'The PDF is damaged and cannot be opened.', { cause: error });
  }
}

async function readPages(document: PdfDocument): Promise<{ pages: PdfPage[]; rotated: boolean }> {
  const pages: PdfPage[] = [];
  let rotated = false;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    if (items.length > limits.runsPerPage) {
      throw new ExtractionError(
        'TOO_LARGE',
        `Page ${number} holds more than ${limits.runsPerPage} pieces of text.`,
      );
    }
    const runs: Run[] = [];
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const run = runFrom(item, viewport.transform);
      if (run) runs.push(run);
      else rotated = true;
    }
    pages.push({ width: viewport.width, height: viewport.height, lines: linesOfPage(runs, viewport.width) });
    page.cleanup();
  }
  return { pages, rotated };
}

interface TextItem {
  readonly str: string;
  readonly dir: string;
  readonly width: number;
  readonly transform: readonly number[];
}

/** Into points from the upper left corner of the page as shown; null for text that does not lie level there. */
function runFrom({ str, dir, width, transform }: TextItem, view: readonly number[]): Run | null {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform;
  const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = view;
  const along = [va * a + vc * b, vb * a + vd * b] as const;
  const up = [va * c + vc * d, vb * c + vd * d] as const;
  const size = Math.hypot(up[0], up[1]);
  if (!(size > 0) || !Number.isFinite(size) || Math.abs(along[1]) > 0.2 * Math.abs(along[0])) return null;
  const x = va * e + vc * f + ve;
  const baseline = vb * e + vd * f + vf;
  if (!Number.isFinite(x) || !Number.isFinite(baseline)) return null;
  const scale = Math.hypot(va, vb) || 1;
  return { text: str, x, baseline, width: Math.abs(width) * scale, size, rightToLeft: dir === 'rtl' };
}

function refuseScan(pages: readonly PdfPage[]): void {
  let letters = 0;
  for (const { lines } of pages) {
    for (const { runs } of lines)
      for (const { text } of runs) letters += text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  }
  if (letters >= scannedBelow * pages.length) return;
  const message =
    'The PDF holds pictures of pages and no text: it was scanned. Run text recognition over it first.';
  throw new ExtractionError('NO_TEXT', message);
}

function compose(pages: readonly PdfPage[], furniture: readonly Furniture[], rotated: boolean): Extracted {
  const composed = composePages(pages);
  const warnings: ExtractionWarning[] = [];
  const empty = pages.flatMap(({ lines }, index) => (lines.length === 0 ? [index + 1] : []));
  if (empty.length > 0) {
    const listed = `${empty.slice(0, 20).join(', ')}${empty.length > 20 ? ' …' : ''}`;
    warnings.push({ code: 'PAGES_WITHOUT_TEXT', message: `No text was found on pages: ${listed}.` });
  }
  if (rotated)
    warnings.push({ code: 'ROTATED_TEXT_SKIPPED', message: 'Text that does not lie level was left out.' });
  const spans = composed.pages.map(({ start, end }, index) => {
    const { width = 0, height = 0 } = pages[index] ?? {};
    return { start, end, width, height };
  });
  const boxes: readonly TextBox[] = composed.boxes;
  return { text: composed.text, format: 'PDF', pages: spans, boxes, furniture, warnings };
}
