import { aboutTitle, type Clause } from '../texts/composition.ts';

/**
 * A published paper as clauses: an introduction, then one clause for each heading. Its name above them and the section
 * below them that tells of the text itself are the platform's, which writes them anew with each version. Pure.
 */
export function sectionsOf(html: string): Clause[] {
  const [opening = '', ...sections] = html.split(/<h2>/u);
  const intro = opening.replace(/<h1>[^<]*<\/h1>/u, '').trim();
  const taken = new Set<string>();
  return [
    ...(intro ? [fixed('intro', '', intro)] : []),
    ...sections.flatMap((section) => {
      const [heading = '', ...rest] = section.split('</h2>');
      const title = unescapeHtml(heading.replace(/^\d+\.\s*/u, '')).trim();
      if (title === aboutTitle) return [];
      const id = freeSlug(title, taken);
      taken.add(id);
      return [fixed(id, title, rest.join('</h2>').trim())];
    }),
  ];
}

function fixed(id: string, title: string, html: string): Clause {
  return { id, title, html, kind: 'FIXED', group: null, included: true };
}

const longestSlug = 56;

/** A short name that no clause before has. */
function freeSlug(title: string, taken: ReadonlySet<string>): string {
  const slug =
    title
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/gu, '-')
      .replace(/^[-\d]+|-+$/gu, '')
      .slice(0, longestSlug) || 'clause';
  let free = slug;
  for (let number = 2; taken.has(free) || free === 'intro'; number++) free = `${slug}-${number}`;
  return free;
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
