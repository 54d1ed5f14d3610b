import type { PayoutProvider } from '../deps.ts';

/** The provider that ships: somebody transfers the money, and records the reference or what went wrong. */
export const manualPayouts: PayoutProvider = {
  name: 'manual',
  manual: true,
  pay: () => Promise.resolve({ state: 'PROCESSING' }),
};
