import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deviceFingerprint, deviceLabel } from './devices.ts';
import { makeRecoveryCodes, makeSecret, plainRecoveryCode, stepOf } from './one-time-codes.ts';
import { createPasswords, isWeak } from './passwords.ts';
import { createSecrets } from './secrets.ts';

describe('passwords', () => {
  test.each([
    'correct horse battery staple',
    'Vier wilde Gänse im Nebel',
    'x7#Qp!m2Lw9z',
    '漢字で書いた長い合言葉です',
  ])('%s is strong enough', (strong) => {
    expect(isWeak(strong, 'ada@example.com')).toBe(false);
  });
  test.each([
    'motherfucker',
    'MOTHERFUCKER',
    'password!2024',
    '12dragon1234',
    'abcdefghijkl',
    'abcabcabcabc',
    'ada.lovelace1',
    'monkeymonkey',
  ])('%s is not', (weak) => {
    expect(isWeak(weak, 'ada.lovelace@example.com')).toBe(true);
  });
  test('random ones are never called weak', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 12, maxLength: 60 }),
        (bytes) =>
          !isWeak(
            `${Buffer.from(bytes).toString('base64url')}-${randomBytes(12).toString('hex')}`,
            'ada@example.com',
          ),
      ),
    );
  });
  test('are hashed with argon2id, 64 MiB and 3 passes; nobody’s password is right', async () => {
    const passwords = createPasswords();
    const hash = await passwords.hash('correct horse battery staple');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(await passwords.verify(hash, 'correct horse battery staple')).toBe(true);
    expect(await passwords.verify(hash, 'correct horse battery stable')).toBe(false);
    expect(await passwords.verify(null, 'correct horse battery staple')).toBe(false);
  });
});

describe('devices', () => {
  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari on iOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
      'Chrome on Android',
    ],
    ['curl/8.14.1', 'curl'],
    ['', 'Unknown program'],
  ])('%s is called %s', (agent, label) => {
    expect(deviceLabel(agent)).toBe(label);
  });
  test.each([
    ['198.51.100.7', '198.51.100.0/24'],
    ['::ffff:198.51.100.7', '198.51.100.0/24'],
    ['2001:db8:5:6::7', '2001:db8:5::/48'],
    ['2001:0db8::7', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
  ])('%s belongs to %s', (ip, network) => {
    expect(deviceFingerprint('curl/8', ip)).toBe(`curl|${network}`);
  });
});

describe('one-time codes', () => {
  test('follow RFC 6238', async () => {
    // Appendix B, SHA-1, cut to six digits.
    const secret = '12345678901234567890';
    for (const [seconds, code] of [
      [59, '287082'],
      [1111111109, '081804'],
      [20000000000, '353130'],
    ] as const) {
      expect(await stepOf(secret, code, new Date(seconds * 1000))).toBe(BigInt(Math.floor(seconds / 30)));
    }
    expect(await stepOf(secret, '287082', new Date(89_999))).toBe(1n);
    expect(await stepOf(secret, '287082', new Date(90_000))).toBeNull();
    expect(await stepOf(secret, '28708', new Date(59_000))).toBeNull();
  });
  test('secrets and recovery codes do not repeat', () => {
    expect(new Set(Array.from({ length: 50 }, makeSecret)).size).toBe(50);
    for (const code of makeRecoveryCodes()) {
      expect(code).toMatch(/^([a-z2-9]{4}-){2}[a-z2-9]{4}$/);
      expect(plainRecoveryCode(` ${code.toUpperCase()} `)).toBe(code.replaceAll('-', ''));
    }
  });
});

describe('stored secrets', () => {
  const secrets = createSecrets(randomBytes(32));
  test('open for their owner only, and never twice the same', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const sealed = secrets.seal(text, 'ada');
        return secrets.open(sealed, 'ada') === text && sealed !== secrets.seal(text, 'ada');
      }),
    );
    const sealed = secrets.seal('secret', 'ada');
    expect(() => secrets.open(sealed, 'bob')).toThrow();
    expect(() => createSecrets(randomBytes(32)).open(sealed, 'ada')).toThrow('another encryption key');
  });
});
