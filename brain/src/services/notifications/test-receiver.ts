import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type ECDH,
} from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Post {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** For tests: a real HTTP server that keeps what is posted to it and answers as told. */
export async function createReceiver() {
  const posts: Post[] = [];
  let answer: { status: number; headers?: Record<string, string>; body?: string } = { status: 200 };
  let held: { path: string; until: Promise<void> } | undefined;
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    posts.push({ path: request.url!, headers: request.headers, body: await buffer(request) });
    if (held?.path === request.url) await held?.until;
    response.writeHead(answer.status, answer.headers ?? {}).end(answer.body ?? '');
  }
  const server: Server = createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    posts,
    origin: `http://127.0.0.1:${port}`,
    port,
    answers(next: typeof answer) {
      answer = next;
    },
    /** Posts to that path get no answer until the function is called that comes back. */
    holds(path: string): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = { path, until: promise };
      return () => {
        held = undefined;
        resolve();
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof createReceiver>>;

/** A browser's side of a push subscription: its keys, and what it makes of a message (RFC 8291, RFC 8188). */
export function createBrowserKeys() {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const auth = randomBytes(16);
  return {
    keys: { p256dh: pair.getPublicKey().toString('base64url'), auth: auth.toString('base64url') },
    decrypt: (body: Buffer) => decrypt(body, pair, auth),
  };
}

function decrypt(body: Buffer, pair: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const serverKey = body.subarray(21, 21 + keyLength);
  const record = body.subarray(21 + keyLength);
  const shared = pair.computeSecret(serverKey);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), serverKey]);
  const ikm = Buffer.from(hkdfSync('sha256', shared, auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  // The last record ends with a 2 and padding.
  const end = plain.lastIndexOf(2);
  return plain.subarray(0, end).toString();
}

/** Checks the token of RFC 8292 with the public key beside it; answers with its claims. */
export function vapidClaims(authorization: string): { key: string; aud: string; sub: string; exp: number } {
  const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization)!;
  const [head, claims, signature] = token!.split('.');
  const raw = Buffer.from(key!, 'base64url');
  const publicKey = createPublicKey({
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: raw.subarray(1, 33).toString('base64url'),
      y: raw.subarray(33, 65).toString('base64url'),
    },
    format: 'jwk',
  });
  const good = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature!, 'base64url'),
  );
  if (!good) throw new Error('The token of the installation is not signed by its key.');
  return {
    key: key!,
    ...(JSON.parse(Buffer.from(claims!, 'base64url').toString()) as {
      aud: string;
      sub: string;
      exp: number;
    }),
  };
}
