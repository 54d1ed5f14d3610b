import type { RateClass } from './op.ts';

export interface RateLimit {
  readonly max: number;
  readonly windowSeconds: number;
  /** What is counted: the account (address when signed out), the address, or address and account name together. */
  readonly by: 'account' | 'ip' | 'ip+email';
}

/** Section 16.4 of the domain rules. */
export const rateLimits: Record<RateClass, RateLimit> = {
  login: { max: 5, windowSeconds: 60, by: 'ip+email' },
  registration: { max: 3, windowSeconds: 60, by: 'ip' },
  signing: { max: 5, windowSeconds: 60, by: 'account' },
  'venture-create': { max: 10, windowSeconds: 60, by: 'account' },
  'venture-read': { max: 100, windowSeconds: 60, by: 'account' },
  'user-read': { max: 50, windowSeconds: 60, by: 'account' },
  upload: { max: 60, windowSeconds: 3600, by: 'account' },
  audit: { max: 50, windowSeconds: 3600, by: 'account' },
  compliance: { max: 10, windowSeconds: 3600, by: 'account' },
  calculation: { max: 50, windowSeconds: 3600, by: 'account' },
  /** What is said in channels; as many as frames of a socket. */
  message: { max: 60, windowSeconds: 60, by: 'account' },
  'buz-transfer': { max: 30, windowSeconds: 60, by: 'account' },
  'buz-write': { max: 20, windowSeconds: 60, by: 'account' },
  'payment-webhook': { max: 300, windowSeconds: 60, by: 'ip' },
  anonymous: { max: 120, windowSeconds: 60, by: 'ip' },
  default: { max: 100, windowSeconds: 60, by: 'account' },
};
