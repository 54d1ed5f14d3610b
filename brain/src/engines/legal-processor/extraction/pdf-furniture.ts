import type { PdfPage } from './extraction-pdf.ts';
import type { Furniture } from './extraction-types.ts';
import type { Line } from './pdf-lines.ts';

/** Running heads and feet stand in these shares of the page's height. */
const headShare = 0.11;
const footShare = 0.89;
/** A line that comes back on this many pages, and this share of them, is no part of the contract. */
const repeatPages = 3;
const repeatShare = 0.3;
const pageNumber =
  /^[\s\-–—|[(]*(?:(?:page|pg\.?|seite|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7}|[A-Z]-\d{1,3})(?:\s*(?:of|\/|von)\s*\d{1,4})?[\s\-–—|\])]*$/i;

/** Takes running heads, feet and page numbers off the pages; what was taken is returned beside. */
export function withoutFurniture(pages: readonly PdfPage[]): { pages: PdfPage[]; furniture: Furniture[] } {
  const seen = countRepeats(pages);
  const needed = Math.max(repeatPages, Math.ceil(pages.length * repeatShare));
  const furniture: Furniture[] = [];
  const bare = pages.map((page, index) => {
    const lines = page.lines.filter((line) => {
      if (!atEdge(line, page)) return true;
      const text = textOf(line);
      const removed = pageNumber.test(text) || (seen.get(key(line, page)) ?? 0) >= needed;
      if (removed) furniture.push({ page: index, text });
      return !removed;
    });
    return { ...page, lines };
  });
  return { pages: bare, furniture };
}

function countRepeats(pages: readonly PdfPage[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const page of pages) {
    const keys = new Set(page.lines.filter((line) => atEdge(line, page)).map((line) => key(line, page)));
    for (const each of keys) seen.set(each, (seen.get(each) ?? 0) + 1);
  }
  return seen;
}

function atEdge(line: Line, page: PdfPage): boolean {
  return line.baseline < page.height * headShare || line.baseline > page.height * footShare;
}

/** Equal for "Page 3 of 10" and "Page 4 of 10" at one edge. */
function key(line: Line, page: PdfPage): string {
  const edge = line.baseline < page.height / 2 ? 'head' : 'foot';
  return `${edge} ${textOf(line).toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ')}`;
}

function textOf({ runs }: Line): string {
  return runs
    .map(({ text }) => text)
    .join(' ')
    .trim();
}
