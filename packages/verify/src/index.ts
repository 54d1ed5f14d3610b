/** Checks sealed documents of SmartStart. Pure: no server, no database; runs in browsers and in Node alike. */
export { buildBundle, isBundle, verifyBundle } from './bundle.ts';
export { canonicalJson } from './canonical-json.ts';
export { canonicalise, textOf } from './canonical-text.ts';
export type { CertificateFact } from './certificate.ts';
export {
  documentFile,
  eventGenesisText,
  evidenceFile,
  evidenceFormat,
  evidenceFormatVersion,
  readmeFile,
  type Evidence,
  type EvidenceAnchor,
  type EvidenceCertificate,
  type EvidenceDocument,
  type EvidenceEvent,
  type EvidenceRecipient,
  type EvidenceRecord,
  type EvidenceText,
} from './evidence.ts';
export { verifyEvidence, type EvidenceReport } from './evidence-check.ts';
export type { SealReport } from './pdf-seals.ts';
export type { Finding } from './problems.ts';
export type { SignerFact } from './record-check.ts';
export type { TimestampFact } from './timestamp.ts';
export { maxPdfBytes, verifyPdf, type PdfReport } from './verify-pdf.ts';
