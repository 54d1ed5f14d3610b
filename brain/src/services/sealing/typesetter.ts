import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hasRightToLeft, visualRuns } from './bidi.ts';
import type { Inline } from './paper-blocks.ts';

/** Breaks text into lines and writes them, in fonts that are embedded and know many scripts. */

export type Face = 'regular' | 'bold' | 'italic' | 'boldItalic' | 'mono';

export interface Style {
  readonly size: number;
  readonly leading: number;
  readonly face: Face;
}

interface Part {
  readonly text: string;
  readonly face: Face;
}

interface Run extends Part {
  /** From the beginning of the line. */
  readonly x: number;
  /** What it says, where a letter of it cannot be shown. */
  readonly actual: string | null;
}

/** The runs stand in reading order, so that they are read out and copied in it; `x` says where each is seen. */
export interface Line {
  readonly runs: readonly Run[];
  readonly width: number;
}

const files: Readonly<Record<Face, string>> = {
  regular: 'DejaVuSans.ttf',
  bold: 'DejaVuSans-Bold.ttf',
  italic: 'DejaVuSans-Oblique.ttf',
  boldItalic: 'DejaVuSans-BoldOblique.ttf',
  mono: 'DejaVuSansMono.ttf',
};
const faces = Object.keys(files) as Face[];
/** Stands for a letter that no font has. */
const missingGlyph = '\u25a1';
const measuredAt = 1000;
/** More runs than a part of a line can have. */
const maxRuns = 10_000;
const require = createRequire(import.meta.url);
const buffers = new Map<Face, Buffer>();

export type Typesetter = ReturnType<typeof createTypesetter>;

export function createTypesetter(doc: PDFKit.PDFDocument) {
  const widths = new Map<string, number>();
  const known = new Map<string, boolean>();
  for (const face of faces) doc.registerFont(face, fontFile(face));

  /** Words come again and again: each is measured once. */
  function measure(text: string, face: Face, size: number): number {
    const key = `${face} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      width = doc.font(face).fontSize(measuredAt).widthOfString(text);
      widths.set(key, width);
    }
    return (width * size) / measuredAt;
  }

  function has(face: Face, char: string): boolean {
    const key = `${face} ${char}`;
    let found = known.get(key);
    if (found === undefined) {
      const { _font } = doc.font(face) as unknown as {
        _font: { font: { hasGlyphForCodePoint(code: number): boolean } };
      };
      found = _font.font.hasGlyphForCodePoint(char.codePointAt(0)!);
      known.set(key, found);
    }
    return found;
  }

  /** The face wished for, the plain one where only that has the letters, boxes for letters that nobody has. */
  function dress({ text, face: wished }: Part): Part {
    const chars = [...text];
    const face = chars.every((char) => has(wished, char)) ? wished : 'regular';
    return { face, text: chars.map((char) => (has(face, char) ? char : missingGlyph)).join('') };
  }

  function widthOf(word: readonly Part[], size: number): number {
    return word.reduce((sum, part) => sum + measure(part.text, part.face, size), 0);
  }

  function wrap(text: readonly Inline[], style: Style, width: number): Line[] {
    const lines: Line[] = [];
    let words: Part[][] = [];
    let taken = 0;
    const end = () => {
      lines.push(lineOf(words, style.size));
      words = [];
      taken = 0;
    };
    for (const word of wordsOf(text, style.face)) {
      if (word === 'break') {
        end();
        continue;
      }
      for (const piece of cut(word.map(dress), word, style.size, width)) {
        const own = widthOf(piece.map(dress), style.size);
        if (words.length && taken + own > width) end();
        words.push(piece);
        taken += own + measure(' ', style.face, style.size);
      }
    }
    if (words.length || !lines.length) end();
    return lines;
  }

  /** A word that is wider than its place, such as a hash, is cut. */
  function cut(dressed: readonly Part[], word: Part[], size: number, width: number): Part[][] {
    if (widthOf(dressed, size) <= width) return [word];
    const pieces: Part[][] = [[]];
    let taken = 0;
    for (const part of word)
      for (const char of part.text) {
        const shown = dress({ text: char, face: part.face });
        const own = measure(shown.text, shown.face, size);
        if (taken + own > width && pieces.at(-1)!.length) {
          pieces.push([]);
          taken = 0;
        }
        append(pieces.at(-1)!, { text: char, face: part.face });
        taken += own;
      }
    return pieces;
  }

  function lineOf(words: readonly (readonly Part[])[], size: number): Line {
    const parts: Part[] = [];
    words.forEach((word, index) => {
      if (index) append(parts, { text: ' ', face: word[0]!.face });
      for (const part of word) append(parts, part);
    });
    const plain = parts.map(({ text }) => text).join('');
    const placed = hasRightToLeft(plain)
      ? parts.flatMap(({ text, face }, index) =>
          visualRuns(text).map((run) => ({ text: run.text, face, order: index * maxRuns + run.order })),
        )
      : parts.map((part, order) => ({ ...part, order }));
    let x = 0;
    const runs = placed.map(({ order, ...part }) => {
      const run = { ...dress(part), order, x };
      x += widthOfRun(run, size);
      return { ...run, actual: run.text === part.text ? null : part.text };
    });
    return { runs: runs.toSorted((a, b) => a.order - b.order), width: x };
  }

  function widthOfRun({ text, face }: Part, size: number): number {
    const pieces = text.match(/ +|[^ ]+/gu) ?? [];
    return pieces.reduce((sum, piece) => sum + measure(piece, face, size), 0);
  }

  /** Writes lines one below the other, and answers where the next one would stand. */
  function write(lines: readonly Line[], style: Style, x: number, top: number): number {
    let y = top;
    for (const { runs, width } of lines) {
      for (const { text, face, x: offset, actual } of runs) {
        if (actual !== null) doc.markContent('Span', { actual });
        doc
          .font(face)
          .fontSize(style.size)
          .text(text, x + offset, y, { lineBreak: false });
        if (actual !== null) doc.endMarkedContent();
      }
      // A space at the end keeps lines apart for those who do not see where they stand.
      doc.text(' ', x + width, y, { lineBreak: false });
      y += style.leading;
    }
    return y;
  }

  return { doc, wrap, write, measure };
}

/** Words of a text, each in parts of one face; `break` where a line ends by itself. */
function wordsOf(text: readonly Inline[], base: Face): (Part[] | 'break')[] {
  const words: (Part[] | 'break')[] = [];
  let word: Part[] = [];
  const end = () => {
    if (word.length) words.push(word);
    word = [];
  };
  for (const inline of text) {
    const face = faceOf(inline, base);
    for (const token of inline.text.match(/\n|[ \t\r]+|[^\s\u00a0]+|[^ \t\r\n]/gu) ?? []) {
      if (/^[ \t\r]/u.test(token)) end();
      else if (token === '\n') {
        end();
        words.push('break');
      } else append(word, { text: token.replace(/\u00a0/gu, ' '), face });
    }
  }
  end();
  return words;
}

function faceOf({ bold, italic }: Inline, base: Face): Face {
  if (base === 'mono') return base;
  const strong = bold || base === 'bold' || base === 'boldItalic';
  const slanted = italic || base === 'italic' || base === 'boldItalic';
  if (strong) return slanted ? 'boldItalic' : 'bold';
  return slanted ? 'italic' : 'regular';
}

function append(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (last?.face === part.face) parts[parts.length - 1] = { text: last.text + part.text, face: part.face };
  else parts.push(part);
}

function fontFile(face: Face): Buffer {
  const file = buffers.get(face) ?? readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${files[face]}`));
  buffers.set(face, file);
  return file;
}
