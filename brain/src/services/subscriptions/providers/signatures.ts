import { createHmac, timingSafeEqual } from 'node:crypto';
import { HookRefused } from './provider.ts';

/** Signatures of the test bank: an HMAC over time and bytes, with a tolerance, as real providers make them. */

const toleranceSeconds = 300;

export function signBytes(secret: string, bytes: Buffer, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${macOf(secret, seconds, bytes)}`;
}

/** @throws `HookRefused` */
export function checkSignature(secret: string, bytes: Buffer, header: string, now: Date): void {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header);
  if (!match) throw new HookRefused('There is no signature in the expected form.');
  const seconds = Number(match[1]);
  const expected = Buffer.from(macOf(secret, seconds, bytes), 'hex');
  if (!timingSafeEqual(expected, Buffer.from(match[2]!, 'hex')))
    throw new HookRefused('The signature does not belong to this body.');
  if (Math.abs(Math.floor(now.getTime() / 1000) - seconds) > toleranceSeconds)
    throw new HookRefused('The signature is too old or from the future.');
}

function macOf(secret: string, seconds: number, bytes: Buffer): string {
  return createHmac('sha256', secret).update(`${seconds}.`).update(bytes).digest('hex');
}
