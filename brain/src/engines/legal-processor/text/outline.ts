import type { Segment } from './segmentation.ts';

/** A section of a document and the sections inside it. */
export interface Section {
  /** Index of the segment that opens it. */
  readonly opener: number;
  /** Index of the first segment after its last one. */
  readonly after: number;
  readonly level: number;
  readonly number: string | null;
  readonly heading: string | null;
  readonly sections: readonly Section[];
}

interface OpenSection {
  readonly opener: number;
  after: number;
  readonly level: number;
  readonly number: string | null;
  heading: string | null;
  readonly sections: OpenSection[];
}

/**
 * The sections of a document as a tree: whatever carries a number or stands as a title opens one, and holds all that
 * follows until the next of its level or above. The parts before the first section belong to none.
 */
export function outline(segments: readonly Segment[]): Section[] {
  const roots: OpenSection[] = [];
  const open: OpenSection[] = [];
  segments.forEach((segment, index) => {
    if (!opensSection(segment)) return;
    const above = open.at(-1);
    if (above && above.opener === index - 1 && titles(segment, above)) {
      above.heading = segment.heading;
      return;
    }
    closeFrom(open, segment.level, index);
    const { level, number, heading } = segment;
    const section: OpenSection = {
      opener: index,
      after: segments.length,
      level,
      number,
      heading,
      sections: [],
    };
    (open.at(-1)?.sections ?? roots).push(section);
    open.push(section);
  });
  return roots;
}

/** For each segment the nearest title it stands under (its own included), or null. */
export function headings(segments: readonly Segment[]): (string | null)[] {
  const open: { level: number; heading: string }[] = [];
  return segments.map((segment) => {
    if (opensSection(segment) || segment.kind === 'signature' || segment.kind === 'heading') {
      while (open.length > 0 && (open.at(-1)?.level ?? 0) >= segment.level) open.pop();
      if (segment.heading !== null) open.push({ level: segment.level, heading: segment.heading });
    }
    return segment.heading ?? open.at(-1)?.heading ?? null;
  });
}

/** "Article IV" and, on the next line, "Term". */
const titles = (segment: Segment, above: OpenSection): boolean =>
  segment.number === null && above.heading === null && above.number !== null && segment.level === above.level;

function opensSection(segment: Segment): boolean {
  if (segment.kind === 'other' || segment.kind === 'signature' || segment.level === 0) return false;
  return segment.number !== null || segment.kind === 'heading';
}

function closeFrom(open: OpenSection[], level: number, index: number): void {
  while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) {
    const closed = open.pop();
    if (closed) closed.after = index;
  }
}
