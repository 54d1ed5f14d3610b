import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../../packages/testkit/src/platform.ts';
import { makeEvidence, makeKey, parties, sampleHtml } from '../../../../packages/verify/src/test-evidence.ts';
import { annex } from './annex.ts';
import { makeIdentity, openIdentity, type Identity } from './identity.ts';
import { render } from './rendering.ts';
import type { Sealed, SealRequest } from './request.ts';
import { seal } from './seal.ts';

/** Sealed files and the programs of others that judge them, for tests. */

export const now = new Date('2026-11-22T11:00:00.000Z');
export const amendment =
  '<h1>Amendment</h1><p>The amount in section 2 is CAD 200.</p><h2>1. Rest</h2><p>All else stays.</p>';

export function has(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
}

/** Runs a program over a file made of these bytes and answers what it printed and how it ended. */
export function judge(
  tool: string,
  args: readonly string[],
  bytes: Uint8Array,
): { code: number | null; said: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'smartstart-seal-'));
  try {
    const file = path.join(folder, 'file.pdf');
    writeFileSync(file, bytes);
    const { status, stdout, stderr } = spawnSync(
      tool,
      args.map((arg) => (arg === 'FILE' ? file : arg)),
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    return { code: status, said: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function requestFor(
  request: Pick<SealRequest, 'evidence' | 'html'> & Partial<SealRequest>,
): SealRequest {
  return { round: 1, verifyUrl: 'https://hub.example/verify', at: now, ...request };
}

export function orderFor(pdf: Uint8Array, identity: Identity, timestampUrl: string | null = null) {
  const order = { pdf, identity, timestampUrl, reason: 'In force', name: 'Test Hub' };
  return { ...order, location: 'https://hub.example', at: now };
}

export interface SealedFiles {
  readonly identity: Identity;
  readonly pem: string;
  /** One seal. */
  readonly once: Sealed;
  /** An amendment added and not sealed. */
  readonly amended: Uint8Array;
  /** The amendment sealed, too. */
  readonly twice: Sealed;
  readonly evidence: SealRequest['evidence'];
  readonly laterEvidence: SealRequest['evidence'];
}

export async function makeSealedFiles(): Promise<SealedFiles> {
  const identity = await makeIdentity('Test Hub', 'secret', now);
  const { certificate } = await openIdentity(identity);
  const key = makeKey();
  const evidence = makeEvidence({ key });
  const rounds = [
    { html: sampleHtml, parties },
    { html: amendment, parties },
  ];
  const laterEvidence = makeEvidence({ key, rounds });
  const plain = await render(requestFor({ evidence, html: sampleHtml }));
  const once = await seal(orderFor(plain, identity));
  const amended = await annex(once.pdf, requestFor({ evidence: laterEvidence, html: amendment, round: 2 }));
  const twice = await seal(orderFor(amended, identity));
  return { identity, pem: certificate.pem, once, amended, twice, evidence, laterEvidence };
}

export interface Authority {
  readonly url: string;
  /** How it answers from now on. */
  answer(way: 'rightly' | 'with an error' | 'late' | 'with the token before' | 'with a refusal'): void;
  close(): Promise<void>;
}

const authorityConfig = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Test Timestamp Authority
[tsa_cert]
keyUsage = critical, nonRepudiation
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = tsa_config
[tsa_config]
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/** A real RFC 3161 authority: OpenSSL behind a small HTTP server. */
export async function startAuthority(): Promise<Authority> {
  const folder = mkdtempSync(path.join(tmpdir(), 'smartstart-tsa-'));
  const openssl = (command: string) =>
    execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' });
  writeFileSync(path.join(folder, 'tsa.cnf'), authorityConfig);
  writeFileSync(path.join(folder, 'serial'), '01\n');
  openssl(
    'req -x509 -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.pem -days 3650 -config tsa.cnf -extensions tsa_cert',
  );
  let way: Parameters<Authority['answer']>[0] = 'rightly';
  let last = Buffer.alloc(0);
  const reply = (query: Buffer): Buffer => {
    if (way === 'with the token before') return last;
    // An algorithm the authority does not know makes it refuse.
    const asked =
      way === 'with a refusal'
        ? Buffer.from(query.toString('hex').replace('608648016503040201', '608648016503040209'), 'hex')
        : query;
    writeFileSync(path.join(folder, 'query.tsq'), asked);
    openssl('ts -reply -config tsa.cnf -section tsa_config -queryfile query.tsq -out reply.tsr');
    return (last = readFileSync(path.join(folder, 'reply.tsr')));
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const query = await readBody(request);
    if (way === 'late') return;
    response.statusCode = way === 'with an error' ? 503 : 200;
    response.setHeader('content-type', 'application/timestamp-reply');
    response.end(way === 'with an error' ? '' : reply(query));
  };
  const server = createServer((request, response) => void serve(request, response));
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}/tsa`,
    answer: (wanted) => void (way = wanted),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
