/**
 * The evidence of a document as it leaves an installation: `evidence.json` in a bundle and inside the sealed PDF.
 * Everything a stranger needs to check who signed what and when is in it; nothing has to be asked of a server.
 *
 * All hashes are SHA-256 in lower-case hex, all times ISO 8601 in UTC, all signatures Ed25519 in base64url. "Canonical
 * JSON" sorts the keys of every object and has no spaces (see `canonical-json.ts`).
 */
export interface Evidence {
  readonly format: 'smartstart-evidence';
  readonly formatVersion: 1;
  readonly installation: { readonly name: string; readonly origin: string };
  readonly document: EvidenceDocument;
  /** Round 1 is the document, each later round an amendment, in order. */
  readonly texts: readonly EvidenceText[];
  readonly recipients: readonly EvidenceRecipient[];
  /** In the order in which they were made. Those over one text form a chain that begins at its hash. */
  readonly records: readonly EvidenceRecord[];
  /** What happened to the document, in order; a chain that begins at `eventGenesis(document.id)`. */
  readonly events: readonly EvidenceEvent[];
  /** Every key that signed one of the records, PEM (SPKI). `keyId`: the first 16 hex digits of the hash of its DER. */
  readonly publicKeys: readonly { readonly keyId: string; readonly pem: string }[];
  /** The certificates with which the installation has sealed up to now. */
  readonly certificates: readonly EvidenceCertificate[];
  /** Heads of the platform's audit chain that were exported by the time the evidence was written. */
  readonly anchors?: readonly EvidenceAnchor[];
}

export interface EvidenceDocument {
  readonly id: string;
  /** The paper's code, or '' for a document that follows no published paper. */
  readonly code: string;
  readonly title: string;
  readonly version: string;
  readonly kind: string;
}

export interface EvidenceText {
  readonly round: number;
  /** The restricted HTML that was shown; its plain text is `canonicalText`. */
  readonly html?: string;
  readonly canonicalText: string;
  /** SHA-256 of `canonicalText` in UTF-8. */
  readonly textHash: string;
}

export interface EvidenceRecipient {
  readonly position: number;
  readonly round: number;
  /** Those of one step act in any order; a step begins when the one before is done. */
  readonly step: number;
  /** SIGNER, APPROVER, VIEWER or COPY. */
  readonly kind: string;
  /** What the person is in the document, such as "contributor" or "owner". */
  readonly role: string;
  readonly name: string;
  readonly email?: string;
  /** SIGNED and APPROVED need a record; other states, such as WAITING, DUE, DECLINED or VIEWED, need none. */
  readonly state: string;
  readonly actedAt: string | null;
}

/** The record of one signature or approval. */
export interface EvidenceRecord {
  readonly position: number;
  /** Canonical JSON: what `recordHash` and `signature` cover. It names text, place, signer, time and `keyId`. */
  readonly record: string;
  readonly recordHash: string;
  /** The hash of the text for the first record over it, then the hash of the record before. */
  readonly previousHash: string;
  readonly signature: string;
  readonly keyId: string;
  readonly drawingSha256?: string;
  /** The drawn signature, PNG in base64. */
  readonly drawing?: string;
}

export interface EvidenceEvent {
  /** 1, 2, 3 … without gaps. */
  readonly seq: number;
  /**
   * Canonical JSON `{ type, at, actor, data, previousHash, … }`. The event of a signature or an approval names its
   * record: `data.recordHash`. The time of an event is never before that of the one before it.
   */
  readonly record: string;
  /** SHA-256 of `record`. */
  readonly hash: string;
  /** Place of the entry in the platform's audit chain that carries this hash. */
  readonly auditSeq?: number;
  /** Hash of that link of the chain. */
  readonly auditHash?: string;
}

export interface EvidenceCertificate {
  readonly serial: string;
  /** SHA-256 of the DER. */
  readonly fingerprint: string;
  readonly pem: string;
}

export interface EvidenceAnchor {
  readonly seq: number;
  readonly hash: string;
  readonly keyId: string;
  readonly signature: string;
  readonly at: string;
}

export const evidenceFormat = 'smartstart-evidence';
export const evidenceFormatVersion = 1;
/** Names of the files in a bundle; the first of them is also the attachment of the sealed PDF. */
export const evidenceFile = 'evidence.json';
export const documentFile = 'document.pdf';
export const readmeFile = 'README.txt';

/** What the first event of a document names as the hash before it is the SHA-256 of this. */
export function eventGenesisText(documentId: string): string {
  return `smartstart document events\n${documentId}`;
}
