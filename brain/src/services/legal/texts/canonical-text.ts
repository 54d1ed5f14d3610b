import { createHash } from 'node:crypto';

/**
 * Plain text of a document in the one form its hash covers (domain rules, section 3.5). Texts are written in a small part
 * of HTML; an element outside it stops the publication, because nobody decided how it reads as plain text.
 */
export function textOf(html: string): string {
  const blocks: string[] = [];
  const lists: { ordered: boolean; count: number; first: boolean }[] = [];
  let line = '';
  let cells: string[] = [];
  const take = () => {
    const text = line.replace(/\s+/gu, ' ').trim();
    line = '';
    return text;
  };
  const flush = () => {
    const text = take();
    if (text) blocks.push(`${text}\n\n`);
  };
  const tokens = html.match(/<[^<>]*>|[^<>]+/gu) ?? [];
  if (tokens.join('') !== html) throw new Error('The text has a stray angle bracket.');
  for (const token of tokens) {
    if (!token.startsWith('<')) {
      line += decode(token);
      continue;
    }
    const { name, opens } = readTag(token);
    const list = lists.at(-1);
    if (inline.has(name)) continue;
    if (name === 'br') line += ' ';
    else if (name === 'ul' || name === 'ol') {
      endItem(blocks, take());
      if (opens) lists.push({ ordered: name === 'ol', count: 0, first: true });
      else {
        lists.pop();
        if (!lists.length) blocks.push('\n');
      }
    } else if (name === 'li') {
      endItem(blocks, take());
      if (opens && list)
        blocks.push(`${'  '.repeat(lists.length - 1)}${list.ordered ? `${++list.count}. ` : '- '}`);
    } else if (name === 'td' || name === 'th') {
      const cell = take();
      if (!opens) cells.push(cell);
    } else if (name === 'tr') {
      if (!opens) blocks.push(`${cells.join(' | ')}\n`);
      cells = [];
    } else if (name === 'table' || name === 'thead' || name === 'tbody') {
      flush();
      if (name === 'table' && !opens) blocks.push('\n');
    } else if (!list) flush();
  }
  flush();
  return canonicalise(blocks.join(''));
}

/** UTF-8 NFC, line ends LF, control characters removed, trailing spaces cut, runs of blank lines collapsed to one. */
export function canonicalise(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(/(?!\n)\p{Cc}/gu, '')
    .normalize('NFC')
    .replace(/[\p{Zs}]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .replace(/^\n+|\n+$/gu, '');
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

const inline = new Set(['strong', 'em']);
const elements = new Set([
  'h1',
  'h2',
  'h3',
  'p',
  'ul',
  'ol',
  'li',
  'br',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  ...inline,
]);

function readTag(token: string): { name: string; opens: boolean } {
  const match = /^<(\/?)([a-z][a-z0-9]*)>$/.exec(token);
  if (!match || !elements.has(match[2]!))
    throw new Error(`${token} is not among the elements a paper may use.`);
  return { name: match[2]!, opens: !match[1] };
}

/** Ends the text of a list item, also when a list begins inside it. */
function endItem(blocks: string[], text: string): void {
  if (text) blocks.push(`${text}\n`);
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
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/giu,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) {
        const known = named[name];
        if (known === undefined) throw new Error(`${whole} is not among the entities a paper may use.`);
        return known;
      }
      return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex!, 16));
    },
  );
}
