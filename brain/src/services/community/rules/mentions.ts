import { communityWire } from '@smartstart/contract';

/** `@slug` in a text names a person by the address of their profile. */
const mention = /(?<![\w@/.-])@([a-z0-9]+(?:-[a-z0-9]+)*)/g;
const [shortest, longest] = [3, 32];

export function slugsIn(text: string): string[] {
  const slugs = [...text.matchAll(mention)].flatMap(([, slug = '']) =>
    slug.length >= shortest && slug.length <= longest ? [slug] : [],
  );
  return [...new Set(slugs)].slice(0, communityWire.communityLimits.mentions);
}

/** The words of a search, as PostgreSQL takes them: each is the beginning of a word. */
export function searchTerms(words: string): string | null {
  const terms = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return terms.length
    ? terms
        .slice(0, 8)
        .map((term) => `${term}:*`)
        .join(' & ')
    : null;
}
