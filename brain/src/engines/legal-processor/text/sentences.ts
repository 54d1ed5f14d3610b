/** The sentence around a position, as far as punctuation tells; never longer than the two reaches given. */
export function sentenceAround(
  text: string,
  at: number,
  back: number,
  ahead: number,
): { start: number; end: number } {
  const low = Math.max(0, at - back);
  const high = Math.min(text.length, at + ahead);
  let start = low;
  for (let position = at - 1; position > low; position -= 1) {
    if (endsSentence(text, position)) {
      start = position + 1;
      break;
    }
  }
  let end = high;
  for (let position = at; position < high; position += 1) {
    if (endsSentence(text, position)) {
      end = position + 1;
      break;
    }
  }
  while (start < at && /[\s"')\]]/.test(text[start] ?? '')) start += 1;
  while (end > at && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return { start, end };
}

const abbreviations = new Set(
  'inc corp co ltd llc no nos art sec sect dr mr mrs ms st jr sr vs v al etc u.s u.s.a u.k p.r p.r.c b.v n.v s.a s.p.a l.p l.l.c l.l.p n.a d.b.a i.e e.g jan feb mar apr jun jul aug sep sept oct nov dec para cl dept ave blvd rd bldg ste esq'.split(
    ' ',
  ),
);

/** A full stop, question or exclamation mark that is followed by white space and something that may begin a sentence. */
export function endsSentence(text: string, at: number): boolean {
  const character = text[at];
  if (character !== '.' && character !== '?' && character !== '!') return false;
  let next = at + 1;
  while (next < text.length && /["')\]]/.test(text[next] ?? '')) next += 1;
  if (next >= text.length) return true;
  if (!/\s/.test(text[next] ?? '')) return false;
  const following = text.slice(next + 1, next + 3);
  if (character !== '.') return true;
  if (/^[\p{Ll},;]/u.test(following)) return false;
  let begin = at;
  while (begin > 0 && at - begin < 12 && /[\p{L}\p{N}.]/u.test(text[begin - 1] ?? '')) begin -= 1;
  const word = text.slice(begin, at).toLowerCase();
  // "4." is a number in front of its clause, "J." an initial.
  return !abbreviations.has(word) && !/^(?:\d{1,3}(?:\.\d{1,3})*|(?:\p{L}\.)*\p{L})$/u.test(word);
}
