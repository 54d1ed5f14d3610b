import {
  arrayOf,
  ArtefactError,
  fingerprint,
  readArtefact,
  unpackVectorizer,
  writeArtefact,
  type ArtefactArray,
  type ArtefactHeader,
  type LinearModel,
  type VectorizerOptions,
} from '../../ml/index.ts';
import { cueSettings } from './inference-cues.ts';
import { infer, likeliest, type InferenceModel, type InferenceScores, type Span } from './inference-model.ts';
import { inferenceSettings } from './inference-training.ts';
import { hypotheses, inferenceLabels, type HypothesisCode, type InferenceLabel } from './nda-hypotheses.ts';

/** One line of the checklist for a confidentiality agreement. */
export interface InferenceFinding {
  readonly hypothesis: HypothesisCode;
  /** 'NotMentioned' means: not found in this text. */
  readonly label: InferenceLabel;
  readonly probabilities: Readonly<Record<InferenceLabel, number>>;
  /** The spans the label rests on, strongest first; none when nothing was found. Scores are chances, 0 … 1. */
  readonly evidence: readonly { readonly start: number; readonly end: number; readonly score: number }[];
}

export interface Inference {
  readonly header: ArtefactHeader;
  /** Asks all hypotheses of a text divided into segments; any text will do, but only of an NDA are answers meant. */
  check(text: string, segments: readonly Span[]): InferenceFinding[];
  /** The same with a score for every segment. */
  score(text: string, segments: readonly Span[]): InferenceScores[];
}

/** Of the settings that make the columns: a model fitted with other cues reads other columns. */
export const inferenceFeatureHash = (): string =>
  fingerprint(JSON.stringify(inferenceSettings) + cueSettings());

/** A span is shown as evidence from this chance on; the best one is shown in any case. */
const evidenceFloor = 0.3;
const mostEvidence = 6;

/** @throws ArtefactError when the bytes are damaged, are no inference model, or one fitted with other cues. */
export function createInference(artefactBytes: Uint8Array): Inference {
  const { header, model } = unpackInference(artefactBytes);
  return {
    header,
    check: (text, segments) => infer(model, text, segments).map((scored) => findingOf(scored, segments)),
    score: (text, segments) => infer(model, text, segments),
  };
}

export function findingOf(
  { code, probabilities, evidence }: InferenceScores,
  segments: readonly Span[],
): InferenceFinding {
  const label = likeliest(probabilities);
  const shown = segments
    .map(({ start, end }, index) => ({ start, end, score: evidence[index] ?? 0 }))
    .sort((a, b) => b.score - a.score || a.start - b.start)
    .slice(0, mostEvidence)
    .filter(({ score }, place) => place === 0 || score >= evidenceFloor);
  return { hypothesis: code, label, probabilities, evidence: label === 'NotMentioned' ? [] : shown };
}

/** Sixteen bits a weight: measured, train.json → dev.json, to change no label and not the evidence mAP. */
export function packInference(model: InferenceModel, header: ArtefactHeader): Uint8Array {
  const { options, fingerprints, idf } = model.vectorizer.pack();
  const arrays: Record<string, ArtefactArray> = { fingerprints, idf };
  const scales: Record<string, { scale: number; bias: number }> = {};
  const put = (name: string, { weights, bias }: LinearModel) => {
    const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 32767 || 1;
    arrays[name] = Int16Array.from(weights, (weight) => Math.round(weight / scale));
    scales[name] = { scale, bias };
  };
  put('ranking', model.ranking);
  hypotheses.forEach(({ code }, index) => {
    const evidence = model.evidence[index];
    if (evidence) put(`evidence ${code}`, evidence);
    model.labels[index]?.forEach((each, label) => put(`${inferenceLabels[label]} ${code}`, each));
  });
  return writeArtefact({ header: { ...header, settings: { words: options, scales } }, arrays });
}

export function unpackInference(bytes: Uint8Array): { header: ArtefactHeader; model: InferenceModel } {
  const artefact = readArtefact(bytes);
  if (artefact.header.featureSetHash !== inferenceFeatureHash())
    throw new ArtefactError('The inference model was fitted with other cues than these; train it again.');
  const settings = artefact.header.settings as {
    words: VectorizerOptions;
    scales: Record<string, { scale: number; bias: number }>;
  };
  const get = (name: string): LinearModel => {
    const packed = arrayOf(artefact, name, Int16Array);
    const { scale = 1, bias = 0 } = settings.scales[name] ?? {};
    return { weights: Float32Array.from(packed, (weight) => weight * scale), bias };
  };
  const vectorizer = unpackVectorizer({
    options: settings.words,
    fingerprints: arrayOf(artefact, 'fingerprints', Int32Array),
    idf: arrayOf(artefact, 'idf', Float32Array),
  });
  const evidence = hypotheses.map(({ code }) => get(`evidence ${code}`));
  const labels = hypotheses.map(({ code }) => inferenceLabels.map((label) => get(`${label} ${code}`)));
  return { header: artefact.header, model: { vectorizer, evidence, ranking: get('ranking'), labels } };
}
