import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Keeps bytes encrypted in a column: AES-256-GCM under a fresh nonce, with a key of its own for each purpose. */
export interface Vault {
  /** `owner` binds the bytes to their row: they cannot be moved to another. */
  seal(bytes: Uint8Array, owner: string): Buffer;
  /** @throws when the bytes were altered, moved, or sealed under another key. */
  open(sealed: Uint8Array, owner: string): Buffer;
}

export function createVault(encryptionKey: Buffer, purpose: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', encryptionKey, '', `vault ${purpose}`, 32));
  return {
    seal(bytes, owner) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, owner) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes)).setAAD(
        Buffer.from(owner),
      );
      decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
    },
  };
}
