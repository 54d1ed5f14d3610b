import { fromBase64, fromPem, sha256, utf8 } from './bytes.ts';
import type { Evidence } from './evidence.ts';
import type { Findings } from './problems.ts';

/** The Ed25519 keys that evidence names, by id. */
export interface KeyRing {
  verify(keyId: string, text: string, signature: string): Promise<boolean>;
}

const idDigits = 16;

/** A key whose id is not that of its bytes is left out and reported. */
export async function readKeys(listed: Evidence['publicKeys'], problems: Findings): Promise<KeyRing> {
  const keys = new Map<string, CryptoKey>();
  for (const { keyId, pem } of listed) {
    const key = await importKey(pem);
    if (key?.id === keyId) keys.set(keyId, key.key);
    else problems.add('KEY_INVALID', `The public key ${keyId.slice(0, 40)} is not what its id says.`);
  }
  return {
    async verify(keyId, text, signature) {
      const key = keys.get(keyId);
      const bytes = fromBase64(signature);
      if (!key || !bytes) return false;
      try {
        return await crypto.subtle.verify('Ed25519', key, bytes, utf8(text));
      } catch {
        // A signature of the wrong length is as bad as a wrong one.
        return false;
      }
    },
  };
}

async function importKey(pem: string): Promise<{ id: string; key: CryptoKey } | null> {
  const der = fromPem(pem);
  if (!der) return null;
  try {
    const key = await crypto.subtle.importKey('spki', der, 'Ed25519', false, ['verify']);
    return { id: (await sha256(der)).slice(0, idDigits), key };
  } catch {
    return null;
  }
}
