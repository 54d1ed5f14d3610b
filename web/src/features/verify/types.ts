import type { contract, Output } from '@smartstart/contract';
import type { PdfReport } from '@smartstart/verify';

export type Certificates = Output<typeof contract.sealing.certificates>['items'];
export type Found = Output<typeof contract.sealing.find>;

/** What the installation said about exactly this file; `not asked` when it carries no seal. */
export type Lookup = Found | 'absent' | 'unreachable' | 'not asked';

export interface Result {
  readonly fileName: string;
  readonly report: PdfReport;
  readonly lookup: Lookup;
}
