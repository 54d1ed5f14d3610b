/** The public face of the legal processor: text in, findings out. Pure, deterministic, offline. */

export { extract } from './extraction/extraction.ts';
export {
  ExtractionError,
  limits as extractionLimits,
  type Extraction,
} from './extraction/extraction-types.ts';
export { segment, type Segment, type SegmentKind } from './text/segmentation.ts';
export { headings, outline, type Section } from './text/outline.ts';
export { createClauseClassifier, type ClauseClassifier, type ClauseFinding } from './clauses/clauses.ts';
export { clauseCategories, type ClauseCategory } from './clauses/clause-categories.ts';
export { clauseSegments } from './clauses/clause-contracts.ts';
export { findRiskyTerms, type RiskFinding } from './findings/risky-terms.ts';
export { createInference, type Inference, type InferenceFinding } from './inference/inference.ts';
export { hypotheses, type HypothesisCode } from './inference/nda-hypotheses.ts';
export { extractTerms, type Terms } from './terms/terms.ts';
export { termsModel } from './terms/terms-model.ts';
export { checkDefinitions, type DefinitionCheck } from './findings/definitions.ts';
export { checkReferences, type ReferenceCheck } from './findings/references.ts';
export { apply, compare, type Comparison, type Edit } from './comparison/comparison.ts';
export type { Blanks } from './comparison/comparison-blanks.ts';
export { createIndex, openIndex, type SearchIndex } from './search/search.ts';
export { evaluatePlaybook, playbooks, playbookSchema, type Playbook } from './findings/playbooks.ts';
export { concepts } from './findings/playbook-concepts.ts';
export { checklists, evaluateChecklist, type Checklist } from './findings/checklists.ts';
export type { Finding as ProcessorFinding, Reading as ProcessorReading } from './findings/findings.ts';
