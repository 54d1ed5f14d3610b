/** Fills the placeholders of a paper text. */

const placeholders = [
  'hubName',
  'signerName',
  'signerEmail',
  'governingLaw',
  'venue',
  'effectiveDate',
  'ventureName',
  'ownerName',
  'tier',
  'seatScope',
  'sponsorName',
  'memberName',
  'ratePercent',
] as const;
export type Placeholder = (typeof placeholders)[number];
export type Fill = Readonly<Partial<Record<Placeholder, string>>>;

const known: ReadonlySet<string> = new Set(placeholders);
const mark = /\{\{(\w+)\}\}/gu;

/**
 * The text with every placeholder filled. Values are escaped, and filled in one pass, so that a name that looks like
 * markup or like a placeholder stays a name.
 */
export function fillTemplate(html: string, fill: Fill): string {
  return html.replace(mark, (whole, name: string) => {
    const value = fill[name as Placeholder];
    if (value === undefined) throw new Error(`The text has a placeholder ${whole} that nothing fills.`);
    return escapeHtml(value);
  });
}

export function namesIn(html: string): string[] {
  return [...new Set([...html.matchAll(mark)].map((match) => match[1]!))];
}

export function isPlaceholder(name: string): name is Placeholder {
  return known.has(name);
}

/** Just the placeholders the text has, each cleaned to one line of visible text. */
export function fillFor(html: string, values: Fill): Fill {
  const fill: Partial<Record<Placeholder, string>> = {};
  for (const name of namesIn(html)) {
    const value = isPlaceholder(name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`The text has a placeholder {{${name}}} that nothing fills.`);
    fill[name as Placeholder] = oneLine(value);
  }
  return fill;
}

/** Names come from people: line breaks, control characters and marks that turn the reading direction have no place in a contract. */
export function oneLine(value: string): string {
  return value
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (char) => escapes[char]!);
}
