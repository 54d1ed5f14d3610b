import type { Certificate, RelativeDistinguishedNames } from 'pkijs';
import { sha256, toHex } from './bytes.ts';

/** A certificate as it is named to people. */
export interface CertificateFact {
  readonly subject: string;
  readonly issuer: string;
  /** Hex. */
  readonly serial: string;
  /** SHA-256 of the DER in hex. */
  readonly fingerprint: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly selfSigned: boolean;
}

const attributes: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '1.2.840.113549.1.9.1': 'E',
};

export function derOf(certificate: Certificate): Uint8Array {
  return new Uint8Array(certificate.toSchema().toBER());
}

export async function describeCertificate(certificate: Certificate): Promise<CertificateFact> {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    serial: serialOf(certificate),
    fingerprint: await sha256(derOf(certificate)),
    notBefore: certificate.notBefore.value.toISOString(),
    notAfter: certificate.notAfter.value.toISOString(),
    selfSigned: certificate.issuer.isEqual(certificate.subject),
  };
}

/** Without the zero that keeps a high first digit positive. */
export function serialOf(certificate: Certificate): string {
  return toHex(certificate.serialNumber.valueBlock.valueHexView).replace(/^00(?=.)/, '');
}

function nameOf(name: RelativeDistinguishedNames): string {
  return name.typesAndValues
    .map(
      ({ type, value }) =>
        `${attributes[type as string] ?? (type as string)}=${String(value.valueBlock.value)}`,
    )
    .join(', ');
}
