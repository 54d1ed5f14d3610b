import { isItemStyle, LevelStack, numberAt } from '../text/numbering.ts';

/** What the inference looks at of one span: its words made plain, and its place among lists. */
export interface SpanView {
  /** UTF-16 offsets in the text given. */
  readonly start: number;
  readonly end: number;
  /** Lower case, plain quotes and dashes, single spaces, at most `longestSpan` characters. */
  readonly words: string;
  /** Index of the span that introduces the list this one is an item of, or −1. */
  readonly parent: number;
  readonly item: boolean;
  /** It ends open ("…information that:"), as the introduction of a list does. */
  readonly open: boolean;
}

/** Characters of a span that are looked at; longer ones are run-on text, of which the start tells enough. */
export const longestSpan = 2500;
/** Characters looked at in all; a confidentiality agreement has some ten thousand. The rest counts as blank. */
export const mostCharacters = 600_000;

/** The spans of a document as the cues see them, in the order given. */
export function spanViews(text: string, spans: readonly { start: number; end: number }[]): SpanView[] {
  const levels = new LevelStack();
  const open: { index: number; level: number; introduces: boolean }[] = [];
  let left = mostCharacters;
  return spans.map(({ start, end }, index) => {
    const raw = text.slice(start, Math.min(end, start + Math.min(left, longestSpan)));
    left -= raw.length;
    const token = numberAt(raw.trimStart());
    const level = token ? levels.enter(token) : levels.level;
    const item = token !== null && isItemStyle(token.style);
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level + (item ? 0 : 1)) open.pop();
    const words = plain(raw);
    const ends =
      /(?:[:,—–-]|\b(?:that|which|who|to|if|and|or|where|when|shall|will|any|is|was|are|means|includes?))$/.test(
        words,
      );
    const parent = item ? (open.findLast((each) => each.introduces || each.level < level)?.index ?? -1) : -1;
    open.push({ index, level: item ? level : level - 0.5, introduces: ends && !item });
    return { start, end, words, parent, item, open: ends };
  });
}

function plain(raw: string): string {
  return raw
    .replace(/[\u2018\u2019\u201a\u201b`\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u00ad\u200b-\u200f\ufeff]/g, '')
    .replace(/\s{1,40}/g, ' ')
    .toLowerCase()
    .trim();
}
