import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The public half of a signing key. */
export interface Verifier {
  /** First 16 hex digits of the SHA-256 of the public key. */
  readonly id: string;
  verify(data: string, signature: string): boolean;
}

/** The Ed25519 key of the installation: signs evidence records and audit heads, so that anyone with its public half can check them. */
export interface SigningKey extends Verifier {
  readonly publicPem: string;
  sign(data: string): string;
}

/** From PKCS#8 PEM when given (environment or vault), else from the data directory, where the first start makes it. */
export function loadSigningKey(pem: string | null, dataDir: string): SigningKey {
  return toSigningKey(
    createPrivateKey(pem ?? readOrMake(path.join(dataDir, 'keys', 'signing.pem'), makePem)),
  );
}

/** Keys that signed before the present one: their public halves, put as PEM files into `keys/retired` when the key is changed. */
export function loadRetiredKeys(dataDir: string): Verifier[] {
  const folder = path.join(dataDir, 'keys', 'retired');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.pem'));
  return files.map((name) => toVerifier(createPublicKey(readFileSync(path.join(folder, name)))));
}

/** 32 secret bytes kept in the data directory, made at the first start. */
export function loadSecret(given: Buffer | null, dataDir: string, name: string): Buffer {
  return given ?? Buffer.from(readOrMake(path.join(dataDir, 'keys', `${name}.key`), makeSecret), 'base64url');
}

function toSigningKey(key: KeyObject): SigningKey {
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error('SIGNING_KEY must be an Ed25519 private key in PKCS#8 PEM.');
  const publicKey = createPublicKey(key);
  return {
    ...toVerifier(publicKey),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (data) => sign(null, Buffer.from(data), key).toString('base64url'),
  };
}

function toVerifier(publicKey: KeyObject): Verifier {
  return {
    id: createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex')
      .slice(0, 16),
    verify: (data, signature) =>
      verify(null, Buffer.from(data), publicKey, Buffer.from(signature, 'base64url')),
  };
}

function readOrMake(file: string, make: () => string): string {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, make(), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8');
}

function makePem(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function makeSecret(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
}
