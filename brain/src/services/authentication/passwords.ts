import { randomBytes } from 'node:crypto';
import { hash as argon2, verify as argon2Verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import { Fail } from '../../kernel/errors.ts';

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long for an account that does not exist (`null`) as for one that does. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/** argon2id; the figures of the domain rules, section 16.1. */
const cost = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const;
/** Each takes 64 MiB; they run on the four threads of the pool, the others wait. */
const maxWaiting = 200;
const length = { min: 12, max: 128 } as const;

export function createPasswords(): Passwords {
  let waiting = 0;
  let decoy: Promise<string> | undefined;

  async function limited<T>(work: () => Promise<T>): Promise<T> {
    if (waiting >= maxWaiting) throw new Fail('OVERLOADED', undefined, { retryAfterSeconds: 5 });
    waiting++;
    try {
      return await work();
    } finally {
      waiting--;
    }
  }

  return {
    hash: (password) => limited(() => argon2(password, cost)),
    verify: (hash, password) =>
      limited(async () => {
        decoy ??= argon2(randomBytes(16).toString('hex'), cost);
        const right = await argon2Verify(hash ?? (await decoy), password);
        return right && hash !== null;
      }),
  };
}

const listed = new Set(dictionary['passwords-common']);
/** How many digits and signs around a known password still leave it a known password. */
const maxDecoration = 8;
/** A repeated piece up to this long is no password. */
const maxPiece = 6;

/** On the list of common and breached passwords, or one of them in a thin disguise. No other rule of composition. */
export function isWeak(password: string, email: string): boolean {
  if (password.length < length.min || password.length > length.max) return true;
  const text = password.normalize('NFKC').toLowerCase();
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const thin = text.length - core.length <= maxDecoration;
  const [name] = email.toLowerCase().split('@');
  if (listed.has(text) || text === email.toLowerCase()) return true;
  if (thin && (listed.has(core) || core === name)) return true;
  const piece = /^(.+?)\1+$/u.exec(text)?.[1];
  if (piece && (piece.length <= maxPiece || listed.has(piece))) return true;
  return isRun(text);
}

/** 123456789012, abcdefghijkl and the like, in either direction. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((character, at) => character.charCodeAt(0) - text.charCodeAt(at));
  const wraps = (step: number) => step === -9 || step === 9;
  return (
    steps.every((step) => step === 1 || wraps(step)) || steps.every((step) => step === -1 || wraps(step))
  );
}

export function requireStrong(password: string, email: string): void {
  if (isWeak(password, email))
    throw new Fail(
      'PASSWORD_WEAK',
      'This password is on the list of common or breached ones. Choose another.',
    );
}
