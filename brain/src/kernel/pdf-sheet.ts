import { setImmediate as nextTurn } from 'node:timers/promises';
import PdfKit from 'pdfkit';
import { toWestern } from './pdf-letters.ts';

/** A tagged PDF of headings, paragraphs and tables, for screen readers and for print. */

export interface Column {
  readonly title: string;
  readonly width: number;
  readonly right?: true;
}

export type Part =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Cells may hold several lines. */
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
    };

export interface SheetInfo {
  readonly title: string;
  readonly author: string;
  readonly at: Date;
}

interface Style {
  readonly font: 'Helvetica' | 'Helvetica-Bold';
  readonly size: number;
  readonly leading: number;
  readonly after: number;
}

/** One thing that is never cut by the end of a page. */
interface Block {
  readonly height: number;
  draw(y: number): void;
  /** Stays on the page of what follows, as a heading does. */
  readonly keep?: boolean;
  /** Repeats the heads of a table on the next page. */
  readonly repeat?: (y: number) => number;
}

const page = { width: 595, height: 842, left: 40, top: 40, bottom: 56 } as const;
const inner = page.width - 2 * page.left;
const styles = {
  h1: { font: 'Helvetica-Bold', size: 16, leading: 20, after: 8 },
  h2: { font: 'Helvetica-Bold', size: 11, leading: 16, after: 4 },
  text: { font: 'Helvetica', size: 9, leading: 12, after: 6 },
  cell: { font: 'Helvetica', size: 7.5, leading: 9.5, after: 4 },
  head: { font: 'Helvetica-Bold', size: 7.5, leading: 9.5, after: 4 },
} as const satisfies Record<string, Style>;
const gap = 6;
/** The event loop gets a turn after so many rows are laid out; drawing gives it one after each page. */
const rowsPerTurn = 50;

export function writeSheet(info: SheetInfo, parts: readonly Part[]): PDFKit.PDFDocument {
  const doc = new PdfKit({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    info: {
      Title: info.title,
      Author: info.author,
      Creator: 'SmartStart',
      CreationDate: info.at,
      ModDate: info.at,
    },
  });
  compose(doc, parts).then(
    () => doc.end(),
    (error: unknown) => doc.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return doc;
}

async function compose(doc: PDFKit.PDFDocument, parts: readonly Part[]): Promise<void> {
  const root = doc.struct('Document');
  doc.addStructure(root);
  const pen = createPen(doc);
  const blocks: Block[] = [];
  for (const part of parts) blocks.push(...(await layOut(pen, root, part)));
  const pages = paginate(blocks);
  for (const [index, list] of pages.entries()) {
    doc.addPage();
    let y: number = page.top;
    // A page that begins inside a table shows its heads again; to a reader of tags they are decoration.
    const first = list[0]!;
    if (index > 0 && first.repeat) y = first.repeat(y);
    for (const block of list) {
      block.draw(y);
      y += block.height;
    }
    footer(pen, index + 1, pages.length);
    await nextTurn();
  }
  root.end();
}

function paginate(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = [[]];
  let y: number = page.top;
  for (const [index, block] of blocks.entries()) {
    let needed = block.height;
    for (let next = index; blocks[next]!.keep && blocks[next + 1]; next++) needed += blocks[next + 1]!.height;
    if (y + needed > page.height - page.bottom && pages.at(-1)!.length) {
      pages.push([]);
      y = page.top + (block.repeat ? styles.head.leading + styles.head.after : 0);
    }
    pages.at(-1)!.push(block);
    y += block.height;
  }
  return pages;
}

type Pen = ReturnType<typeof createPen>;

function createPen(doc: PDFKit.PDFDocument) {
  const widths = new Map<string, number>();

  function use({ font, size }: Style): void {
    doc.font(font).fontSize(size);
  }

  /** Words come again and again: each is measured once. */
  function measure(style: Style, text: string): number {
    const key = `${style.font} ${style.size} ${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    use(style);
    const width = doc.widthOfString(text);
    widths.set(key, width);
    return width;
  }

  function wrapLine(style: Style, text: string, width: number): string[] {
    const lines: string[] = [];
    const space = measure(style, ' ');
    let line = '';
    let taken = 0;
    for (const word of text.split(' ').flatMap((long) => pieces(style, long, width))) {
      const needed = measure(style, word);
      if (line && taken + space + needed > width) {
        lines.push(line);
        [line, taken] = [word, needed];
      } else [line, taken] = line ? [`${line} ${word}`, taken + space + needed] : [word, needed];
    }
    return [...lines, line];
  }

  /** A word that is wider than its place, such as a signature, is cut. */
  function pieces(style: Style, word: string, width: number): string[] {
    if (measure(style, word) <= width) return [word];
    const parts = [''];
    for (const char of word) {
      if (measure(style, parts.at(-1)! + char) > width) parts.push('');
      parts[parts.length - 1] += char;
    }
    return parts;
  }

  /** Writes lines, one below the other. What could not be written as it is stands behind them, to be copied and read out. */
  function write(
    style: Style,
    text: Written,
    place: { x: number; y: number; right?: number | undefined },
  ): void {
    const { x, right } = place;
    let y = place.y;
    use(style);
    for (const { lines, actual } of text) {
      if (actual !== undefined) doc.markContent('Span', { actual: `${actual} ` });
      for (const line of lines) {
        // A space at the end keeps lines apart for those who do not see where they stand.
        if (right === undefined) doc.text(`${line} `, x, y, { lineBreak: false });
        else doc.text(line, right - measure(style, line), y, { lineBreak: false });
        y += style.leading;
      }
      if (actual !== undefined) doc.endMarkedContent();
    }
  }

  return { doc, measure, wrap: wrapLine, write };
}

/** Line by line as it was given, each in the lines it takes, and what it says where that is written in other letters. */
type Written = readonly { readonly lines: readonly string[]; readonly actual: string | undefined }[];

function prepare(pen: Pen, style: Style, text: string, width: number): Written {
  return text.split('\n').map((line) => {
    const western = toWestern(line);
    return { lines: pen.wrap(style, western, width), actual: western === line ? undefined : line };
  });
}

function heightOf(style: Style, text: Written): number {
  return text.reduce((sum, { lines }) => sum + lines.length, 0) * style.leading;
}

async function layOut(pen: Pen, root: PDFKit.PDFStructureElement, part: Part): Promise<Block[]> {
  if (part.kind === 'table') return layOutTable(pen, root, part);
  const style = part.kind === 'paragraph' ? styles.text : part.level === 1 ? styles.h1 : styles.h2;
  const tag = part.kind === 'paragraph' ? 'P' : `H${part.level}`;
  const text = prepare(pen, style, part.text, inner);
  return [
    {
      height: heightOf(style, text) + style.after,
      keep: part.kind === 'heading',
      draw: (y) => {
        root.add(tagged(pen.doc, tag, () => pen.write(style, text, { x: page.left, y })));
      },
    },
  ];
}

async function layOutTable(
  pen: Pen,
  root: PDFKit.PDFStructureElement,
  { columns, rows }: Extract<Part, { kind: 'table' }>,
): Promise<Block[]> {
  const { doc } = pen;
  const table = doc.struct('Table');
  const lefts = columns.map((_column, index) =>
    columns.slice(0, index).reduce<number>((sum, column) => sum + column.width, page.left),
  );
  const headHeight = styles.head.leading + styles.head.after;

  function writeCell(style: Style, index: number, text: Written, y: number): void {
    const { width, right } = columns[index]!;
    const x = lefts[index]!;
    pen.write(style, text, { x, y, ...(right ? { right: x + width - gap } : {}) });
  }
  const heads = columns.map((column) => prepare(pen, styles.head, column.title, column.width));
  const drawHeads = (y: number) => {
    const row = doc.struct('TR');
    heads.forEach((head, index) => {
      const options = { title: columns[index]!.title, scope: 'Column' };
      row.add(tagged(doc, 'TH', () => writeCell(styles.head, index, head, y), options));
    });
    row.end();
    table.add(row);
    rule(doc, y + headHeight - 3);
  };
  const repeat = (y: number): number => {
    doc.markContent('Artifact', { type: 'Layout' });
    heads.forEach((head, index) => writeCell(styles.head, index, head, y));
    doc.endMarkedContent();
    rule(doc, y + headHeight - 3);
    return y + headHeight;
  };

  const blocks: Block[] = [
    {
      height: headHeight,
      keep: true,
      draw: (y) => {
        root.add(table);
        drawHeads(y);
      },
    },
  ];
  for (const [number, row] of rows.entries()) {
    if (number % rowsPerTurn === rowsPerTurn - 1) await nextTurn();
    const cells = row.map((text, index) => prepare(pen, styles.cell, text, columns[index]!.width - gap));
    const tallest = Math.max(...cells.map((cell) => heightOf(styles.cell, cell)));
    const isLast = number === rows.length - 1;
    blocks.push({
      height: tallest + styles.cell.after + (isLast ? 2 * gap : 0),
      repeat,
      draw: (y) => {
        const line = doc.struct('TR');
        cells.forEach((cell, index) =>
          line.add(tagged(doc, 'TD', () => writeCell(styles.cell, index, cell, y))),
        );
        line.end();
        table.add(line);
        if (isLast) table.end();
      },
    });
  }
  return blocks;
}

/** An element of the structure with what it shows on the page. */
function tagged(
  doc: PDFKit.PDFDocument,
  tag: string,
  draw: () => void,
  options: { title?: string } = {},
): PDFKit.PDFStructureElement {
  const content = doc.markStructureContent(tag);
  draw();
  doc.endMarkedContent();
  return doc.struct(tag, options, [content]);
}

function rule(doc: PDFKit.PDFDocument, y: number): void {
  doc.markContent('Artifact', { type: 'Layout' });
  doc
    .moveTo(page.left, y)
    .lineTo(page.width - page.left, y)
    .lineWidth(0.5)
    .stroke('#888888');
  doc.fillColor('black');
  doc.endMarkedContent();
}

function footer({ doc, write, measure }: Pen, number: number, total: number): void {
  const text = `Page ${number} of ${total}`;
  const x = (page.width - measure(styles.text, text)) / 2;
  doc.markContent('Artifact', { type: 'Pagination' });
  write(styles.text, [{ lines: [text], actual: undefined }], { x, y: page.height - page.bottom + 20 });
  doc.endMarkedContent();
}
