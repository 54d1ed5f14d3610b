/** The public face of the legal processor: text in, findings out. Pure, deterministic, offline. */

export { extract } from './extraction.ts';
export { ExtractionError, limits as extractionLimits, type Extraction } from './extraction-types.ts';
export { segment, type Segment, type SegmentKind } from './segmentation.ts';
export { headings, outline, type Section } from './outline.ts';
export { createClauseClassifier, type ClauseClassifier, type ClauseFinding } from './clauses.ts';
export { clauseCategories, type ClauseCategory } from './clause-categories.ts';
export { clauseSegments } from './clause-contracts.ts';
export { findRiskyTerms, type RiskFinding } from './risky-terms.ts';
export { createInference, type Inference, type InferenceFinding } from './inference.ts';
export { hypotheses, type HypothesisCode } from './nda-hypotheses.ts';
export { extractTerms, type Terms } from './terms.ts';
export { termReliability } from './term-reliability.ts';
export { checkDefinitions, type DefinitionCheck } from './definitions.ts';
export { checkReferences, type ReferenceCheck } from './references.ts';
export { apply, compare, type Comparison, type Edit } from './comparison.ts';
export { createIndex, openIndex, type SearchIndex } from './search.ts';
export { evaluatePlaybook, playbooks, playbookSchema, type Playbook } from './playbooks.ts';
export { concepts } from './playbook-concepts.ts';
export { checklists, evaluateChecklist, type Checklist } from './checklists.ts';
export type { Finding as ProcessorFinding, Reading as ProcessorReading } from './findings.ts';
