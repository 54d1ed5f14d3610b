/** The lines of a text, and which of them belong to one paragraph. Offsets are UTF-16 code units of the text given. */

export interface Line {
  /** First and one past the last character that is not white space. */
  readonly start: number;
  readonly end: number;
  /** Empty lines (or a page break) stand before it. */
  readonly apart: boolean;
  /** White space before the first character of the line. */
  readonly indent: number;
}

/** One paragraph: the stretch from its first to its last line; line breaks inside are white space. */
export interface Block {
  readonly start: number;
  readonly end: number;
  /** A page number, a running header or footer, an entry of a table of contents. */
  readonly furniture: boolean;
}

/** Share of line breaks in mid-sentence above which the text counts as hard-wrapped, and the breaks needed to tell. */
const wrappedShare = 0.25;
const breaksNeeded = 6;
/** A wrapped line reaches at least this share of the usual full width. */
const fullLine = 0.6;
/** No line wider than this is the product of hard wrapping. */
const widestWrap = 160;

const isBreak = (code: number): boolean =>
  (code >= 10 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029;

/** ASCII and Unicode spaces, without a regular expression: this runs on every character. */
export function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0x85 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x3000 ||
    code === 0xfeff ||
    code === 0x1680 ||
    code === 0x205f
  );
}

/** Paragraphs in reading order, covering every character that is not white space. */
export function blocksOf(text: string): Block[] {
  const lines = linesOf(text);
  const furniture = lines.map((line) => isFurniture(text, line));
  const width = wrapWidth(text, lines);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const next = endOfBlock(text, lines, furniture, width, at);
    const first = lines[at];
    const last = lines[next - 1];
    if (first && last) blocks.push({ start: first.start, end: last.end, furniture: furniture[at] === true });
    at = next;
  }
  return blocks;
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let apart = false;
  for (let at = 0; at < text.length;) {
    let stop = at;
    while (stop < text.length && !isBreak(text.charCodeAt(stop))) stop += 1;
    let start = at;
    while (start < stop && isSpace(text.charCodeAt(start))) start += 1;
    let end = stop;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
    if (end > start) {
      lines.push({ start, end, apart, indent: start - at });
      apart = false;
    } else {
      apart = true;
    }
    if (text.charCodeAt(stop) === 12) apart = true;
    at = stop + (text.charCodeAt(stop) === 13 && text.charCodeAt(stop + 1) === 10 ? 2 : 1);
  }
  return lines;
}

const pageNumber =
  /^(?:page\s{0,3})?[-–—]?\s?(?:[0-9]{1,4}|[ivxl]{1,6})\s?[-–—]?(?:\s?(?:of|\/)\s?[0-9]{1,4})?$/i;
const contentsEntry = /(?:\.\s?){4,}\s*(?:[0-9]{1,4}|[ivxl]{1,6})$/i;
const sourceLine = /^source: .{3,80}, [0-9]{1,2}\/[0-9]{1,2}\/[0-9]{4}$/i;
/** Page numbers, running lines and entries of a table of contents are short. */
const longestFurniture = 240;

function isFurniture(text: string, line: Line): boolean {
  if (line.end - line.start > longestFurniture) return false;
  const words = text.slice(line.start, line.end);
  return pageNumber.test(words) || sourceLine.test(words) || contentsEntry.test(words.slice(-80));
}

/** Index of the line after the paragraph that begins at line `at`. */
function endOfBlock(
  text: string,
  lines: readonly Line[],
  furniture: readonly boolean[],
  width: number,
  at: number,
): number {
  let next = at + 1;
  if (furniture[at]) return next;
  for (;;) {
    const last = lines[next - 1];
    const line = lines[next];
    if (!last || !line) return next;
    if (!furniture[next]) {
      if (!runsOn(text, last, line, width)) return next;
      next += 1;
      continue;
    }
    // A sentence that goes on after a page number or running line stays one paragraph, with that line inside.
    let after = next;
    while (furniture[after]) after += 1;
    const resumed = lines[after];
    if (!resumed || after - next > 3 || !resumes(text, last, resumed)) return next;
    next = after + 1;
  }
}

/** In hard-wrapped text: does the sentence of `last` go on in `line`? `width` is 0 where text is not wrapped. */
function runsOn(text: string, last: Line, line: Line, width: number): boolean {
  if (width === 0 || line.apart) return false;
  if (last.end - last.start + last.indent < width * fullLine) return false;
  if (opensItem(text, line)) return false;
  if (resumes(text, last, line)) return true;
  // A capital after a full line is a wrap too, unless a paragraph just ended or the line is indented as a new one.
  const title = inCapitals(text.slice(line.start, Math.min(line.end, line.start + 40)));
  return (
    line.indent <= last.indent + 1 &&
    (!title || inCapitals(text.slice(Math.max(last.start, last.end - 40), last.end)))
  );
}

const inCapitals = (words: string): boolean => /^[^a-z]{0,40}$/.test(words) && /[A-Z]{2}/.test(words);

/** The line begins in lower case and nothing before it closed the sentence. */
function resumes(text: string, last: Line, line: Line): boolean {
  const tail = text.slice(Math.max(last.start, last.end - 4), last.end);
  if (/[.;:!?]["”’)\]]*$/.test(tail)) return false;
  return (
    /^[a-z][a-z]?[a-z’']*[\s,.;)]/.test(text.slice(line.start, line.start + 24)) && !opensItem(text, line)
  );
}

function opensItem(text: string, line: Line): boolean {
  const head = text.slice(line.start, Math.min(line.end, line.start + 40));
  return listItem.test(head) || namedPart.test(head);
}

const listItem =
  /^(?:\(?(?:[a-zA-Z]|[ivxIVX]{1,5}|[0-9]{1,3})[.)]\s|\((?:[a-zA-Z]{1,2}|[ivxlIVXL]{1,6}|[0-9]{1,3})\)|[0-9]{1,3}\.[0-9]|[•·▪●◦\uf0b7–-]\s|WHEREAS\b)/;
/** "Section 4. Notices" opens a part; a wrapped "Section 4 applies" does not. */
const namedPart =
  /^(?:[Aa]rticle|ARTICLE|[Ss]ection|SECTION|[Ee]xhibit|EXHIBIT|[Ss]chedule|SCHEDULE|[Aa]nnex|ANNEX|[Aa]ppendix|APPENDIX)\s{1,3}[0-9A-Z][0-9A-Za-z.]{0,7}(?:\s*$|[.:]?\s+["“(]?[A-Z]|\s*[–—-])/;

/** Usual full width of the lines when the text is hard-wrapped, else 0. */
function wrapWidth(text: string, lines: readonly Line[]): number {
  let breaks = 0;
  let within = 0;
  const widths: number[] = [];
  for (let at = 1; at < lines.length; at += 1) {
    const last = lines[at - 1];
    const line = lines[at];
    if (!last || !line) continue;
    widths.push(last.end - last.start + last.indent);
    if (line.apart) continue;
    breaks += 1;
    if (resumes(text, last, line)) within += 1;
  }
  if (breaks < breaksNeeded || within < breaks * wrappedShare) return 0;
  widths.sort((a, b) => a - b);
  const usual = widths[Math.floor(widths.length * 0.9)] ?? 0;
  return usual <= widestWrap ? usual : 0;
}
