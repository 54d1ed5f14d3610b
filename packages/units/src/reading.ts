/** Words of a text, for reading times. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

/** Minutes a person needs to read a text, at 230 words a minute (Brysbaert 2019: 238 for English non-fiction). */
export function readingMinutes(text: string): number {
  return Math.max(1, Math.round(wordCount(text) / 230));
}
