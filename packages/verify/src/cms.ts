import { fromBER, OctetString, type BaseBlock } from 'asn1js';
import {
  ContentInfo,
  getCrypto,
  SignedData,
  type AlgorithmIdentifier,
  type Attribute,
  type Certificate,
  type SignerInfo,
} from 'pkijs';
import { digest, equal, toHex, type Hash } from './bytes.ts';
import { derOf, describeCertificate, type CertificateFact } from './certificate.ts';

/** Signatures in the cryptographic message syntax (CMS): the seal of a PDF and the token of a timestamp authority. */

export const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

const hashes: Readonly<Record<string, Hash>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

/** Signature algorithms, with the hash that goes with each; null where it is the one of the digest. */
const signatures: Readonly<Record<string, Hash | null>> = {
  '1.2.840.113549.1.1.1': null,
  '1.2.840.113549.1.1.11': 'SHA-256',
  '1.2.840.113549.1.1.12': 'SHA-384',
  '1.2.840.113549.1.1.13': 'SHA-512',
  '1.2.840.10045.4.3.2': 'SHA-256',
  '1.2.840.10045.4.3.3': 'SHA-384',
  '1.2.840.10045.4.3.4': 'SHA-512',
};

/** What does not hold, in a sentence for people. */
export class CmsFault extends Error {}

export interface Cms {
  readonly signed: SignedData;
  readonly signer: SignerInfo;
  readonly certificate: Certificate;
  readonly hash: Hash;
}

/** Reads a message with exactly one signature. Answers how many bytes it took, too. */
export function readCms(bytes: Uint8Array): Cms & { readonly length: number } {
  const { offset, result } = fromBER(bytes as Uint8Array<ArrayBuffer>);
  if (offset < 0) throw new CmsFault('The signature cannot be read.');
  return { ...cmsOf(result, bytes.subarray(0, offset)), length: offset };
}

export function cmsOf(block: BaseBlock, der: Uint8Array): Cms {
  const signed = parse(block);
  // Written again it must be the same bytes: nothing may hide in another way of writing them down.
  const again = new ContentInfo({ contentType: oid.signedData, content: signed.toSchema() });
  if (!equal(new Uint8Array(again.toSchema().toBER()), der))
    throw new CmsFault('The signature is not written in its one right form.');
  const [signer, ...others] = signed.signerInfos;
  if (!signer || others.length) throw new CmsFault('The signature has not exactly one signer.');
  const hash = checkFrame(signed, signer);
  const certificate = (signed.certificates ?? []).find(
    (item): item is Certificate => 'serialNumber' in item && isNamed(item as Certificate, signer),
  );
  if (!certificate) throw new CmsFault('The certificate of the signer is missing.');
  return { signed, signer, certificate, hash };
}

function parse(block: BaseBlock): SignedData {
  try {
    const info = new ContentInfo({ schema: block });
    if (info.contentType !== oid.signedData) throw new CmsFault('The signature is of another kind.');
    return new SignedData({ schema: info.content as BaseBlock });
  } catch (error) {
    throw error instanceof CmsFault ? error : new CmsFault('The signature cannot be read.');
  }
}

/**
 * What the signature does not cover has one right form, too: the versions that go with the kind of content, and one
 * hash, named alike everywhere.
 */
function checkFrame(signed: SignedData, signer: SignerInfo): Hash {
  const hash = hashOf(signer.digestAlgorithm.algorithmId);
  const named = signatures[signer.signatureAlgorithm.algorithmId];
  const right =
    signer.version === 1 &&
    signed.version === (signed.encapContentInfo.eContentType === oid.data ? 1 : 3) &&
    signed.digestAlgorithms.length === 1 &&
    hashOf(signed.digestAlgorithms[0]!.algorithmId) === hash &&
    (named === null || named === hash) &&
    [signer.digestAlgorithm, signer.signatureAlgorithm, ...signed.digestAlgorithms].every(hasNoParameters) &&
    !signed.crls?.length &&
    (signer.unsignedAttrs?.attributes ?? []).every(({ type }) => type === oid.timestampToken);
  if (!right) throw new CmsFault('The signature is not written in its one right form.');
  return hash;
}

function hasNoParameters({ algorithmParams }: AlgorithmIdentifier): boolean {
  if (!algorithmParams) return true;
  return toHex(new Uint8Array((algorithmParams as BaseBlock).toBER())) === '0500';
}

function isNamed(certificate: Certificate, { sid }: SignerInfo): boolean {
  const named = sid as { issuer?: Certificate['issuer']; serialNumber?: Certificate['serialNumber'] };
  if (!named.issuer || !named.serialNumber) return false;
  return (
    // Byte by byte: `isEqual` takes capital and small letters for the same.
    toHex(new Uint8Array(certificate.issuer.toSchema().toBER())) ===
      toHex(new Uint8Array(named.issuer.toSchema().toBER())) &&
    toHex(certificate.serialNumber.valueBlock.valueHexView) ===
      toHex(named.serialNumber.valueBlock.valueHexView)
  );
}

export function hashOf(algorithm: string): Hash {
  const hash = hashes[algorithm];
  if (!hash) throw new CmsFault('The signature uses a hash that is not trusted any more.');
  return hash;
}

/**
 * Checks the signature over content with this digest: the attributes name the digest, the kind of content and the
 * certificate, and the key of the certificate signed the attributes.
 */
export async function checkCms(cms: Cms, contentDigest: Uint8Array, contentKind: string): Promise<void> {
  const { signer, certificate, hash } = cms;
  const attributes = signer.signedAttrs;
  if (!attributes) throw new CmsFault('The signature has no signed attributes.');
  const found = only(attributes.attributes, oid.messageDigest);
  if (!(found instanceof OctetString) || !equal(octets(found), contentDigest))
    throw new CmsFault('The signed digest is not that of the content: the content was changed.');
  const kind = only(attributes.attributes, oid.contentType) as { getValue?: () => string } | null;
  if (kind?.getValue?.() !== contentKind || cms.signed.encapContentInfo.eContentType !== contentKind)
    throw new CmsFault('The signature is over another kind of content.');
  await checkCertificateNamed(cms);
  const valid = await getCrypto(true)
    .verifyWithPublicKey(
      attributes.encodedValue,
      signer.signature,
      certificate.subjectPublicKeyInfo,
      signer.signatureAlgorithm,
      hash,
    )
    .catch(() => false);
  if (!valid) throw new CmsFault('The signature was not made with the key of its certificate.');
}

/** The attribute signing-certificate-v2 (or its forerunner in old timestamps) holds the hash of the certificate. */
async function checkCertificateNamed({ signer, certificate }: Cms): Promise<void> {
  const attributes = signer.signedAttrs!.attributes;
  const second = only(attributes, oid.signingCertificateV2);
  const block = second ?? only(attributes, oid.signingCertificate);
  if (!block) throw new CmsFault('The signature does not say which certificate it belongs to.');
  const first = children(children(children(block)[0])[0]);
  const named = first.find((item) => item instanceof OctetString);
  const algorithm = first[0] instanceof OctetString ? null : children(first[0])[0];
  const hash = algorithm
    ? hashOf(String((algorithm as { getValue?: () => string }).getValue?.()))
    : second
      ? 'SHA-256'
      : 'SHA-1';
  const own = new Uint8Array(await crypto.subtle.digest(hash, derOf(certificate) as Uint8Array<ArrayBuffer>));
  if (!named || !equal(octets(named as OctetString), own))
    throw new CmsFault('The signature belongs to another certificate.');
}

/** The value of an attribute that is there once. */
export function only(attributes: readonly Attribute[], type: string): BaseBlock | null {
  const found = attributes.filter((attribute) => attribute.type === type);
  if (found.length > 1 || (found[0] && found[0].values.length !== 1))
    throw new CmsFault('The signature says the same thing twice.');
  return (found[0]?.values[0] as BaseBlock | undefined) ?? null;
}

export function octets(block: OctetString): Uint8Array {
  return new Uint8Array(block.getValue());
}

export function children(block: BaseBlock | undefined): BaseBlock[] {
  const value = (block?.valueBlock as { value?: unknown } | undefined)?.value;
  return Array.isArray(value) ? (value as BaseBlock[]) : [];
}

export async function digestOf(hash: Hash, parts: readonly Uint8Array[]): Promise<Uint8Array> {
  return digest(hash, ...parts);
}

export function signerOf(cms: Cms): Promise<CertificateFact> {
  return describeCertificate(cms.certificate);
}
