import {
  createRowBuilder,
  fingerprint,
  fitVectorizer,
  fromDense,
  groupFolds,
  scores,
  stackColumns,
  trainLinear,
  type LinearModel,
  type SparseRows,
  type VectorizerOptions,
} from '../../ml/index.ts';
import { evidenceRows, labelRow, rankingRows, readCues, type CueReading } from './inference-features.ts';
import { infer, wordRows, type InferenceModel, type InferenceScores, type Span } from './inference-model.ts';
import { spanViews, type SpanView } from './inference-spans.ts';
import { hypotheses, inferenceLabels, type HypothesisCode, type InferenceLabel } from './nda-hypotheses.ts';

/** An agreement read by lawyers: for each hypothesis a label and the spans it rests on. */
export interface InferenceDocument {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly Span[];
  readonly answers: Readonly<
    Record<HypothesisCode, { readonly label: InferenceLabel; readonly evidence: readonly number[] }>
  >;
}

/** Settings found by cross-validation over the 50 training documents of ContractNLI's part; see the model card. */
export const inferenceSettings = {
  words: {
    analyzer: 'word',
    ngrams: [1, 2],
    minCount: 2,
    maxFeatures: 16_000,
    sublinear: true,
    foldDigits: true,
  },
  evidencePrice: 3,
  rankingPrice: 1,
  labelPrice: 1,
  folds: 5,
} as const satisfies {
  words: VectorizerOptions;
  evidencePrice: number;
  rankingPrice: number;
  labelPrice: number;
  folds: number;
};

interface Prepared {
  readonly document: InferenceDocument;
  readonly views: readonly SpanView[];
  readonly words: SparseRows;
}

/** One hypothesis in one document, ready to be fitted on. */
interface Case {
  readonly views: readonly SpanView[];
  readonly reading: CueReading;
  readonly rows: SparseRows;
  /** +1 for evidence, −1 for any other span. */
  readonly signs: Int8Array;
  readonly label: InferenceLabel;
}

/**
 * Fits the three parts. Ranking and labels are fitted on evidence margins of documents that the evidence fit has not
 * seen (folds by document), as they will be in use.
 */
export function fitInference(documents: readonly InferenceDocument[], seed: number): InferenceModel {
  const drafts = documents.map((document) => ({ document, views: spanViews(document.text, document.spans) }));
  const vectorizer = fitVectorizer(
    drafts.flatMap(({ views }) => views.map(({ words }) => words)),
    inferenceSettings.words,
  );
  const prepared = drafts.map((draft) => ({ ...draft, words: wordRows(vectorizer, draft.views) }));
  const folds = groupFolds(
    documents.map(({ id }) => id),
    inferenceSettings.folds,
    seed,
  );
  const fits = hypotheses.map(({ code }) => {
    const cases = prepared.map((each) => caseOf(each, code));
    const unseen: Float32Array[] = [];
    for (const fold of folds) {
      const model = fitEvidence(
        Array.from(fold.train, (index) => cases[index]!),
        seed,
      );
      for (const index of fold.test) unseen[index] = scores(model, cases[index]!.rows);
    }
    return { cases, unseen, evidence: fitEvidence(cases, seed) };
  });
  return {
    vectorizer,
    evidence: fits.map(({ evidence }) => evidence),
    ranking: fitRanking(fits, seed),
    labels: fits.map(({ cases, unseen }) => fitLabels(cases, unseen, seed)),
  };
}

function caseOf({ document, views, words }: Prepared, code: HypothesisCode): Case {
  const answer = document.answers[code];
  const signs = new Int8Array(views.length).fill(-1);
  if (answer.label !== 'NotMentioned')
    for (const span of answer.evidence) if (span < signs.length) signs[span] = 1;
  const reading = readCues(views, code);
  return {
    views,
    reading,
    rows: stackColumns(words, evidenceRows(views, reading)),
    signs,
    label: answer.label,
  };
}

function fitEvidence(cases: readonly Case[], seed: number): LinearModel {
  const rows = stackRows(cases.map((each) => each.rows));
  const signs = joined(cases.map((each) => each.signs));
  return trainLinear(rows, signs, {
    loss: 'logistic',
    c: inferenceSettings.evidencePrice,
    seed,
    tolerance: 0.05,
  });
}

/** Only documents that treat the subject: in the others there is nothing to put first. */
function fitRanking(
  fits: readonly { cases: readonly Case[]; unseen: readonly Float32Array[] }[],
  seed: number,
): LinearModel {
  const parts = fits.flatMap(({ cases, unseen }) =>
    cases.flatMap((each, index) =>
      each.label === 'NotMentioned'
        ? []
        : [{ rows: rankingRows(each.views, each.reading, unseen[index]!), signs: each.signs }],
    ),
  );
  const signs = joined(parts.map((part) => part.signs));
  const options = { loss: 'logistic', c: inferenceSettings.rankingPrice, seed, tolerance: 0.05 } as const;
  return trainLinear(stackRows(parts.map((part) => part.rows)), signs, options);
}

function fitLabels(cases: readonly Case[], unseen: readonly Float32Array[], seed: number): LinearModel[] {
  const rows = fromDense(cases.map(({ reading }, index) => labelRow(reading, unseen[index]!)));
  return inferenceLabels.map((label) => {
    const signs = Int8Array.from(cases, (each) => (each.label === label ? 1 : -1));
    // Never seen is not impossible: half a case in one more than there were.
    if (!signs.includes(1))
      return { weights: new Float32Array(rows.columns), bias: -Math.log(2 * cases.length + 1) };
    return trainLinear(rows, signs, {
      loss: 'logistic',
      c: inferenceSettings.labelPrice,
      seed,
      tolerance: 0.05,
    });
  });
}

function stackRows(parts: readonly SparseRows[]): SparseRows {
  const builder = createRowBuilder(1 << 16);
  for (const { rows, starts, indices, values } of parts)
    for (let row = 0; row < rows; row += 1) {
      for (let k = starts[row]!; k < starts[row + 1]!; k += 1) builder.add(indices[k]!, values[k]!);
      builder.endRow();
    }
  return builder.finish(parts.find(({ columns }) => columns > 0)?.columns ?? 0);
}

function joined(parts: readonly Int8Array[]): Int8Array {
  const whole = new Int8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Scores of each document by a model that was fitted on the other folds. */
export function crossValidate(
  documents: readonly InferenceDocument[],
  folds: number,
  seed: number,
): InferenceScores[][] {
  const all: InferenceScores[][] = [];
  const names = documents.map(({ id, text }) => `${id} ${fingerprint(text, 16)}`);
  for (const { train, test } of groupFolds(names, folds, seed)) {
    const model = fitInference(
      Array.from(train, (index) => documents[index]!),
      seed,
    );
    for (const index of test) {
      const { text, spans } = documents[index]!;
      all[index] = infer(model, text, spans);
    }
  }
  return all;
}
