import { createRowBuilder, type BlockSpec, type BlockTexts, type SparseRows } from '../../ml/index.ts';

/** A passage somebody marked in a document, and what stands around it. */
export interface ClauseSpan {
  readonly text: string;
  /** The characters in front of it and behind it; so many as `contextBefore` and `contextAfter` say are read. */
  readonly before: string;
  readonly after: string;
  readonly heading?: string | null;
  /** UTF-16 offset in the document, and the length of the document. */
  readonly start: number;
  readonly documentLength: number;
}

export const contextBefore = 150;
export const contextAfter = 100;

export type SpanBlock = 'own' | 'letters' | 'heading' | 'before' | 'edge' | 'after';

const words = { analyzer: 'word', sublinear: true, foldDigits: true, minTokenLength: 1 } as const;
const letters = { analyzer: 'char', sublinear: true, foldDigits: true } as const;

/** Chosen by cross-validation over contracts. */
export const spanBlocks: readonly BlockSpec<SpanBlock>[] = [
  { name: 'own', scale: 1, options: { ...words, ngrams: [1, 2], minCount: 2, maxFeatures: 10_000 } },
  { name: 'letters', scale: 0.6, options: { ...letters, ngrams: [2, 5], minCount: 3, maxFeatures: 10_000 } },
  { name: 'heading', scale: 0.5, options: { ...words, ngrams: [1, 2], minCount: 2, maxFeatures: 1500 } },
  { name: 'before', scale: 0.5, options: { ...words, ngrams: [1, 2], minCount: 2, maxFeatures: 2500 } },
  { name: 'edge', scale: 0.3, options: { ...letters, ngrams: [2, 4], minCount: 2, maxFeatures: 2000 } },
  { name: 'after', scale: 0.3, options: { ...words, ngrams: [1, 2], minCount: 2, maxFeatures: 2500 } },
];

const readLimit = 4000;
const edgeLength = 25;

export interface SpanItems {
  readonly texts: BlockTexts<SpanBlock>;
  readonly shapes: SparseRows;
}

export function spanItems(spans: readonly ClauseSpan[]): SpanItems {
  const own = spans.map(({ text }) => text.slice(0, readLimit));
  const before = spans.map((span) => span.before.slice(-contextBefore));
  const shapes = createRowBuilder();
  for (const span of spans) addShape(shapes, span);
  return {
    texts: {
      own,
      letters: own,
      heading: spans.map(({ heading }) => heading ?? ''),
      before,
      edge: before.map((text) => text.slice(-edgeLength)),
      after: spans.map((span) => span.after.slice(0, contextAfter)),
    },
    shapes: shapes.finish(spanShapeColumns),
  };
}

export const spanShapeColumns = 11;
const shapeScale = 0.5;
const zones = [300, 1500, 5000];
const lengths = [15, 30, 60, 150];

function addShape(
  rows: ReturnType<typeof createRowBuilder>,
  { text, start, documentLength }: ClauseSpan,
): void {
  rows.add(step(start, zones), shapeScale);
  rows.add(4 + step(text.length, lengths), shapeScale);
  if (documentLength > 0) rows.add(9, (shapeScale * start) / documentLength);
  if (text === text.toUpperCase()) rows.add(10, shapeScale);
  rows.endRow();
}

/** How many of the rising limits the value has passed. */
function step(value: number, limits: readonly number[]): number {
  return limits.filter((limit) => value >= limit).length;
}
