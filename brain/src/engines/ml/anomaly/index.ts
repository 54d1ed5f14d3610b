export {
  createDetector,
  type AnomalyKind,
  type Detector,
  type DetectorOptions,
  type DetectorState,
  type Verdict,
} from './detector.ts';
export { nabScore, probationOf, type AnomalyWindow, type ScoredStream } from './nab-score.ts';
