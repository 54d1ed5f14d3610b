import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCallKeys, ReplayGuard, signCall, verifyCall, type CallClaims } from './call-token.ts';

const secret = () => randomBytes(32).toString('base64url');
const [key, other] = parseCallKeys(`new:${secret()},old:${secret()}`) as [
  ReturnType<typeof parseCallKeys>[0],
  ReturnType<typeof parseCallKeys>[0],
];
const claims: CallClaims = {
  requestId: 'r',
  userId: 'u',
  sessionId: 's',
  ip: '127.0.0.1',
  agent: 'a',
  origin: 'http://localhost:3000',
};
const target = { method: 'POST', target: '/api/v1/ventures?x=1', body: Buffer.from('{"name":"A"}') };

describe('call tokens', () => {
  test('vouch for exactly the signed request', () => {
    const result = verifyCall([key], signCall(key, claims, target, 'n'), target);
    expect(result).toMatchObject({ claims, nonce: 'n' });
  });

  test('are refused for any other method, target or body', () => {
    const token = signCall(key, claims, target, 'n');
    for (const changed of [
      { method: 'PUT' },
      { target: '/api/v1/ventures?x=2' },
      { body: Buffer.from('{"name":"B"}') },
      { body: null },
    ]) {
      expect(verifyCall([key], token, { ...target, ...changed })).toEqual({ refused: 'other-request' });
    }
  });

  test('are refused after 30 seconds, and when they come from the future', () => {
    const now = Date.now();
    const token = signCall(key, claims, target, 'n', now);
    expect(verifyCall([key], token, target, now + 36_000)).toEqual({ refused: 'expired' });
    expect(verifyCall([key], token, target, now - 6_000)).toEqual({ refused: 'expired' });
    expect(verifyCall([key], token, target, now + 29_000)).toHaveProperty('claims');
  });

  test('two keys are accepted while they are rotated, an unknown one is not', () => {
    const token = signCall(other, claims, target, 'n');
    expect(verifyCall([key, other], token, target)).toHaveProperty('claims');
    expect(verifyCall([key], token, target)).toEqual({ refused: 'unknown-key' });
  });

  test('no change of a single character goes unnoticed', () => {
    const token = signCall(key, claims, target, 'n');
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '0', '_'), (at, letter) => {
        fc.pre(token[at] !== letter && token[at] !== '.');
        const forged = token.slice(0, at) + letter + token.slice(at + 1);
        // The last character of a base64url MAC carries two unused bits; the comparison is of the text, so they count too.
        expect(verifyCall([key], forged, target)).toHaveProperty('refused');
      }),
      { numRuns: 300 },
    );
  });

  test('a token works once', () => {
    const guard = new ReplayGuard();
    expect(guard.admit('n', 0)).toBe(true);
    expect(guard.admit('n', 1_000)).toBe(false);
    expect(guard.admit('n', 39_000)).toBe(false);
    expect(guard.admit('n', 41_000)).toBe(false);
    expect(guard.admit('m', 41_000)).toBe(true);
  });

  test('keys that are short or too many stop the start', () => {
    expect(() => parseCallKeys('a:c2hvcnQ')).toThrow(/32 bytes/);
    expect(() => parseCallKeys(`a:${secret()},b:${secret()},c:${secret()}`)).toThrow(/at most two/);
  });
});
