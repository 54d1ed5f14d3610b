import {
  arrayOf,
  ArtefactError,
  fingerprint,
  readArtefact,
  writeArtefact,
} from '../../../engines/ml/index.ts';
import type { Trained } from './evaluation.ts';
import type { Outcome } from './outcomes.ts';
import { featureNames, type Ranker } from './ranker.ts';

export const rankerName = 'opportunity-ranker';

/** Changes when what a weight stands for changes; a version of other features does not serve. */
export const featureSetHash = fingerprint(JSON.stringify(['2026-11', ...featureNames]));

/** Two of the same outcomes are the same; which ones they were cannot be told from it. */
export function dataHashOf(outcomes: readonly Outcome[]): string {
  return fingerprint(JSON.stringify(outcomes));
}

export function packRanker(version: string, { ranker, evaluation }: Trained, dataHash: string): Uint8Array {
  const { taste, weights, means, scales, usual } = ranker;
  const { trained, heldOut, people, learned, transparent, gainLow, gainHigh } = evaluation;
  return writeArtefact({
    header: {
      name: rankerName,
      version,
      createdFrom: {
        data: 'decided applications of this installation',
        sha256: dataHash,
        licence: 'own outcomes',
      },
      featureSetHash,
      seed: 7,
      metrics: {
        trained,
        heldOut,
        people,
        ndcg10: learned,
        ndcg10OfTransparentScore: transparent,
        gainLow,
        gainHigh,
      },
      trainedOn: [],
      settings: { features: featureNames, traits: taste.traits, usual },
    },
    arrays: { weights, means, scales, links: taste.links },
  });
}

/** @throws ArtefactError when the bytes are damaged or of other features. */
export function openRanker(bytes: Uint8Array): Ranker {
  const artefact = readArtefact(bytes);
  if (artefact.header.featureSetHash !== featureSetHash)
    throw new ArtefactError('The model was learnt from other features.');
  const { traits, usual } = artefact.header.settings as { traits: string[]; usual: number };
  return {
    taste: { traits, links: arrayOf(artefact, 'links', Float32Array) },
    weights: arrayOf(artefact, 'weights', Float64Array),
    means: arrayOf(artefact, 'means', Float64Array),
    scales: arrayOf(artefact, 'scales', Float64Array),
    usual,
  };
}
