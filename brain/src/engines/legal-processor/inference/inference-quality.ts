import { averagePrecision, fitVectorizer, hits, meanOf, type SparseRows } from '../../ml/index.ts';
import type { InferenceScores } from './inference-model.ts';
import { likeliest } from './inference-model.ts';
import type { InferenceDocument } from './inference-training.ts';
import { hypotheses, inferenceLabels, type HypothesisCode, type InferenceLabel } from './nda-hypotheses.ts';

/** What is said about one hypothesis in one document, in the order of `hypotheses`. */
export type Guess = InferenceScores;

/**
 * After ContractNLI (Koreeda and Manning, Findings of EMNLP 2021): every figure is taken per hypothesis and averaged
 * over the hypotheses that have it (an F1 needs a document of its label).
 */
export interface InferenceQuality {
  readonly accuracy: number;
  readonly f1Entailment: number;
  readonly f1Contradiction: number;
  /** Mean over documents that treat the hypothesis of the average precision of its spans by score. */
  readonly evidenceMap: number;
  /** The same with the spans of all those documents in one ranking, which also asks that scores compare across documents. */
  readonly evidenceMapPooled: number;
  readonly byHypothesis: Readonly<Partial<Record<HypothesisCode, { accuracy: number; evidenceMap: number }>>>;
}

export function measureInference(
  documents: readonly InferenceDocument[],
  guesses: readonly (readonly Guess[])[],
): InferenceQuality {
  const each = hypotheses.map(({ code }, index) => ({
    code,
    ...measureOne(
      documents,
      code,
      guesses.map((guess) => guess[index]),
    ),
  }));
  return {
    accuracy: meanOf(each.map(({ accuracy }) => accuracy)),
    f1Entailment: meanOf(each.map(({ f1 }) => f1('Entailment'))),
    f1Contradiction: meanOf(each.map(({ f1 }) => f1('Contradiction'))),
    evidenceMap: meanOf(each.map(({ evidenceMap }) => evidenceMap)),
    evidenceMapPooled: meanOf(each.map(({ pooled }) => pooled)),
    byHypothesis: Object.fromEntries(
      each.map(({ code, accuracy, evidenceMap }) => [code, { accuracy, evidenceMap }]),
    ),
  };
}

function measureOne(
  documents: readonly InferenceDocument[],
  code: HypothesisCode,
  guesses: readonly (Guess | undefined)[],
) {
  const said = guesses.map((guess) => (guess ? likeliest(guess.probabilities) : 'NotMentioned'));
  const truth = documents.map(({ answers }) => answers[code].label);
  const rankings = documents.flatMap(({ answers, spans }, index) => {
    const { label, evidence } = answers[code];
    if (label === 'NotMentioned' || evidence.length === 0) return [];
    const gold = new Set(evidence);
    return [
      {
        gold: spans.map((_, span) => (gold.has(span) ? 1 : 0)),
        scores: Array.from(guesses[index]?.evidence ?? spans.map(() => 0)),
      },
    ];
  });
  return {
    accuracy: truth.filter((label, index) => label === said[index]).length / truth.length,
    f1: (label: InferenceLabel) => f1Of(truth, said, label),
    evidenceMap: meanOf(rankings.map(({ gold, scores }) => averagePrecision(gold, scores))),
    pooled: averagePrecision(
      rankings.flatMap(({ gold }) => gold),
      rankings.flatMap(({ scores }) => scores),
    ),
  };
}

function f1Of(
  truth: readonly InferenceLabel[],
  said: readonly InferenceLabel[],
  label: InferenceLabel,
): number {
  const count = (is: boolean, guess: boolean) =>
    truth.filter((each, index) => (each === label) === is && (said[index] === label) === guess).length;
  return truth.includes(label)
    ? hits(count(true, true), count(false, true), count(true, false)).f1
    : Number.NaN;
}

/** The naive rival: the commonest label of each hypothesis, and spans by TF-IDF cosine with its statement. */
export function cosineRival(
  known: readonly InferenceDocument[],
  documents: readonly InferenceDocument[],
): Guess[][] {
  const texts = ({ text, spans }: InferenceDocument) => spans.map(({ start, end }) => text.slice(start, end));
  const vectorizer = fitVectorizer(known.flatMap(texts), { analyzer: 'word', ngrams: [1, 1] });
  const statements = vectorizer.transform(hypotheses.map(({ statement }) => statement));
  const commonest = hypotheses.map(({ code }) => {
    const labels = known.map(({ answers }) => answers[code].label);
    const count = (label: InferenceLabel) => labels.filter((each) => each === label).length;
    return inferenceLabels.reduce((best, label) => (count(label) > count(best) ? label : best));
  });
  return documents.map((document) => {
    const rows = vectorizer.transform(texts(document));
    return hypotheses.map(({ code }, index) => ({
      code,
      probabilities: {
        Entailment: 0,
        Contradiction: 0,
        NotMentioned: 0,
        [commonest[index] ?? 'NotMentioned']: 1,
      },
      evidence: products(rows, statements, index),
    }));
  });
}

/** Dot product of each row with one row of another matrix over the same columns. */
function products(rows: SparseRows, others: SparseRows, other: number): Float32Array {
  const dense = new Float32Array(rows.columns);
  for (let k = others.starts[other]!; k < others.starts[other + 1]!; k += 1)
    dense[others.indices[k]!] = others.values[k]!;
  return Float32Array.from({ length: rows.rows }, (_, row) => {
    let sum = 0;
    for (let k = rows.starts[row]!; k < rows.starts[row + 1]!; k += 1)
      sum += dense[rows.indices[k]!]! * rows.values[k]!;
    return sum;
  });
}
