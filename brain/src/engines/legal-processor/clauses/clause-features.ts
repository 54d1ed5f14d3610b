import { createRowBuilder, type BlockSpec, type BlockTexts, type SparseRows } from '../../ml/index.ts';
import { clauseCategories } from './clause-categories.ts';
import { rulePoints } from './clause-rules.ts';

/** A piece of a document as the clause classifier reads it; all pieces of one document come in order. */
export interface ClauseSegment {
  readonly text: string;
  /** UTF-16 offsets in the document. */
  readonly start: number;
  readonly end: number;
  /** The title it stands under. */
  readonly heading?: string | null;
  /** `segmentPoints` of it, when somebody has them: a training reads every segment several times. */
  readonly points?: Float32Array;
}

/** What each category's rule says of the text alone. */
export function segmentPoints(text: string): Float32Array {
  return Float32Array.from(clauseCategories, (_, category) => rulePoints(category, text, ''));
}

export type ClauseBlock = 'own' | 'heading' | 'before' | 'after';

/** Chosen by cross-validation over contracts. */
export const clauseBlocks: readonly BlockSpec<ClauseBlock>[] = [
  {
    name: 'own',
    scale: 1,
    options: {
      analyzer: 'word',
      ngrams: [1, 2],
      minCount: 3,
      maxFeatures: 20_000,
      sublinear: true,
      foldDigits: true,
      minTokenLength: 1,
    },
  },
  {
    name: 'heading',
    scale: 0.5,
    options: {
      analyzer: 'word',
      ngrams: [1, 2],
      minCount: 3,
      maxFeatures: 3000,
      sublinear: true,
      foldDigits: true,
    },
  },
  {
    name: 'before',
    scale: 0.4,
    options: {
      analyzer: 'word',
      ngrams: [1, 1],
      minCount: 3,
      maxFeatures: 8000,
      sublinear: true,
      foldDigits: true,
    },
  },
  {
    name: 'after',
    scale: 0.3,
    options: {
      analyzer: 'word',
      ngrams: [1, 1],
      minCount: 3,
      maxFeatures: 6000,
      sublinear: true,
      foldDigits: true,
    },
  },
];

/** A segment is read up to here, its neighbours up to half of it; the rest of a longer one is not looked at. */
const readLimit = 4000;
const neighbourLimit = 2000;
const neighboursBefore = 3;
const neighboursAfter = 2;

export interface ClauseItems {
  readonly texts: BlockTexts<ClauseBlock>;
  readonly shapes: SparseRows;
}

/** The segments chosen of each document, one item each, in order. */
export function clauseItems(
  documents: readonly (readonly ClauseSegment[])[],
  chosen?: (document: number, segment: number) => boolean,
): ClauseItems {
  const own: string[] = [];
  const heading: string[] = [];
  const before: string[] = [];
  const after: string[] = [];
  const shapes = createRowBuilder();
  documents.forEach((segments, document) =>
    segments.forEach((segment, index) => {
      if (chosen && !chosen(document, index)) return;
      own.push(segment.text.slice(0, readLimit));
      heading.push(segment.heading ?? '');
      before.push(joined(segments, Math.max(0, index - neighboursBefore), index));
      after.push(joined(segments, index + 1, index + 1 + neighboursAfter));
      addShape(shapes, segment, index, segments.length);
    }),
  );
  return { texts: { own, heading, before, after }, shapes: shapes.finish(shapeColumns) };
}

function joined(segments: readonly ClauseSegment[], from: number, to: number): string {
  let text = '';
  for (const segment of segments.slice(from, to)) text += segment.text.slice(0, neighbourLimit) + '\n';
  return text;
}

const ownShapes = 12;
export const shapeColumns = ownShapes + clauseCategories.length;
const shapeScale = 0.4;
const pointScale = 0.2;
const mostPoints = 4;

/** Where the segment stands (five zones, share of the way), how long it is, and what kind of line it looks like; then the points of
 * each category's rule, so that a model starts from what is known before the data. */
function addShape(
  rows: ReturnType<typeof createRowBuilder>,
  { text, heading, points }: ClauseSegment,
  index: number,
  count: number,
): void {
  const zone = index === 0 ? 0 : index < 5 ? 1 : index < 15 ? 2 : index < 40 ? 3 : 4;
  rows.add(zone, shapeScale);
  const titled = heading && text.length < heading.length + 20 && text.includes(heading);
  if (titled) rows.add(5, shapeScale);
  if (/^\W{0,3}\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[).]/.test(text)) rows.add(6, shapeScale);
  if (text.endsWith(':')) rows.add(7, shapeScale);
  if (/[.;]$/.test(text)) rows.add(8, shapeScale);
  if (text.length > 4 && text === text.toUpperCase()) rows.add(9, shapeScale);
  rows.add(10, shapeScale * Math.min(text.length / 500, 2));
  rows.add(11, shapeScale * (index / count));
  (points ?? segmentPoints(text)).forEach((own, category) => {
    if (own > 0) rows.add(ownShapes + category, pointScale * Math.min(own, mostPoints));
  });
  rows.endRow();
}

const shapeNames = [
  'first line',
  'near the top',
  'early',
  'in the first part',
  'further down',
  'a title',
  'an item of a list',
  'ends with a colon',
  'ends a sentence',
  'in capitals',
  'its length',
  'how far down it stands',
];

/** What a column behind the blocks stands for, in words. */
export function shapeName(column: number): string {
  const category = clauseCategories[column - ownShapes];
  return shapeNames[column] ?? (category ? `words of “${category.name}”` : '');
}
