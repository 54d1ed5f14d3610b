import type { PdfPage } from './extraction-pdf.ts';
import type { TextBox } from './extraction-types.ts';
import type { Line, Run } from './pdf-lines.ts';

/** A wider step from line to line than this many usual ones parts paragraphs. */
const paragraphStep = 1.3;
/** A line that ends before this share of its column is the last of its paragraph. */
const fullLine = 0.8;
const indent = 0.9;
/** A gap between runs, in sizes of the type, that stands for a space. */
const spaceGap = 0.14;
const numbering =
  /^(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-z]{1,2}|[ivxlc]{1,6}|[A-Z])[.)]|(?:article|section|clause|schedule|exhibit|annex|appendix)\s|\d{1,3}(?:\.\d{1,3}){1,4}\s|[•●▪◦·–-]\s)/i;
/** Words that keep the hyphen they were broken at. */
const keptPrefixes =
  /(?:^|[^\p{L}])(?:non|self|co|pre|post|sub|third|anti|multi|semi|cross|inter|well|long|short|full|part|best|good|high|low|on|off|up|in|out|two|three|four|one|first|second|written|arm's|day|year|month|so|not|all|ex|vice|by|follow|set)$/iu;

export interface Composed {
  readonly text: string;
  readonly pages: readonly { readonly start: number; readonly end: number }[];
  readonly boxes: readonly TextBox[];
}

/** Lines to paragraphs, paragraphs to one text; every run keeps the place it stands at. */
export function composePages(pages: readonly PdfPage[]): Composed {
  const writer = new Writer(vocabularyOf(pages));
  const spans = pages.map(({ lines }, page) => {
    const pitch = usualPitch(lines);
    let previous: Line | null = null;
    let start = -1;
    for (const line of lines) {
      const separation = previous ? between(previous, line, pitch) : writer.acrossPages(line);
      writer.separate(separation, line);
      if (start < 0) start = writer.length;
      writer.line(line, page);
      previous = line;
    }
    return { start: start < 0 ? writer.length : start, end: writer.length };
  });
  return { text: writer.text(), pages: spans, boxes: writer.boxes };
}

type Separation = 'paragraph' | 'line' | 'flow';

function between(above: Line, below: Line, pitch: number): Separation {
  const step = below.baseline - above.baseline;
  if (step < 0 || above.columnLeft !== below.columnLeft) return flows(above, below) ? 'flow' : 'paragraph';
  if (step > paragraphStep * Math.max(pitch, 0.9 * below.size)) return 'paragraph';
  if (Math.abs(above.size - below.size) > 0.12 * above.size) return 'paragraph';
  if (numbering.test(textOf(below))) return 'paragraph';
  return flows(above, below) ? 'flow' : 'line';
}

/** Whether the sentence goes on: the line above is full, and the one below does not begin further in. */
function flows(above: Line, below: Line): boolean {
  const room = above.columnRight - above.columnLeft;
  const rightToLeft = above.runs.some((run) => run.rightToLeft);
  const used = rightToLeft ? above.columnRight - above.left : above.right - above.columnLeft;
  const shifted = rightToLeft ? above.right - below.right : below.left - above.left;
  if (numbering.test(textOf(below))) return false;
  const sameColumn = above.columnLeft === below.columnLeft;
  if (sameColumn && shifted > indent * below.size && !numbering.test(textOf(above))) return false;
  return used >= fullLine * room || /^\p{Ll}/u.test(textOf(below));
}

/** The commonest distance of baselines. */
function usualPitch(lines: readonly Line[]): number {
  const steps: number[] = [];
  lines.forEach((line, index) => {
    const step = line.baseline - (lines[index - 1]?.baseline ?? line.baseline);
    if (step > 0.5 * line.size && step < 3 * line.size) steps.push(step);
  });
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length * 0.4)] ?? 0;
}

function textOf({ runs }: Line): string {
  return (runs[0]?.text ?? '').trimStart();
}

/** Words of the document that are not broken at a line end: they tell whether a hyphen belongs to its word. */
function vocabularyOf(pages: readonly PdfPage[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { lines } of pages) {
    for (const { runs } of lines) {
      for (const { text } of runs)
        for (const word of text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? []) words.add(word);
    }
  }
  return words;
}

class Writer {
  readonly boxes: TextBox[] = [];
  length = 0;
  private readonly pieces: string[] = [];
  private readonly words: ReadonlySet<string>;
  private last: Line | null = null;

  constructor(words: ReadonlySet<string>) {
    this.words = words;
  }

  text(): string {
    return this.pieces.join('');
  }

  /** From page to page a sentence goes on when it was not finished and the next line does not begin a new one. */
  acrossPages(first: Line): Separation {
    if (!this.last) return 'flow';
    const ended = /[.;:!?]["')\]”’]*\s*$/.test(this.tail(8));
    return !ended && /^[\p{Ll}\d(]/u.test(textOf(first)) && !numbering.test(textOf(first))
      ? 'flow'
      : 'paragraph';
  }

  separate(separation: Separation, next: Line): void {
    if (this.length === 0) return;
    if (separation === 'flow') this.join(next);
    else this.put(separation === 'paragraph' ? '\n\n' : '\n');
  }

  line(line: Line, page: number): void {
    let previous: Run | null = null;
    for (const run of line.runs) {
      if (previous && needsSpace(previous, run, this.tail(1))) this.put(' ');
      this.run(run, page);
      previous = run;
    }
    this.last = line;
  }

  private run(run: Run, page: number): void {
    const text = run.text.replace(/\s/g, ' ').replaceAll('\0', '');
    const start = this.length;
    this.put(text);
    const { x, baseline, width, size } = run;
    this.boxes.push({ start, end: this.length, page, x, y: baseline - 0.8 * size, width, height: size });
  }

  /** A word broken at the line end is put together again; its first half's box then ends with its letters. */
  private join(next: Line): void {
    const broken = /(?<head>[\p{L}'-]*\p{L})(?<hyphen>[-\u00ad\u2010])\s?$/u.exec(this.tail(60))?.groups;
    const rest = /^\p{Ll}+/u.exec(textOf(next))?.[0];
    if (!broken || !rest) {
      if (!/\s$/.test(this.tail(1))) this.put(' ');
      return;
    }
    this.trimEnd();
    const head = (broken.head ?? '').toLowerCase();
    if (!this.keepsHyphen(head, rest, broken.hyphen ?? '-')) this.cut(1);
  }

  private keepsHyphen(head: string, rest: string, hyphen: string): boolean {
    if (hyphen === '\u00ad') return false;
    if (this.words.has(`${head}-${rest}`)) return true;
    if (this.words.has(head + rest)) return false;
    return keptPrefixes.test(head) || head.includes('-');
  }

  private trimEnd(): void {
    while (/\s$/.test(this.tail(1))) this.cut(1);
  }

  private cut(count: number): void {
    const last = this.pieces.pop() ?? '';
    this.pieces.push(last.slice(0, -count));
    this.length -= count;
    for (let at = this.boxes.length - 1; at >= 0; at -= 1) {
      const box = this.boxes[at];
      if (!box || box.end <= this.length) break;
      this.boxes[at] = { ...box, end: Math.max(box.start, this.length) };
    }
  }

  private put(text: string): void {
    if (text === '') return;
    this.pieces.push(text);
    this.length += text.length;
  }

  private tail(count: number): string {
    let text = '';
    for (let at = this.pieces.length - 1; at >= 0 && text.length < count; at -= 1)
      text = (this.pieces[at] ?? '') + text;
    return text.slice(-count);
  }
}

function needsSpace(left: Run, right: Run, tail: string): boolean {
  if (/\s/.test(tail) || /^\s/.test(right.text)) return false;
  const [first, second] = left.x <= right.x ? [left, right] : [right, left];
  return second.x - (first.x + first.width) > spaceGap * Math.min(left.size, right.size);
}
