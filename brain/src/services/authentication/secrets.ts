import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Keys derived from the one encryption key of the installation, one for each purpose. */
export interface Secrets {
  /** AES-256-GCM under a fresh nonce; `owner` binds the text to its row. */
  seal(text: string, owner: string): string;
  open(sealed: string, owner: string): string;
  /** Successor of a session token: the same for everybody who shows the same token. */
  successor(token: string): string;
  /** Keyed hash of a value that could be guessed, such as an address or a recovery code. */
  fingerprint(value: string): string;
}

const nonceBytes = 12;
const tagBytes = 16;

export function createSecrets(encryptionKey: Buffer): Secrets {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', encryptionKey, '', `authentication ${purpose}`, 32));
  const sealKey = derive('seal');
  const successorKey = derive('session successor');
  const fingerprintKey = derive('fingerprint');
  // Names the key in each sealed text, so that a later key can stand beside it.
  const keyId = createHmac('sha256', sealKey).update('key id').digest('hex').slice(0, 8);
  return {
    seal(text, owner) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${keyId}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, owner) {
      const [id, data] = sealed.split('.');
      if (id !== keyId || !data) throw new Error('A stored secret was sealed under another encryption key.');
      const bytes = Buffer.from(data, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, nonceBytes)).setAAD(
        Buffer.from(owner),
      );
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([
        decipher.update(bytes.subarray(nonceBytes + tagBytes)),
        decipher.final(),
      ]).toString('utf8');
    },
    successor: (token) => createHmac('sha256', successorKey).update(token).digest('base64url'),
    fingerprint: (value) => createHmac('sha256', fingerprintKey).update(value).digest('base64url'),
  };
}
