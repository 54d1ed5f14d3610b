import { canonicalJson, type SigningKey } from '../../../engines/security/index.ts';
import { sha256 } from './canonical-text.ts';

/** A record as evidence keeps it: canonical JSON, its SHA-256, and the installation's signature over it. */
export interface Sealed {
  readonly record: string;
  readonly recordHash: string;
  readonly signature: string;
  readonly keyId: string;
}

export function seal(key: SigningKey, content: Readonly<Record<string, unknown>>): Sealed {
  const record = canonicalJson({ ...content, keyId: key.id });
  return { record, recordHash: sha256(record), signature: key.sign(record), keyId: key.id };
}
