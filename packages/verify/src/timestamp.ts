import { OctetString } from 'asn1js';
import { TSTInfo } from 'pkijs';
import { digest, equal } from './bytes.ts';
import type { CertificateFact } from './certificate.ts';
import { describeCertificate } from './certificate.ts';
import { checkCms, CmsFault, cmsOf, hashOf, octets, oid, only, type Cms } from './cms.ts';
import { fromBER } from 'asn1js';

/** What a timestamp authority confirmed (RFC 3161): this signature existed at this time. */
export interface TimestampFact {
  readonly at: string;
  readonly authority: CertificateFact;
}

const timeStamping = '1.3.6.1.5.5.7.3.8';
const extendedKeyUsage = '2.5.29.37';

/** Null when the signature carries no token; throws a `CmsFault` when it carries one that does not hold. */
export async function checkTimestamp({ signer }: Cms): Promise<TimestampFact | null> {
  const block = signer.unsignedAttrs ? only(signer.unsignedAttrs.attributes, oid.timestampToken) : null;
  if (!block) return null;
  const token = cmsOf(block, new Uint8Array(block.toBER()));
  const { encapContentInfo } = token.signed;
  const content = encapContentInfo.eContent;
  if (encapContentInfo.eContentType !== oid.timestampInfo || !(content instanceof OctetString))
    throw new CmsFault('The timestamp cannot be read.');
  const bytes = octets(content);
  await checkCms(token, await digest(token.hash, bytes), oid.timestampInfo);
  const usage = token.certificate.extensions?.find(({ extnID }) => extnID === extendedKeyUsage);
  const purposes = (usage?.parsedValue as { keyPurposes?: string[] } | undefined)?.keyPurposes ?? [];
  if (!purposes.includes(timeStamping))
    throw new CmsFault('The timestamp was made with a certificate that is not for timestamps.');
  const info = readInfo(bytes);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const signature = octets(signer.signature);
  if (!equal(octets(hashedMessage), await digest(hashOf(hashAlgorithm.algorithmId), signature)))
    throw new CmsFault('The timestamp belongs to another signature.');
  return { at: info.genTime.toISOString(), authority: await describeCertificate(token.certificate) };
}

function readInfo(bytes: Uint8Array): TSTInfo {
  try {
    return new TSTInfo({ schema: fromBER(bytes as Uint8Array<ArrayBuffer>).result });
  } catch {
    throw new CmsFault('The timestamp cannot be read.');
  }
}
