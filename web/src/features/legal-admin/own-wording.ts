interface OwnClause {
  readonly title: string;
  readonly text: string;
}

/** Address of the n-th own clause within the page. */
export const ownId = (index: number) => `own-clause-${index + 1}`;

/**
 * Frames the clauses that the maker of a document wrote. The server writes every clause as a heading (numbered) with what
 * follows it; one is own wording when heading and words are those of an own clause.
 */
export function markOwn(html: string, own: readonly OwnClause[], label: (title: string) => string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const left = new Map(own.map((clause, index) => [index, clause]));
  for (const heading of page.body.querySelectorAll('h2')) {
    const body = bodyOf(heading);
    const words = essence(body.map((element) => element.textContent).join(' '));
    const title = essence(heading.textContent.replace(/^\d+\.\s+/, ''));
    const match = [...left].find(
      ([, clause]) => essence(clause.title) === title && essence(clause.text) === words,
    );
    if (!match) continue;
    const [index, clause] = match;
    left.delete(index);
    const frame = page.createElement('section');
    frame.id = ownId(index);
    frame.tabIndex = -1;
    frame.dataset['own'] = '';
    const note = page.createElement('p');
    note.dataset['note'] = '';
    note.textContent = label(clause.title);
    heading.before(frame);
    frame.append(note, heading, ...body);
  }
  return page.body.innerHTML;
}

function bodyOf(heading: Element): Element[] {
  const body: Element[] = [];
  for (let next = heading.nextElementSibling; next && !/^H[12]$/.test(next.tagName);) {
    body.push(next);
    next = next.nextElementSibling;
  }
  return body;
}

/** Letters and figures alone: spaces, dashes of lists and line ends differ between a form and a page. */
function essence(text: string): string {
  return text.normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '');
}
