import type { accessWire, legalWire } from '@smartstart/contract';
import type { z } from 'zod';

export type Paper = z.infer<typeof legalWire.paper>;
export type LegalDocument = z.infer<typeof legalWire.legalDocument>;
export type DocumentSummary = z.infer<typeof legalWire.documentSummary>;
export type DocumentState = z.infer<typeof legalWire.documentState>;
export type PaperStatus = z.infer<typeof legalWire.paperStatus>;
export type Signer = z.infer<typeof legalWire.signer>;
export type MissingPaper = z.infer<typeof accessWire.missingPaper>;
export type RungState = z.infer<typeof accessWire.rungState>;
export type GateName = z.infer<typeof accessWire.gateName>;

/** What a place in a document asks for: a signature, an approval, or a word that it was read. */
export type PlaceAct = 'SIGN' | 'APPROVE' | 'VIEW_TO_CONFIRM';
