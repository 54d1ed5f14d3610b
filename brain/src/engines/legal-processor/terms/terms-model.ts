import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { arrayOf, ArtefactError, readArtefact, type Artefact } from '../../ml/index.ts';
import type { PartyModel } from './party-model.ts';
import { reliabilityOf, type RuleCount, type TermReliability } from './term-reliability.ts';

/** What was measured and what was learnt on contracts with known answers. */
export interface TermsModel {
  readonly reliability: TermReliability;
  readonly parties: PartyModel;
}

export const termsVersion = '1.1.0';
const file = fileURLToPath(new URL(`../../../../models/terms-${termsVersion}.bin`, import.meta.url));

let loaded: TermsModel | null = null;

/** The shipped model; read once. @throws ArtefactError when the file is damaged or missing. */
export function termsModel(): TermsModel {
  loaded ??= unpackTerms(readArtefact(readModel()));
  return loaded;
}

function readModel(): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new ArtefactError('The model of the terms is missing: run `npm run train -- terms`.', {
      cause: error,
    });
  }
}

interface Settings {
  readonly counts: Readonly<Record<string, RuleCount>>;
  readonly partyFeatures: readonly string[];
  readonly partyBias: number;
}

/** What the artefact holds of a model, beside its header. */
export function packTerms(
  counts: Settings['counts'],
  { weights, bias }: PartyModel,
): { settings: Settings; arrays: Artefact['arrays'] } {
  return {
    settings: { counts, partyFeatures: [...weights.keys()], partyBias: bias },
    arrays: { partyWeights: Float32Array.from(weights.values()) },
  };
}

export function unpackTerms(artefact: Artefact): TermsModel {
  const { counts, partyFeatures, partyBias } = (artefact.header.settings ?? {}) as Partial<Settings>;
  const weights = arrayOf(artefact, 'partyWeights', Float32Array);
  if (!counts || partyFeatures?.length !== weights.length || partyBias === undefined)
    throw new ArtefactError('The model of the terms lacks its counts or its features.');
  return {
    reliability: reliabilityOf(counts),
    parties: {
      weights: new Map(partyFeatures.map((feature, at) => [feature, weights[at]!])),
      bias: partyBias,
    },
  };
}
