export { createSecurity, type Security } from './security.ts';
export { exportAnchor, recordAudit, sealAudit, verifyAudit, type AuditEntry } from './audit.ts';
export { canonicalJson } from './canonical.ts';
export { climb, gates, heldRungs, ladder, missingFor, standAt, type Fact, type Gate } from './ladder.ts';
export type { SigningKey } from '../../kernel/signing-key.ts';
