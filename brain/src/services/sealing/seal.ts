import { createHash } from 'node:crypto';
import { verifyPdf } from '@smartstart/verify';
import { openPdf } from './annex.ts';
import { openIdentity, type Identity, type OpenIdentity } from './identity.ts';
import { SealingError } from './problems.ts';
import type { Sealed } from './request.ts';
import { createTimestampAuthority } from './timestamp-authority.ts';

/** Seals a PDF: a PAdES signature over the whole file, as an incremental update that leaves earlier seals whole. */

export interface SealOrder {
  readonly pdf: Uint8Array;
  readonly identity: Identity;
  readonly timestampUrl: string | null;
  readonly reason: string;
  readonly name: string;
  readonly location: string;
  readonly at: Date;
}

/** Room for signature, certificates and, with a timestamp, the token with the certificates of its authority. */
const roomBytes = { 'B-B': 12_288, 'B-T': 24_576 };
const maxPhrase = 200;

export async function seal(order: SealOrder): Promise<Sealed> {
  const { signer, certificate } = await opened(order.identity);
  const { at, timestampUrl } = order;
  if (at < certificate.notBefore || at > certificate.notAfter)
    throw new SealingError(
      'CERTIFICATE_UNUSABLE',
      `The sealing certificate holds from ${certificate.notBefore.toISOString()} to ${certificate.notAfter.toISOString()}. Run "npm run rotate-seal".`,
    );
  const level = timestampUrl ? 'B-T' : 'B-B';
  const pdf = await openPdf(order.pdf);
  const { bytes } = await pdf.sign({
    signer,
    level,
    ...(timestampUrl ? { timestampAuthority: createTimestampAuthority(timestampUrl) } : {}),
    reason: phrase(order.reason),
    contactInfo: phrase(order.name),
    location: phrase(order.location),
    signingTime: at,
    digestAlgorithm: 'SHA-256',
    estimatedSize: roomBytes[level],
  });
  return { ...(await check(bytes, order, certificate)), level, certificateSerial: certificate.serial };
}

/** Nothing leaves half sealed: the finished file is read again by the program that strangers will use. */
async function check(
  pdf: Uint8Array,
  { pdf: before, at, timestampUrl }: SealOrder,
  certificate: OpenIdentity['certificate'],
): Promise<Pick<Sealed, 'pdf' | 'sha256' | 'sealedAt'>> {
  const { seals } = await verifyPdf(pdf, [certificate.pem]);
  const last = seals.at(-1);
  const faults = seals.flatMap(({ problems }) => problems.map(({ sentence }) => sentence));
  const right =
    last?.coversWholeFile &&
    last.known &&
    last.level === (timestampUrl ? 'B-T' : 'B-B') &&
    !faults.length &&
    Buffer.from(pdf.buffer, pdf.byteOffset, before.length).equals(before);
  if (!right) throw new SealingError('SEAL_REFUSED', `The seal does not hold. ${faults.join(' ')}`.trim());
  return {
    pdf,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    sealedAt: last.timestamp ? new Date(last.timestamp.at) : at,
  };
}

let known: { readonly key: string; readonly identity: Promise<OpenIdentity> } | null = null;

/** Opening a PKCS#12 takes a tenth of a second of hashing, and it is the same one for years. */
function opened(identity: Identity): Promise<OpenIdentity> {
  const key = createHash('sha256').update(identity.p12).update(identity.password).digest('hex');
  if (known?.key !== key) known = { key, identity: openIdentity(identity) };
  return known.identity;
}

/**
 * A short line for the signature. The library that writes it looks for the place of the signature by name and escapes
 * brackets twice, so neither the one nor the other may be in it.
 */
function phrase(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/\/(?=ByteRange|Contents)/g, '')
    .replace(/\(/g, '[')
    .replace(/\)/g, ']')
    .replace(/\\/g, '/')
    .slice(0, maxPhrase)
    .trim();
}
