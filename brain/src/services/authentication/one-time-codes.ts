import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';

/** One-time codes (RFC 6238) and recovery codes. No I/O, no clock. */

const periodMs = 30_000;
const options = { digits: 6, period: periodMs / 1000 } as const;
/** A code of the step before or after counts too, for clocks that differ. */
const tolerance = 1;
/** 24 characters of 6 bits: 144 bits. */
const secretBytes = 18;

export const recoveryCodeCount = 8;
/** No letters or digits that look alike. */
const recoveryAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const recoveryLength = 12;

export function makeSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

/** The secret as an app takes it when it is typed. */
export function secretText(secret: string): string {
  return base32.encode(secret, { padding: false });
}

export function secretUri(secret: string, account: string): string {
  return createOTP(secret, options).url('SmartStart', account);
}

/** The time step whose code this is, or null. */
export async function stepOf(secret: string, code: string, now: Date): Promise<bigint | null> {
  const present = Math.floor(now.getTime() / periodMs);
  let found: bigint | null = null;
  // Every step is computed, so that the time taken tells nothing.
  for (let step = present - tolerance; step <= present + tolerance; step++) {
    const expected = await createOTP(secret, options).hotp(step);
    if (expected.length === code.length && timingSafeEqual(Buffer.from(expected), Buffer.from(code)))
      found = BigInt(step);
  }
  return found;
}

/** Such as `k7mq-x2pd-9fhw`: 59 bits each. */
export function makeRecoveryCodes(): string[] {
  const character = () => recoveryAlphabet[randomInt(recoveryAlphabet.length)]!;
  const code = () =>
    Array.from({ length: recoveryLength }, character)
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-');
  return Array.from({ length: recoveryCodeCount }, code);
}

/** However it was typed. */
export function plainRecoveryCode(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, '');
}
