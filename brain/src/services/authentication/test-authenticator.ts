import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

type Json = Record<string, unknown>;

/** For tests: a passkey in software. Makes ES256 keys and answers both WebAuthn ceremonies by hand, attestation `none`. */
export class Authenticator {
  readonly id = randomBytes(32);
  counter = 0;
  /** False answers like a key that was only touched. */
  verifiesPerson = true;
  origin = 'http://localhost:3000';
  readonly #keys: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });

  create(options: Json): Json {
    const { id: rpId } = options['rp'] as { id: string };
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' }) as { x: string; y: string };
    const publicKey = cbor(
      new Map<number, unknown>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ]),
    );
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, publicKey]);
    const authData = this.#authData(rpId, 0x40, attested);
    const attestationObject = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    );
    return this.#credential({
      clientDataJSON: this.#clientData('webauthn.create', options),
      attestationObject,
      transports: ['internal'],
    });
  }

  get(options: Json): Json {
    const clientData = this.#clientData('webauthn.get', options);
    this.counter++;
    const authData = this.#authData(String(options['rpId']), 0, Buffer.alloc(0));
    const signature = sign(
      'sha256',
      Buffer.concat([authData, createHash('sha256').update(clientData).digest()]),
      this.#keys.privateKey,
    );
    return this.#credential({ clientDataJSON: clientData, authenticatorData: authData, signature });
  }

  #clientData(type: string, options: Json): Buffer {
    return Buffer.from(
      JSON.stringify({ type, challenge: options['challenge'], origin: this.origin, crossOrigin: false }),
    );
  }

  #authData(rpId: string, flags: number, rest: Buffer): Buffer {
    const head = Buffer.alloc(5);
    head[0] = flags | 0x01 | (this.verifiesPerson ? 0x04 : 0);
    head.writeUInt32BE(this.counter, 1);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), head, rest]);
  }

  #credential(response: Json): Json {
    const encoded = Object.entries(response).map(([name, value]) => [
      name,
      Buffer.isBuffer(value) ? value.toString('base64url') : value,
    ]);
    const id = this.id.toString('base64url');
    return {
      id,
      rawId: id,
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
      response: Object.fromEntries(encoded) as Json,
    };
  }
}

/** CBOR (RFC 8949) of integers, texts, bytes and maps. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map)
    return Buffer.concat([
      head(5, value.size),
      ...[...value].flatMap(([key, member]) => [cbor(key), cbor(member)]),
    ]);
  throw new Error('This value has no place in an attestation.');
}

function head(type: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(type << 5) | size]);
  if (size < 256) return Buffer.from([(type << 5) | 24, size]);
  return Buffer.from([(type << 5) | 25, size >> 8, size & 0xff]);
}
