import type { Readable } from 'node:stream';

/** Where bytes lie. The local disk is one such place; an object store is another. */
export interface Storage {
  /** Takes the bytes in to their end. When it fails nothing is left behind. */
  draft(bytes: AsyncIterable<Uint8Array>): Promise<Draft>;
  read(key: string): Promise<Readable>;
  /** Removing what is gone already is no error. */
  remove(key: string): Promise<void>;
  removeDrafts(before: Date): Promise<number>;
  /** Keys kept before that moment, a batch at a time. */
  keysBefore(before: Date): AsyncIterable<string[]>;
}

/** Bytes that have arrived and are not kept yet. */
export interface Draft {
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Keeps the bytes for good and returns their key. When it resolves they survive a power cut. */
  keep(): Promise<string>;
  /** Removes the bytes, kept or not. */
  discard(): Promise<void>;
}
