import type { Evidence } from '@smartstart/verify';

/** What is asked of the sealing service, and what it answers. Requests and answers are data only: they cross to a worker thread. */

export interface SealRequest {
  /**
   * Embedded as `evidence.json`; the certificate of completion is written from it. Drawn signatures are those of
   * `evidence.records[].drawing`.
   */
  readonly evidence: Evidence;
  /** Which text the pages show: 1 is the document, 2 and above an amendment. */
  readonly round: number;
  /** The same text was signed anew after it had expired: 1 for the first time. */
  readonly renewal?: number;
  /** The restricted HTML of that text, as papers use it. Its plain text must be `texts[round].canonicalText`. */
  readonly html: string;
  /** Language of the text, BCP 47; `en` unless given. */
  readonly lang?: string;
  /** The public page on which anybody may check the sealed file. */
  readonly verifyUrl: string;
  /** When the document was completed; the date of the file. The same request gives the same bytes. */
  readonly at: Date;
  /** A copy to read before everybody has signed: the text alone, marked as such, without certificate and evidence. */
  readonly plain?: boolean;
}

/** What these pages add to a document that was sealed before, such as `amendment 1, renewal 2`; empty for its first text. */
export function partOf({ round, renewal }: Pick<SealRequest, 'round' | 'renewal'>): string {
  const amendment = round > 1 ? [`amendment ${round - 1}`] : [];
  return [...amendment, ...(renewal ? [`renewal ${renewal}`] : [])].join(', ');
}

export interface SealFacts {
  /** Why the seal is set, as PDF readers show it. */
  readonly reason: string;
  /** In whose name; the installation's unless given. */
  readonly name?: string;
  /** Stated time of the seal; now unless given. */
  readonly at?: Date;
}

export interface Sealed {
  readonly pdf: Uint8Array;
  readonly sha256: string;
  readonly certificateSerial: string;
  /** B-T: a timestamp authority confirmed the time. */
  readonly level: 'B-B' | 'B-T';
  readonly sealedAt: Date;
}

export interface SealCertificate {
  readonly serial: string;
  /** SHA-256 of the DER in hex. */
  readonly fingerprint: string;
  readonly pem: string;
  readonly since: Date;
  readonly retiredAt: Date | null;
}
