export type ExtractionFormat = 'PDF' | 'DOCX' | 'HTML' | 'TEXT';

/** Stable: callers decide by it what to tell. */
export type ExtractionReason =
  | 'ENCRYPTED'
  | 'DAMAGED'
  | 'NO_TEXT'
  | 'TOO_MANY_PAGES'
  | 'TOO_LARGE'
  | 'ZIP_BOMB'
  | 'WRONG_TYPE'
  | 'UNSUPPORTED'
  | 'TIMEOUT';

export class ExtractionError extends Error {
  override readonly name = 'ExtractionError';
  readonly reason: ExtractionReason;

  constructor(reason: ExtractionReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export interface Declared {
  readonly name: string;
  readonly mediaType?: string;
}

/** One page, as UTF-16 offsets into the text; sizes in points (1/72 inch). */
export interface PageSpan {
  readonly start: number;
  readonly end: number;
  readonly width?: number;
  readonly height?: number;
}

/** Where the characters [start, end) stand: page from 0, points from the upper left corner of the page as shown. */
export interface TextBox {
  readonly start: number;
  readonly end: number;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A running head, foot or page number: on the page, but in no clause, so not in the text either. */
export interface Furniture {
  readonly page: number;
  readonly text: string;
}

export interface ExtractionWarning {
  readonly code:
    | 'NAME_DISAGREES'
    | 'PAGES_WITHOUT_TEXT'
    | 'ENCODING_GUESSED'
    | 'NUMBERING_LOST'
    | 'PARTS_SKIPPED'
    | 'ROTATED_TEXT_SKIPPED';
  readonly message: string;
}

export interface Extraction {
  readonly text: string;
  readonly format: ExtractionFormat;
  /** In order; one page for formats without pages. */
  readonly pages: readonly PageSpan[];
  /** Of PDF only, ascending by `start`. */
  readonly boxes?: readonly TextBox[];
  readonly furniture?: readonly Furniture[];
  readonly warnings: readonly ExtractionWarning[];
  readonly direction: 'ltr' | 'rtl';
}

export type Extracted = Omit<Extraction, 'direction'>;

export const limits = {
  /** Of the file itself. */
  bytes: 50_000_000,
  /** More pages than this are refused, not cut: a contract read in part would look complete. */
  pages: 500,
  /** Of the text. */
  characters: 10_000_000,
  /** Runs of glyphs on one page: beyond it the page is a drawing. */
  runsPerPage: 50_000,
  zip: {
    entries: 5_000,
    /** Bytes of all entries unpacked. */
    unpacked: 200_000_000,
    /** Of the entries that are read as XML. */
    unpackedXml: 60_000_000,
    /** Unpacked to packed, for entries above the size below. */
    ratio: 150,
    ratioFrom: 1_000_000,
  },
} as const;
