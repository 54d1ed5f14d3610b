import type { TextRow } from './agreement-store.ts';
import type { EventRow } from './history-store.ts';
import type { VersionRow } from '../catalogue/publication-store.ts';
import type { StepRule } from './recipients.ts';
import type { DocumentRow, SignatureRow, SignerRow } from './store.ts';

/** A document as it is stored, and its texts by round. */

export interface Stored {
  readonly document: DocumentRow;
  /** Every text an agreement has had; papers have the one of the document. */
  readonly texts: readonly TextRow[];
  readonly signers: readonly SignerRow[];
  readonly steps: readonly (StepRule & { readonly round: number })[];
  readonly signatures: readonly SignatureRow[];
  readonly events: readonly EventRow[];
  readonly version: VersionRow;
  /** Public keys by id. */
  readonly keys: ReadonlyMap<string, string>;
  /** Puts the text of an agreement together again from template and filling; null when that cannot be done. */
  readonly composeAgain?: (text: TextRow) => string | null;
}

/** A text that was signed, or is to be signed: 1 is the document, each later one an amendment or a renewal. */
export interface Round {
  readonly round: number;
  readonly html: string;
  readonly canonical_text: string;
  readonly text_hash: string;
}

/** The text of each round: of an agreement the last revision that was handed in, of a paper its one text. */
export function roundsOf({ document, texts }: Pick<Stored, 'document' | 'texts'>): Round[] {
  if (document.kind === 'PAPER') return [{ ...document, round: 1 }];
  return [...Map.groupBy(texts, (text) => text.round).values()].map((revisions) => revisions.at(-1)!);
}
