import { verify, X509Certificate } from 'node:crypto';
import { P12Signer, type Signer } from '@libpdf/core';
import { BitString, Integer, Null, OctetString, Utf8String } from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AuthenticatedSafe,
  BasicConstraints,
  CertBag,
  Certificate,
  Extension,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeBag,
  SafeContents,
} from 'pkijs';
import { addDays } from '@smartstart/units';
import { SealingError } from './problems.ts';

/** The key and the certificate that seal: made here, or taken from a PKCS#12 that somebody gave. */

export interface Identity {
  readonly p12: Uint8Array;
  readonly password: string;
}

export interface PublicCertificate {
  /** Hex. */
  readonly serial: string;
  readonly fingerprint: string;
  readonly pem: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const rsaBits = 3072;
const validYears = 5;
const iterations = 100_000;
/** Upper bound of a common name (X.520). */
const maxNameLength = 64;
const sealWord = ' seal';
const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: rsaBits,
  publicExponent: new Uint8Array([1, 0, 1]),
};

/** RSA-3072 and a self-signed certificate for signatures that cannot be denied, as PKCS#12. */
export async function makeIdentity(hubName: string, password: string, now: Date): Promise<Identity> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await selfSigned(hubName, keys, now);
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { p12: await packIdentity(pkcs8, certificate, password), password };
}

async function selfSigned(hubName: string, keys: CryptoKeyPair, now: Date): Promise<Certificate> {
  const name = `${hubName.trim().slice(0, maxNameLength - sealWord.length) || 'SmartStart'}${sealWord}`;
  const certificate = new Certificate();
  // Version 3.
  certificate.version = 2;
  const serial = crypto.getRandomValues(new Uint8Array(16));
  // Positive, and without a zero at the beginning.
  serial[0] = (serial[0]! & 0x3f) | 0x40;
  certificate.serialNumber = new Integer({ valueHex: serial.buffer });
  for (const party of [certificate.issuer, certificate.subject])
    party.typesAndValues.push(
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: name }) }),
    );
  // Clocks differ; a seal of this very minute must not look older than its certificate.
  certificate.notBefore.value = addDays(now, -1);
  certificate.notAfter.value = new Date(now);
  certificate.notAfter.value.setUTCFullYear(now.getUTCFullYear() + validYears);
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  certificate.extensions = [
    extension('2.5.29.19', true, new BasicConstraints({ cA: false }).toSchema()),
    // The first two bits: digitalSignature and nonRepudiation.
    extension('2.5.29.15', true, new BitString({ valueHex: Uint8Array.of(0xc0).buffer, unusedBits: 6 })),
    extension('2.5.29.14', false, new OctetString({ valueHex: await keyIdentifier(certificate) })),
  ];
  await sign(certificate, keys.privateKey);
  return certificate;
}

/** With the empty parameters that go with this algorithm (RFC 4055); `Certificate.sign` leaves them out. */
async function sign(certificate: Certificate, key: CryptoKey): Promise<void> {
  const named = { algorithmId: '1.2.840.113549.1.1.11', algorithmParams: new Null() };
  certificate.signature = new AlgorithmIdentifier(named);
  certificate.signatureAlgorithm = new AlgorithmIdentifier(named);
  const content = certificate.encodeTBS().toBER();
  certificate.tbsView = new Uint8Array(content);
  certificate.signatureValue = new BitString({
    valueHex: await crypto.subtle.sign(algorithm.name, key, content),
  });
}

function extension(extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension {
  return new Extension({ extnID, critical, extnValue: value.toBER() });
}

function keyIdentifier({ subjectPublicKeyInfo }: Certificate): Promise<ArrayBuffer> {
  return crypto.subtle.digest(
    'SHA-1',
    subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView as BufferSource,
  );
}

async function packIdentity(
  pkcs8: ArrayBuffer,
  certificate: Certificate,
  password: string,
): Promise<Uint8Array> {
  const secret = new TextEncoder().encode(password).buffer;
  const keyBag = new PKCS8ShroudedKeyBag({ parsedValue: PrivateKeyInfo.fromBER(pkcs8) });
  await keyBag.makeInternalValues({
    password: secret,
    contentEncryptionAlgorithm: {
      name: 'AES-CBC',
      length: 256,
      iv: crypto.getRandomValues(new Uint8Array(16)),
    },
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: iterations,
  });
  const bags = [
    new SafeBag({ bagId: '1.2.840.113549.1.12.10.1.2', bagValue: keyBag }),
    new SafeBag({
      bagId: '1.2.840.113549.1.12.10.1.3',
      bagValue: new CertBag({ parsedValue: certificate }),
    }),
  ];
  const safe = new AuthenticatedSafe({
    parsedValue: { safeContents: [{ privacyMode: 0, value: new SafeContents({ safeBags: bags }) }] },
  });
  const pfx = new PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } });
  await safe.makeInternalValues({ safeContents: [{}] });
  await pfx.makeInternalValues({
    password: secret,
    iterations,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  });
  return new Uint8Array(pfx.toSchema().toBER());
}

export interface OpenIdentity {
  readonly signer: Signer;
  readonly certificate: PublicCertificate;
}

/** Opens a PKCS#12 and finds the certificate of its key, wherever it stands among those of its issuers. */
export async function openIdentity({ p12, password }: Identity): Promise<OpenIdentity> {
  try {
    const opened = await P12Signer.create(p12, password);
    const all = [opened.certificate, ...opened.certificateChain];
    const probe = Buffer.from('smartstart seal');
    const signature = await opened.sign(probe, 'SHA-256');
    const own = all.find((der) => verify('sha256', probe, new X509Certificate(der).publicKey, signature));
    if (!own) throw new Error('it holds no certificate for its key');
    const signer: Signer = {
      certificate: own,
      certificateChain: all.filter((der) => der !== own),
      keyType: opened.keyType,
      signatureAlgorithm: opened.signatureAlgorithm,
      sign: (data, hash) => opened.sign(data, hash),
    };
    return { signer, certificate: describe(own) };
  } catch (error) {
    throw new SealingError(
      'CERTIFICATE_UNUSABLE',
      `The PKCS#12 with the sealing key cannot be used: ${(error as Error).message}.`,
      { cause: error },
    );
  }
}

function describe(der: Uint8Array): PublicCertificate {
  const certificate = new X509Certificate(der);
  return {
    serial: certificate.serialNumber.toLowerCase(),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    pem: certificate.toString(),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  };
}
