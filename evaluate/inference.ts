import { existsSync, readFileSync } from 'node:fs';
import { readNdas } from '../brain/src/commands/data-sets.ts';
import {
  cosineRival,
  measureInference,
  type Guess,
  type InferenceQuality,
} from '../brain/src/engines/legal-processor/inference/inference-quality.ts';
import {
  infer,
  type InferenceModel,
} from '../brain/src/engines/legal-processor/inference/inference-model.ts';
import {
  crossValidate,
  fitInference,
  type InferenceDocument,
} from '../brain/src/engines/legal-processor/inference/inference-training.ts';
import { unpackInference } from '../brain/src/engines/legal-processor/inference/inference.ts';
import { hypotheses } from '../brain/src/engines/legal-processor/inference/nda-hypotheses.ts';
import { fingerprint, groupFolds } from '../brain/src/engines/ml/index.ts';
import { dataPath, report, sourcesOf } from './report.ts';

const seed = 20261122;
const folds = 5;
const shipped = 'brain/models/inference-1.0.0.bin';

/**
 * `npm run evaluate -- inference [--train F --test F | --data F]`: labels and evidence of the seventeen hypotheses, over
 * the gold spans as units. Without arguments a model fitted on train.json is tried on dev.json. `--data F` (or `--test F`
 * alone) tries the shipped model, unless it was trained on some of the texts: then folds by document within F.
 */
export async function run(args: string[]): Promise<void> {
  const sources = sourcesOf(args);
  const { how, documents, guesses, rivals } = tried(sources);
  console.log(how);
  const ours = measureInference(documents, guesses);
  const naive = measureInference(documents, rivals);
  console.table(
    hypotheses.map(({ code, name }) => {
      const [own, other] = [ours.byHypothesis[code], naive.byHypothesis[code]];
      return {
        code,
        name,
        accuracy: own?.accuracy,
        majority: other?.accuracy,
        evidenceMap: own?.evidenceMap,
        cosine: other?.evidenceMap,
      };
    }),
  );
  report(
    'inference',
    [
      {
        metric: 'accuracy',
        value: ours.accuracy,
        naive: naive.accuracy,
        floor: 0.74,
        target: 0.78,
        stretch: 0.84,
      },
      { metric: 'evidence mAP', value: ours.evidenceMap, naive: naive.evidenceMap, floor: 0.7, target: 0.78 },
      {
        metric: 'evidence AP, spans of all documents pooled',
        value: ours.evidenceMapPooled,
        naive: naive.evidenceMapPooled,
      },
      { metric: 'F1 Entailment', value: ours.f1Entailment, naive: naive.f1Entailment },
      { metric: 'F1 Contradiction', value: ours.f1Contradiction, naive: naive.f1Contradiction },
    ],
    { metrics: keys(ours), naive: keys(naive) },
  );
}

const keys = ({
  accuracy,
  f1Entailment,
  f1Contradiction,
  evidenceMap,
  evidenceMapPooled,
}: InferenceQuality) => ({
  accuracy,
  f1Entailment,
  f1Contradiction,
  evidenceMap,
  evidenceMapPooled,
});

interface Trial {
  readonly how: string;
  readonly documents: readonly InferenceDocument[];
  readonly guesses: readonly (readonly Guess[])[];
  readonly rivals: readonly (readonly Guess[])[];
}

function tried({ data, train, test }: ReturnType<typeof sourcesOf>): Trial {
  const given = data ?? (train ? null : test);
  if (!given) {
    const known = readNdas(train ?? dataPath('nda-inference', 'train.json'));
    const documents = readNdas(test ?? dataPath('nda-inference', 'dev.json'));
    const how = `Fitted on ${known.length} documents, tried on ${documents.length} others.`;
    return {
      how,
      documents,
      guesses: guessAll(fitInference(known, seed), documents),
      rivals: cosineRival(known, documents),
    };
  }
  const documents = readNdas(given);
  const rivalsFrom = readNdas(train ?? dataPath('nda-inference', 'train.json'));
  const model = existsSync(shipped) ? unpackInference(readFileSync(shipped)) : null;
  const seen = new Set(model?.header.trainedOn);
  const overlap = documents.filter(({ text }) => seen.has(fingerprint(text, 16))).length;
  if (model && overlap === 0) {
    const how = `The shipped model on ${documents.length} documents it was not trained on.`;
    return {
      how,
      documents,
      guesses: guessAll(model.model, documents),
      rivals: cosineRival(rivalsFrom, documents),
    };
  }
  return crossValidated(documents, overlap);
}

function crossValidated(documents: readonly InferenceDocument[], overlap: number): Trial {
  const rivals: (readonly Guess[])[] = [];
  for (const fold of groupFolds(
    documents.map(({ text }) => fingerprint(text, 16)),
    folds,
    seed,
  )) {
    const known = Array.from(fold.train, (index) => documents[index]!);
    const held = Array.from(fold.test, (index) => documents[index]!);
    cosineRival(known, held).forEach((rival, place) => (rivals[fold.test[place]!] = rival));
  }
  const how = `The shipped model was trained on ${overlap} of these ${documents.length} documents: ${folds} folds by document instead.`;
  return { how, documents, guesses: crossValidate(documents, folds, seed), rivals };
}

const guessAll = (model: InferenceModel, documents: readonly InferenceDocument[]): Guess[][] =>
  documents.map(({ text, spans }) => infer(model, text, spans));
