import { Fail } from '../../../kernel/errors.ts';
import { HookRefused, type PaymentProvider } from './provider.ts';

const closed = (): Promise<never> =>
  Promise.reject(
    new Fail('RULE_VIOLATED', 'A transfer is made at your own bank; there is no page for it here.'),
  );

/** The provider that always works: somebody transfers the money, and a billing administrator says that it came. */
export const manualProvider: PaymentProvider = {
  name: 'manual',
  manual: true,
  customer: ({ userId }) => Promise.resolve(userId),
  openVisit: closed,
  charge: () => Promise.resolve({ state: 'PENDING', chargeRef: null }),
  findCharge: () => Promise.resolve({ state: 'PENDING', chargeRef: null }),
  abandon: () => Promise.resolve(),
  // Given back by hand before it is recorded.
  refund: ({ refundId }) => Promise.resolve({ state: 'COMPLETED', refundRef: refundId }),
  describe: () => Promise.resolve({ label: 'Bank transfer', expires: null }),
  forget: () => Promise.resolve(),
  readHook: () => Promise.reject(new HookRefused('Transfers send no messages.')),
  understand: () => {
    throw new HookRefused('Transfers send no messages.');
  },
};
