export { createSecurity, type Security } from './security.ts';
export { createSealer, type Sealer } from './sealer.ts';
export { auditOf, type AuditFilter, type AuditRow } from './audit-reader.ts';
export {
  exportAnchor,
  readAnchors,
  recordAudit,
  sealAudit,
  verifyAudit,
  type AuditCheck,
  type AuditEntry,
} from './audit.ts';
export { canonicalJson } from './canonical.ts';
export {
  climb,
  gates,
  heldRungs,
  ladder,
  missingFor,
  standAt,
  type Fact,
  type Gate,
  type GateStanding,
} from './ladder.ts';
export type { SigningKey, Verifier } from '../../kernel/signing-key.ts';
