import {
  applyPlatt,
  arrayOf,
  ArtefactError,
  fingerprint,
  readArtefact,
  scoreClasses,
  unpackBlocks,
  writeArtefact,
  type Artefact,
  type ArtefactArray,
  type ArtefactHeader,
  type BlockSpec,
  type ClassMatrix,
  type FeatureBlocks,
  type PlattScale,
} from '../../ml/index.ts';
import { clauseCategories } from './clause-categories.ts';
import { clauseBlocks, clauseItems, type ClauseBlock, type ClauseSegment } from './clause-features.ts';
import { rulePoints, ruleText } from './clause-rules.ts';
import { applyScale, type ClauseScale } from './clause-scale.ts';
import { spanBlocks, spanItems, type ClauseSpan, type SpanBlock } from './clause-spans.ts';

/** Fitted features and weights; class k of the matrix is category `learnt[k]`. */
export interface ClauseLearner<Block extends string> {
  readonly blocks: FeatureBlocks<Block>;
  readonly learnt: readonly number[];
  readonly matrix: ClassMatrix;
}

export interface ClauseModel {
  readonly segments: ClauseLearner<ClauseBlock>;
  readonly spans: ClauseLearner<SpanBlock>;
  /** For each category from margin (or points of its rule) to probability. */
  readonly segmentScales: readonly ClauseScale[];
  /** For each category left to its rule, from points to probability among marked passages. */
  readonly spanScales: readonly (PlattScale | null)[];
}

/** Margins of learnt categories and points of the others: segment after segment, in each all categories. */
export function scoreSegments(
  { blocks, learnt, matrix }: ClauseLearner<ClauseBlock>,
  segments: readonly ClauseSegment[],
): Float32Array {
  const items = clauseItems([segments]);
  const margins = scoreClasses(matrix, blocks.transform(items.texts, items.shapes));
  const count = clauseCategories.length;
  const ruled = [...clauseCategories.keys()].filter((category) => !learnt.includes(category));
  const all = new Float32Array(segments.length * count);
  segments.forEach(({ text, heading }, index) => {
    for (let k = 0; k < learnt.length; k++)
      all[index * count + learnt[k]!] = margins[index * learnt.length + k]!;
    for (const category of ruled) all[index * count + category] = rulePoints(category, text, heading ?? '');
  });
  return all;
}

/** The same as probabilities. */
export function weighSegments(
  model: ClauseModel,
  segments: readonly ClauseSegment[],
): { margins: Float32Array; probabilities: Float32Array } {
  const margins = scoreSegments(model.segments, segments);
  const count = clauseCategories.length;
  const probabilities = margins.map((margin, at) => applyScale(model.segmentScales[at % count]!, margin));
  return { margins, probabilities };
}

/**
 * For each passage and category a margin: of a learnt category that of its model, of another 2p − 1 with p the
 * precision its rule shows at these points; so both are above zero where the category is likelier than not.
 */
export function scoreSpans(model: ClauseModel, spans: readonly ClauseSpan[]): Float32Array {
  const { blocks, learnt, matrix } = model.spans;
  const items = spanItems(spans);
  const margins = scoreClasses(matrix, blocks.transform(items.texts, items.shapes));
  const count = clauseCategories.length;
  const all = new Float32Array(spans.length * count);
  spans.forEach(({ text, heading }, index) => {
    for (let k = 0; k < learnt.length; k++)
      all[index * count + learnt[k]!] = margins[index * learnt.length + k]!;
    model.spanScales.forEach((scale, category) => {
      if (!scale) return;
      all[index * count + category] = 2 * applyPlatt(scale, rulePoints(category, text, heading ?? '')) - 1;
    });
  });
  return all;
}

/** The likeliest category of each passage. */
export function typeSpans(model: ClauseModel, spans: readonly ClauseSpan[]): number[] {
  const margins = scoreSpans(model, spans);
  const count = clauseCategories.length;
  return spans.map((_, index) => {
    const own = margins.subarray(index * count, (index + 1) * count);
    let best = 0;
    for (let category = 1; category < count; category++) if (own[category]! > own[best]!) best = category;
    return best;
  });
}

/** Equal for models whose columns mean the same: the blocks, the order of categories and the cues behind them. */
export function clauseFeatureHash(): string {
  return fingerprint(
    JSON.stringify([clauseBlocks, spanBlocks, clauseCategories.map(({ code }) => code)]) + ruleText(),
  );
}

interface Settings {
  readonly categories: readonly string[];
  readonly learnt: readonly number[];
  readonly segmentScales: readonly ClauseScale[];
  readonly spanScales: readonly (PlattScale | null)[];
}

export function packClauses(model: ClauseModel, header: Omit<ArtefactHeader, 'settings'>): Uint8Array {
  const { segments, spans, segmentScales, spanScales } = model;
  const settings: Settings = {
    categories: clauseCategories.map(({ code }) => code),
    learnt: segments.learnt,
    segmentScales,
    spanScales,
  };
  const arrays = { ...packLearner('segments', segments), ...packLearner('spans', spans) };
  return writeArtefact({ header: { ...header, settings }, arrays });
}

/** @throws ArtefactError when the bytes are damaged or those of another model or catalogue. */
export function unpackClauses(bytes: Uint8Array): { header: ArtefactHeader; model: ClauseModel } {
  const artefact = readArtefact(bytes);
  const { header } = artefact;
  if (header.name !== 'clauses')
    throw new ArtefactError(`This is the model "${header.name}", not "clauses".`);
  const { categories, learnt, segmentScales, spanScales } = header.settings as Settings;
  if (categories.join() !== clauseCategories.map(({ code }) => code).join())
    throw new ArtefactError('The clause model was fitted for another catalogue of categories.');
  return {
    header,
    model: {
      segments: unpackLearner('segments', artefact, clauseBlocks, learnt),
      spans: unpackLearner('spans', artefact, spanBlocks, learnt),
      segmentScales,
      spanScales,
    },
  };
}

function packLearner(name: string, { blocks, matrix }: ClauseLearner<string>): Record<string, ArtefactArray> {
  const arrays: Record<string, ArtefactArray> = {};
  blocks.pack().forEach(({ fingerprints, idf }, index) => {
    arrays[`${name}.${index}.fingerprints`] = fingerprints;
    arrays[`${name}.${index}.idf`] = idf;
  });
  arrays[`${name}.weights`] = matrix.weights;
  arrays[`${name}.steps`] = matrix.steps;
  arrays[`${name}.biases`] = matrix.biases;
  return arrays;
}

function unpackLearner<Block extends string>(
  name: string,
  artefact: Artefact,
  specs: readonly BlockSpec<Block>[],
  learnt: readonly number[],
): ClauseLearner<Block> {
  const packed = specs.map(({ options }, index) => ({
    options,
    fingerprints: arrayOf(artefact, `${name}.${index}.fingerprints`, Int32Array),
    idf: arrayOf(artefact, `${name}.${index}.idf`, Float32Array),
  }));
  const weights = arrayOf(artefact, `${name}.weights`, Int8Array);
  const classes = learnt.length;
  return {
    blocks: unpackBlocks(specs, packed),
    learnt,
    matrix: {
      classes,
      columns: classes ? weights.length / classes : 0,
      weights,
      steps: arrayOf(artefact, `${name}.steps`, Float32Array),
      biases: arrayOf(artefact, `${name}.biases`, Float32Array),
    },
  };
}
