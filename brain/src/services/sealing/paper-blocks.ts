/** The restricted HTML of a document as a tree of blocks, for the page. What the elements mean is as in its plain text. */

export interface Inline {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
}

export interface Row {
  readonly header: boolean;
  readonly cells: readonly (readonly Inline[])[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | { readonly kind: 'table'; readonly rows: readonly Row[] };

/** `html` has a canonical text, so there is nothing in it that is unknown here. */
export function blocksOf(html: string): Block[] {
  const builder = new Builder();
  for (const token of html.match(/<[^<>]*>|[^<>]+/gu) ?? []) {
    if (token.startsWith('</')) builder.close(token.slice(2, -1));
    else if (token.startsWith('<')) builder.open(token.slice(1, -1));
    else builder.text(decode(token));
  }
  return builder.finish();
}

interface OpenList {
  readonly ordered: boolean;
  readonly items: Block[][];
}

class Builder {
  readonly #top: Block[] = [];
  /** Where blocks go: the document, or the items that are open. */
  readonly #places: Block[][] = [this.#top];
  readonly #lists: OpenList[] = [];
  #line: Inline[] = [];
  #bold = 0;
  #italic = 0;
  #rows: Row[] | null = null;
  #row: { header: boolean; cells: Inline[][] } | null = null;

  open(name: string): void {
    if (name === 'strong') this.#bold++;
    else if (name === 'em') this.#italic++;
    else if (name === 'br') this.#add('\n');
    else if (name === 'ul' || name === 'ol') {
      this.#paragraph();
      this.#lists.push({ ordered: name === 'ol', items: [] });
    } else if (name === 'li') {
      this.#paragraph();
      const item: Block[] = [];
      this.#lists.at(-1)?.items.push(item);
      this.#places.push(item);
    } else if (name === 'table') {
      this.#paragraph();
      this.#rows = [];
    } else if (name === 'tr') this.#row = { header: false, cells: [] };
    else if (name === 'th' || name === 'td') {
      this.#line = [];
      if (name === 'th' && this.#row) this.#row.header = true;
    } else if (!this.#row) this.#paragraph();
  }

  close(name: string): void {
    if (name === 'strong') this.#bold = Math.max(0, this.#bold - 1);
    else if (name === 'em') this.#italic = Math.max(0, this.#italic - 1);
    else if (/^h[123]$/.test(name)) this.#heading(Number(name[1]) as 1 | 2 | 3);
    else if (name === 'ul' || name === 'ol') {
      this.#paragraph();
      const list = this.#lists.pop();
      if (list?.items.length) this.#place().push({ kind: 'list', ...list });
    } else if (name === 'li') {
      this.#paragraph();
      if (this.#places.length > 1) this.#places.pop();
    } else if (name === 'th' || name === 'td') this.#row?.cells.push(this.#take());
    else if (name === 'tr') {
      if (this.#row?.cells.length) this.#rows?.push(this.#row);
      this.#row = null;
    } else if (name === 'table') {
      if (this.#rows?.length) this.#place().push({ kind: 'table', rows: this.#rows });
      this.#rows = null;
    } else if (!this.#row) this.#paragraph();
  }

  text(text: string): void {
    this.#add(text.replace(/\s+/gu, ' '));
  }

  finish(): Block[] {
    this.#paragraph();
    return this.#top;
  }

  #place(): Block[] {
    return this.#places.at(-1)!;
  }

  #add(text: string): void {
    this.#line.push({ text, bold: this.#bold > 0, italic: this.#italic > 0 });
  }

  #take(): Inline[] {
    const line = this.#line.filter(({ text }) => text);
    this.#line = [];
    return line.some(({ text }) => text.trim()) ? line : [];
  }

  #heading(level: 1 | 2 | 3): void {
    const text = this.#take();
    if (text.length) this.#place().push({ kind: 'heading', level, text });
  }

  #paragraph(): void {
    const text = this.#take();
    if (text.length) this.#place().push({ kind: 'paragraph', text });
  }
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/giu, (whole, decimal, hex, name) =>
    name
      ? (named[name as string] ?? whole)
      : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex as string, 16)),
  );
}
