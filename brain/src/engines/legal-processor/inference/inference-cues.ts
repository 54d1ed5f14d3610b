import type { Cue } from './inference-cue.ts';
import { dutyCues } from './inference-cues-duties.ts';
import { informationCues } from './inference-cues-information.ts';
import type { HypothesisCode } from './nda-hypotheses.ts';

/** The cues of each hypothesis; their order is the order of columns in a fitted model. */
export const cues: Readonly<Record<HypothesisCode, readonly Cue[]>> = { ...informationCues, ...dutyCues };

/** Changes whenever a cue does: a model fitted on other cues must not be used with these. */
export const cueSettings = (): string =>
  JSON.stringify(
    Object.entries(cues).map(([code, own]) => [
      code,
      own.map(({ sense, weight, pattern }) => [sense, weight, pattern.source]),
    ]),
  );
