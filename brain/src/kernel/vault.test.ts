import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createVault } from './vault.ts';

const vault = createVault(randomBytes(32), 'test');

test('what is sealed opens again, for its row only', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      const sealed = vault.seal(bytes, 'row 1');
      expect(vault.open(sealed, 'row 1').equals(Buffer.from(bytes))).toBe(true);
      expect(() => vault.open(sealed, 'row 2')).toThrow();
    }),
    { numRuns: 50 },
  );
});

test('an altered byte, another key and another purpose do not open', () => {
  const sealed = vault.seal(Buffer.from('in confidence'), 'row');
  for (const at of [0, 13, 30]) {
    const altered = Buffer.from(sealed);
    altered[at]! ^= 1;
    expect(() => vault.open(altered, 'row')).toThrow();
  }
  expect(() => createVault(randomBytes(32), 'test').open(sealed, 'row')).toThrow();
  expect(() => vault.open(Buffer.alloc(3), 'row')).toThrow();
});
