import type { contractReviewWire } from '@smartstart/contract';
import type { z } from 'zod';

type Full = z.infer<typeof contractReviewWire.fullReading>;

/** What reading a contract gives, besides its text. Positions are UTF-16 offsets into the text. */
export interface Result {
  readonly rightToLeft: boolean;
  readonly pageStarts: readonly number[];
  readonly clauses: Full['clauses'];
  readonly terms: Full['terms'];
  readonly parties: Full['parties'];
  readonly details: Full['details'];
  readonly checklist: Full['checklist'];
  readonly warnings: readonly string[];
}

export interface ReadOutcome {
  readonly text: string;
  readonly format: 'PDF' | 'DOCX' | 'HTML' | 'TEXT';
  readonly pageCount: number;
  readonly result: Result;
  readonly models: readonly { readonly name: string; readonly version: string }[];
}

/** A contract that could not be read, and what the person can do about it. */
export const failures = {
  ENCRYPTED: 'This file is locked with a password. Remove the password, then upload it again.',
  DAMAGED: 'This file is damaged and cannot be opened. Save it again from the program that made it.',
  NO_TEXT: 'This file holds pictures of pages, no text. Run text recognition on it, then upload the result.',
  TOO_MANY_PAGES: 'This file has more pages than can be read at once. Upload the part that matters.',
  TOO_LARGE: 'This file is too large to be read. Upload the part that matters.',
  ZIP_BOMB: 'This file unpacks to far more than it pretends to be, and was not opened.',
  WRONG_TYPE: 'The content of this file is not what its name says.',
  UNSUPPORTED: 'This kind of file cannot be read. Use PDF, DOCX, HTML or plain text.',
  TIMEOUT: 'Reading this file took too long and was stopped.',
  EMPTY: 'There is no text in this file.',
  INTERNAL: 'Something went wrong on our side. Forget this one and try again; if it happens again, tell us.',
} as const;
export type FailureReason = keyof typeof failures;
