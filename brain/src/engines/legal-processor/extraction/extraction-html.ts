import { parse, type DefaultTreeAdapterMap } from 'parse5';
import type { Extracted } from './extraction-types.ts';
import type { Decoded } from './extraction-plain.ts';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/** What a browser never shows as text. */
const unseen = new Set(
  'script style noscript template head iframe object embed svg math canvas audio video select option datalist textarea input button map area link meta base param source track frame frameset noframes'.split(
    ' ',
  ),
);
const blocks = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** A line break does for these; the others stand apart by an empty line. */
const tight = new Set(['li', 'tr', 'dd', 'dt', 'summary', 'caption', 'legend']);
const hiddenStyle =
  /(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d]))/i;

/** The text a browser would show, blocks parted by line breaks, numbers of ordered lists included. */
export function extractHtml({ text: source, warnings }: Decoded): Extracted {
  const text = textOfHtml(source);
  return { text, format: 'HTML', pages: [{ start: 0, end: text.length }], warnings };
}

export function textOfHtml(source: string): string {
  const writer = new Writer();
  // A stack of our own: documents nested a hundred thousand deep must not exhaust the machine's.
  const stack: { node: Node; leaving: boolean }[] = [{ node: parse(source), leaving: false }];
  while (stack.length > 0) {
    const { node, leaving } = stack.pop() ?? { node: parse(''), leaving: true };
    if ('value' in node) {
      if (!leaving) writer.write(node.value, insidePre(node.parentNode));
      continue;
    }
    if (!('childNodes' in node)) continue;
    if ('tagName' in node) {
      if (!leaving && isUnseen(node)) continue;
      edge(node, leaving, writer);
    }
    if (leaving) continue;
    stack.push({ node, leaving: true });
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
      const child = node.childNodes[at];
      if (child) stack.push({ node: child, leaving: false });
    }
  }
  return writer.text();
}

function edge(element: Element, leaving: boolean, writer: Writer): void {
  const { tagName } = element;
  if (tagName === 'br') {
    if (!leaving) writer.lineBreak();
  } else if (tagName === 'td' || tagName === 'th') {
    if (leaving) writer.space();
  } else if (blocks.has(tagName)) {
    writer.part(tight.has(tagName) ? 1 : 2);
    if (tagName === 'li' && !leaving) writer.label(labelOf(element));
  }
}

function isUnseen(element: Element): boolean {
  if (unseen.has(element.tagName)) return true;
  for (const { name, value } of element.attrs) {
    if (name === 'hidden' || (name === 'style' && hiddenStyle.test(value))) return true;
  }
  return false;
}

/** How far up a text looks for a `pre` around it. */
const preDepth = 6;

function insidePre(parent: DefaultTreeAdapterMap['parentNode'] | null): boolean {
  let at = parent;
  for (let depth = 0; at && 'tagName' in at && depth < preDepth; depth += 1) {
    if (at.tagName === 'pre') return true;
    at = at.parentNode;
  }
  return false;
}

/** The number in front of a list item, as its list shows it; nothing for bullets. */
function labelOf(item: Element): string {
  const list = item.parentNode;
  if (!list || !('tagName' in list) || list.tagName !== 'ol') return '';
  const own = attribute(item, 'value');
  const position = own ?? (attribute(list, 'start') ?? 1) + placeIn(list, item);
  const type = list.attrs.find(({ name }) => name === 'type')?.value ?? '1';
  return `${numeral(position, type)}. `;
}

const placesKnown = new WeakMap<Element, Map<Node, number>>();

function placeIn(list: Element, item: Element): number {
  let places = placesKnown.get(list);
  if (!places) {
    places = new Map();
    for (const child of list.childNodes) if (child.nodeName === 'li') places.set(child, places.size);
    placesKnown.set(list, places);
  }
  return places.get(item) ?? 0;
}

function attribute(element: Element, wanted: string): number | null {
  const value = Number.parseInt(element.attrs.find(({ name }) => name === wanted)?.value ?? '', 10);
  return Number.isSafeInteger(value) && Math.abs(value) < 1_000_000 ? value : null;
}

/** `type` as in HTML: 1, a, A, i, I. */
export function numeral(value: number, type: string): string {
  if (value < 1 || value > 3999) return String(value);
  if (type === 'a' || type === 'A') return cased(letters(value), type === 'A');
  if (type === 'i' || type === 'I') return cased(roman(value), type === 'I');
  return String(value);
}

function cased(text: string, upper: boolean): string {
  return upper ? text.toUpperCase() : text;
}

function letters(value: number): string {
  let rest = value;
  let written = '';
  while (rest > 0) {
    written = String.fromCharCode(97 + ((rest - 1) % 26)) + written;
    rest = Math.floor((rest - 1) / 26);
  }
  return written;
}

function roman(value: number): string {
  const steps = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
  const marks = ['m', 'cm', 'd', 'cd', 'c', 'xc', 'l', 'xl', 'x', 'ix', 'v', 'iv', 'i'];
  let rest = value;
  let written = '';
  steps.forEach((step, index) => {
    while (rest >= step) {
      written += marks[index] ?? '';
      rest -= step;
    }
  });
  return written;
}

/** Collects text as a browser lays it out: white space runs are one space, blocks begin on lines of their own. */
class Writer {
  private readonly pieces: string[] = [];
  private breaks = 0;
  private spaced = false;
  private any = false;

  write(value: string, verbatim: boolean): void {
    if (verbatim) {
      this.put(value);
      return;
    }
    const words = value.replace(/[ \t\r\n\f]+/g, ' ');
    if (words.startsWith(' ')) this.spaced = true;
    const trimmed = words.trim();
    if (trimmed === '') return;
    this.put(trimmed);
    this.spaced = words.endsWith(' ');
  }

  label(text: string): void {
    if (text) {
      this.put(text.trimEnd());
      this.spaced = true;
    }
  }

  space(): void {
    this.spaced = true;
  }

  lineBreak(): void {
    this.breaks += 1;
    this.spaced = false;
  }

  part(lines: number): void {
    this.breaks = Math.max(this.breaks, lines);
    this.spaced = false;
  }

  text(): string {
    return this.pieces.join('');
  }

  private put(text: string): void {
    if (this.any && this.breaks > 0) this.pieces.push('\n'.repeat(Math.min(this.breaks, 2)));
    else if (this.any && this.spaced) this.pieces.push(' ');
    this.pieces.push(text);
    this.breaks = 0;
    this.spaced = false;
    this.any = true;
  }
}
