import type { AuditCheck } from '../../engines/security/index.ts';

/** What an audit report is made of. */

export interface Entry {
  readonly section: SectionName;
  readonly at: Date;
  readonly id: string;
  readonly what: string;
  readonly state: string;
  readonly detail: string;
}

export const sections = {
  document: 'Documents made, signed or ended',
  version: 'Versions published',
  verification: 'Evidence, checked anew',
  review: 'Reviews',
  breach: 'Breach cases',
  hold: 'Legal holds placed or released',
  compliance: 'Steps in compliance cases',
} as const;
export type SectionName = keyof typeof sections;

export interface AuditReport {
  readonly hubName: string;
  readonly from: Date;
  readonly to: Date;
  readonly at: Date;
  readonly entries: readonly Entry[];
  /** Documents with signatures in the span, how many of them were checked, and how many failed. */
  readonly evidence: { readonly documents: number; readonly checked: number; readonly failed: number };
  readonly chain: AuditCheck;
}
