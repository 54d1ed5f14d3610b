import { randomBytes } from 'node:crypto';
import type { DigestAlgorithm, TimestampAuthority } from '@libpdf/core';
import { Integer, Null, OctetString, fromBER } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, SignedData, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs';
import { SealingError } from './problems.ts';

/** Asks a timestamp authority (RFC 3161) to confirm the time of a signature. */

const timeoutMs = 15_000;
const maxAnswerBytes = 64 * 1024;
const algorithms: Readonly<Record<DigestAlgorithm, string>> = {
  'SHA-256': '2.16.840.1.101.3.4.2.1',
  'SHA-384': '2.16.840.1.101.3.4.2.2',
  'SHA-512': '2.16.840.1.101.3.4.2.3',
};
/** "Granted" and "granted with modifications". */
const granted = [0, 1];

export function createTimestampAuthority(url: string, waitMs = timeoutMs): TimestampAuthority {
  return {
    async timestamp(digest, algorithm) {
      try {
        const nonce = randomBytes(8);
        // A first bit that is set would make the number negative.
        nonce[0]! &= 0x7f;
        const answer = await ask(url, requestFor(digest, algorithm, nonce), waitMs);
        return tokenOf(answer, digest, nonce);
      } catch (error) {
        throw new SealingError(
          'TIMESTAMP_UNAVAILABLE',
          `The timestamp authority gave no timestamp: ${(error as Error).message}`,
          { cause: error },
        );
      }
    },
  };
}

function requestFor(digest: Uint8Array, algorithm: DigestAlgorithm, nonce: Buffer): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({
        algorithmId: algorithms[algorithm],
        algorithmParams: new Null(),
      }),
      hashedMessage: new OctetString({ valueHex: toArrayBuffer(digest) }),
    }),
    nonce: integer(nonce),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

async function ask(url: string, body: Uint8Array, waitMs: number): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: toArrayBuffer(body),
    signal: AbortSignal.timeout(waitMs),
  });
  if (!response.ok || !response.body) throw new Error(`it answered with status ${response.status}.`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.length;
    if (size > maxAnswerBytes) throw new Error('its answer is too long.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The token of the answer, after a look at what it is about. Its signature is checked with the finished seal. */
function tokenOf(answer: Uint8Array, digest: Uint8Array, nonce: Buffer): Uint8Array {
  const response = new TimeStampResp({ schema: fromBER(toArrayBuffer(answer)).result });
  const { status, statusStrings } = response.status;
  if (!granted.includes(status) || !response.timeStampToken) {
    const reason = statusStrings?.map((text) => text.valueBlock.value).join(' ');
    throw new Error(`it refused (status ${status}${reason ? `, ${reason}` : ''}).`);
  }
  const signed = new SignedData({ schema: response.timeStampToken.content as object });
  const content = signed.encapContentInfo.eContent;
  if (!content) throw new Error('its answer cannot be read.');
  const info = new TSTInfo({ schema: fromBER(content.getValue()).result });
  if (!Buffer.from(info.messageImprint.hashedMessage.getValue()).equals(digest))
    throw new Error('it confirmed another signature.');
  if (
    !info.nonce ||
    !Buffer.from(info.nonce.valueBlock.valueHexView).equals(
      Buffer.from(integer(nonce).valueBlock.valueHexView),
    )
  )
    throw new Error('it answered another question.');
  return new Uint8Array(response.timeStampToken.toSchema().toBER());
}

/** DER writes no leading zeros. */
function integer(bytes: Buffer): Integer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = first < 0 ? bytes.subarray(-1) : bytes.subarray(first);
  const padded = short[0]! & 0x80 ? Buffer.concat([Buffer.of(0), short]) : short;
  return new Integer({ valueHex: toArrayBuffer(padded) });
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
