import {
  fromDense,
  scores,
  stackColumns,
  type LinearModel,
  type SparseRows,
  type Vectorizer,
} from '../../ml/index.ts';
import { evidenceRows, labelRow, rankingRows, readCues, sigmoid } from './inference-features.ts';
import { spanViews, type SpanView } from './inference-spans.ts';
import { hypotheses, inferenceLabels, type HypothesisCode, type InferenceLabel } from './nda-hypotheses.ts';

/** A fitted inference: what tells evidence, what orders it, what decides the label. */
export interface InferenceModel {
  readonly vectorizer: Vectorizer;
  /** Per hypothesis: the margin of a span to be evidence; words first, then the columns of `evidenceRows`. */
  readonly evidence: readonly LinearModel[];
  /** One for all hypotheses, over the columns of `rankingRows`. */
  readonly ranking: LinearModel;
  /** Per hypothesis and label in the order of `inferenceLabels`, over the columns of `labelRow`. */
  readonly labels: readonly (readonly LinearModel[])[];
}

export interface Span {
  /** UTF-16 offsets, [start, end). */
  readonly start: number;
  readonly end: number;
}

/** What the model says about one hypothesis in one document. */
export interface InferenceScores {
  readonly code: HypothesisCode;
  readonly probabilities: Readonly<Record<InferenceLabel, number>>;
  /** For each span given: its chance to be evidence, should the document treat the subject at all. */
  readonly evidence: Float32Array;
}

/** Words weigh more than single cues do: without them unforeseen wordings would be lost. */
export const wordScale = 2.5;

export function infer(model: InferenceModel, text: string, spans: readonly Span[]): InferenceScores[] {
  const views = spanViews(text, spans);
  const words = wordRows(model.vectorizer, views);
  return hypotheses.map(({ code }, index) => {
    const reading = readCues(views, code);
    const evidence = model.evidence[index];
    const margins = evidence
      ? scores(evidence, stackColumns(words, evidenceRows(views, reading)))
      : new Float32Array(views.length);
    const ranked = scores(model.ranking, rankingRows(views, reading, margins));
    const chances = new Float32Array(spans.length);
    ranked.forEach((margin, span) => (chances[span] = sigmoid(margin)));
    const row = fromDense([labelRow(reading, margins)]);
    return { code, probabilities: labelChances(model.labels[index] ?? [], row), evidence: chances };
  });
}

/** TF-IDF rows of the spans' words. */
export function wordRows(vectorizer: Vectorizer, views: readonly SpanView[]): SparseRows {
  const rows = vectorizer.transform(views.map(({ words }) => words));
  return { ...rows, values: rows.values.map((value) => value * wordScale) };
}

/** One against the rest, scaled to sum to one. */
function labelChances(models: readonly LinearModel[], row: SparseRows): Record<InferenceLabel, number> {
  const chances = inferenceLabels.map((_, label) => {
    const model = models[label];
    return model ? sigmoid(scores(model, row)[0] ?? 0) : 0;
  });
  const sum = chances.reduce((total, chance) => total + chance, 0) || 1;
  const [Entailment = 0, Contradiction = 0, NotMentioned = 0] = chances.map((chance) => chance / sum);
  return { Entailment, Contradiction, NotMentioned };
}

/** The label of highest probability. */
export function likeliest(probabilities: Readonly<Record<InferenceLabel, number>>): InferenceLabel {
  return inferenceLabels.reduce((best, label) => (probabilities[label] > probabilities[best] ? label : best));
}
