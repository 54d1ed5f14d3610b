import { SealingError } from './problems.ts';
import type { Block, Inline, Row } from './paper-blocks.ts';
import { createTypesetter, type Line, type Style } from './typesetter.ts';

/**
 * Lays blocks out on pages from top to bottom and tags each with what it is, for screen readers. A block that does not
 * fit goes on over the page; a heading stays with what follows it.
 */

type Element = PDFKit.PDFStructureElement;

export interface Cell {
  readonly text: readonly Inline[];
  readonly style?: Style;
}

export interface Column {
  readonly title: string;
  /** Share of the width. */
  readonly share: number;
}

export const page = { width: 595, height: 842, left: 57, top: 57, bottom: 71 } as const;
export const innerWidth = page.width - 2 * page.left;
const floor = page.height - page.bottom;
const maxPages = 2_000;

export const styles = {
  h1: { face: 'bold', size: 17, leading: 23 },
  h2: { face: 'bold', size: 12, leading: 17 },
  h3: { face: 'bold', size: 10, leading: 14 },
  text: { face: 'regular', size: 9.5, leading: 14 },
  signature: { face: 'italic', size: 17, leading: 24 },
  cell: { face: 'regular', size: 7.5, leading: 10 },
  head: { face: 'bold', size: 7.5, leading: 10 },
  mono: { face: 'mono', size: 6.5, leading: 9 },
  foot: { face: 'regular', size: 7, leading: 9 },
} as const satisfies Record<string, Style>;
const headingGap = { 1: { before: 0, after: 8 }, 2: { before: 10, after: 3 }, 3: { before: 6, after: 2 } };
const paragraphGap = 7;
const itemGap = 3;
const indent = 20;
const cellGap = 6;
const rowGap = 5;

export type PageFlow = ReturnType<typeof createPageFlow>;

export function createPageFlow(doc: PDFKit.PDFDocument) {
  const setter = createTypesetter(doc);
  const outline: { level: number; item: PDFKit.PDFOutline }[] = [];
  let y: number = floor;
  let pages = 0;

  function newPage(): void {
    if (++pages > maxPages)
      throw new SealingError('TOO_LARGE', `The document has more than ${maxPages} pages.`);
    doc.addPage();
    y = page.top;
  }

  /** Begins a page unless so much room is left on this one. */
  function room(height: number): void {
    if (y + height > floor) newPage();
  }

  /** What one element of the structure shows; called once for each page it stands on. */
  function tagged(tag: string, draw: () => void): PDFKit.PDFStructureContent {
    const content = doc.markStructureContent(tag);
    draw();
    doc.endMarkedContent();
    return content;
  }

  /** Lines over as many pages as they take. */
  function writeLines(
    tag: string,
    lines: readonly Line[],
    style: Style,
    x: number,
  ): PDFKit.PDFStructureContent[] {
    const contents: PDFKit.PDFStructureContent[] = [];
    for (let at = 0; at < lines.length;) {
      room(style.leading);
      const count = Math.max(1, Math.floor((floor - y) / style.leading));
      const here = lines.slice(at, at + count);
      contents.push(tagged(tag, () => void (y = setter.write(here, style, x, y))));
      at += count;
    }
    return contents;
  }

  function paragraph(
    parent: Element,
    text: readonly Inline[],
    x: number = page.left,
    style: Style = styles.text,
  ) {
    const lines = setter.wrap(text, style, page.width - page.left - x);
    // Not a single line at the foot of a page when more follow.
    room(style.leading * Math.min(2, lines.length));
    parent.add(doc.struct('P', {}, writeLines('P', lines, style, x)));
    y += paragraphGap;
  }

  function heading(parent: Element, level: 1 | 2 | 3, text: readonly Inline[], x: number = page.left): void {
    const style = styles[`h${level}`];
    const lines = setter.wrap(text, style, page.width - page.left - x);
    if (y > page.top) y += headingGap[level].before;
    room(lines.length * style.leading + headingGap[level].after + 3 * styles.text.leading);
    const tag = `H${level}`;
    bookmark(
      level,
      text
        .map((inline) => inline.text)
        .join('')
        .trim(),
    );
    parent.add(doc.struct(tag, {}, writeLines(tag, lines, style, x)));
    y += headingGap[level].after;
  }

  /** Headings are bookmarks, each below the last one of a higher level. */
  function bookmark(level: number, title: string): void {
    while (outline.length && outline.at(-1)!.level >= level) outline.pop();
    const parent = outline.at(-1)?.item ?? doc.outline;
    outline.push({ level, item: parent.addItem(title, { expanded: level === 1 }) });
  }

  function list(parent: Element, block: Extract<Block, { kind: 'list' }>, x: number): void {
    const element = doc.struct('L');
    parent.add(element);
    block.items.forEach((item, index) => {
      room(styles.text.leading);
      const label = [plain(block.ordered ? `${index + 1}.` : '\u2022')];
      const top = y;
      const lines = setter.wrap(label, styles.text, indent);
      const mark = tagged('Lbl', () => void setter.write(lines, styles.text, x, top));
      const body = doc.struct('LBody');
      const entry = doc.struct('LI');
      element.add(entry);
      entry.add(doc.struct('Lbl', {}, [mark]));
      entry.add(body);
      flowBlocks(body, item, x + indent, true);
      body.end();
      entry.end();
      if (y === top) y += styles.text.leading;
      y += itemGap - paragraphGap;
    });
    element.end();
    y += paragraphGap;
  }

  function flowBlocks(
    parent: Element,
    blocks: readonly Block[],
    x: number = page.left,
    nested = false,
  ): void {
    for (const block of blocks) {
      if (block.kind === 'heading') heading(parent, block.level, block.text, x);
      else if (block.kind === 'paragraph') paragraph(parent, block.text, x);
      else if (block.kind === 'list') list(parent, block, x);
      else plainTable(parent, block.rows, x);
    }
    if (nested && !blocks.length) y += styles.text.leading;
  }

  function plainTable(parent: Element, rows: readonly Row[], x: number): void {
    const count = Math.max(...rows.map((row) => row.cells.length));
    const widths = Array.from({ length: count }, () => (page.width - page.left - x) / count);
    const element = doc.struct('Table');
    parent.add(element);
    rows.forEach((row) => {
      const style = row.header ? styles.head : styles.cell;
      tableRow(
        element,
        row.cells.map((text) => ({ text, style })),
        widths,
        x,
        row.header,
      );
    });
    element.end();
    y += paragraphGap;
  }

  function table(parent: Element, columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
    const total = columns.reduce((sum, column) => sum + column.share, 0);
    const widths = columns.map((column) => (innerWidth * column.share) / total);
    const element = doc.struct('Table');
    parent.add(element);
    const heads = columns.map(({ title }) => ({ text: [plain(title)], style: styles.head }));
    room(styles.head.leading + 3 * styles.cell.leading);
    tableRow(element, heads, widths, page.left, true);
    const repeat = () => repeatHeads(heads, widths);
    for (const row of rows) tableRow(element, row, widths, page.left, false, repeat);
    element.end();
    y += paragraphGap;
  }

  /** To a reader of tags the heads on the following pages are decoration. */
  function repeatHeads(heads: readonly Cell[], widths: readonly number[]): void {
    let lowest = y;
    let x: number = page.left;
    doc.markContent('Artifact', { type: 'Layout' });
    heads.forEach(({ text, style = styles.head }, index) => {
      const lines = setter.wrap(text, style, widths[index]! - cellGap);
      lowest = Math.max(lowest, setter.write(lines, style, x, y));
      x += widths[index]!;
    });
    doc.endMarkedContent();
    y = lowest + rowGap;
    rule(y - 3);
  }

  function tableRow(
    table: Element,
    cells: readonly Cell[],
    widths: readonly number[],
    x: number,
    header: boolean,
    repeat: () => void = () => undefined,
  ): void {
    const laid = cells.map(({ text, style = styles.cell }, index) => ({
      style,
      lines: setter.wrap(text, style, widths[index]! - cellGap),
      contents: [] as PDFKit.PDFStructureContent[],
    }));
    const height = Math.max(...laid.map(({ lines, style }) => lines.length * style.leading));
    const before = pages;
    if (height <= floor - page.top) room(height);
    if (pages > before) repeat();
    const tag = header ? 'TH' : 'TD';
    // A row higher than a page is cut at its foot.
    for (let left = height; left > 0;) {
      room(styles.cell.leading);
      const top = y;
      let lowest = top;
      let offset = x;
      laid.forEach(({ style, lines, contents }, index) => {
        const here = lines.splice(0, Math.max(0, Math.floor((floor - top) / style.leading)));
        const at = offset;
        if (here.length)
          contents.push(
            tagged(tag, () => void (lowest = Math.max(lowest, setter.write(here, style, at, top)))),
          );
        offset += widths[index]!;
      });
      y = lowest;
      left = Math.max(...laid.map(({ lines, style }) => lines.length * style.leading));
      if (left > 0) {
        newPage();
        repeat();
      }
    }
    const row = doc.struct('TR');
    table.add(row);
    for (const { contents } of laid)
      row.add(doc.struct(tag, header ? ({ scope: 'Column' } as object) : {}, contents));
    row.end();
    y += rowGap;
    rule(y - 3);
  }

  /** A picture with words for those who do not see it. */
  function figure(
    parent: Element,
    image: Buffer,
    size: { readonly width: number; readonly height: number },
    alt: string,
  ): void {
    room(size.height);
    const top = y;
    const content = tagged('Figure', () => void doc.image(image, page.left, top, { ...size }));
    // A figure says where it stands; the types do not know that yet.
    const options = { alt, bbox: [page.left, top, page.left + size.width, top + size.height] };
    parent.add(doc.struct('Figure', options, [content]));
    y += size.height + paragraphGap;
  }

  function rule(at: number): void {
    doc.markContent('Artifact', { type: 'Layout' });
    doc
      .moveTo(page.left, at)
      .lineTo(page.width - page.left, at)
      .lineWidth(0.4)
      .stroke('#666666');
    doc.fillColor('black');
    doc.endMarkedContent();
  }

  /** On every page, once their number is known. */
  function footers(textOf: (number: number, total: number) => readonly [left: string, right: string]): void {
    for (let number = 1; number <= pages; number++) {
      doc.switchToPage(number - 1);
      const [left, right] = textOf(number, pages).map((text) =>
        setter.wrap([plain(text)], styles.foot, innerWidth),
      );
      const { width } = right![0]!;
      const top = page.height - page.bottom + 24;
      doc.markContent('Artifact', { type: 'Pagination' });
      setter.write(left!.slice(0, 2), styles.foot, page.left, top);
      setter.write(
        right!.slice(0, 1),
        styles.foot,
        page.width - page.left - width,
        top + styles.foot.leading,
      );
      doc.endMarkedContent();
    }
  }

  return { doc, newPage, paragraph, heading, blocks: flowBlocks, table, figure, footers };
}

export function plain(text: string): Inline {
  return { text, bold: false, italic: false };
}

export function bold(text: string): Inline {
  return { text, bold: true, italic: false };
}
