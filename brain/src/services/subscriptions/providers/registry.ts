import type { Kernel } from '../../../kernel/kernel.ts';
import { manualProvider } from './manual.ts';
import type { PaymentProvider, Providers } from './provider.ts';
import { createStripeProvider } from './stripe.ts';
import { createTestBank, type TestBank } from './test-bank.ts';

/** Who moves money here: Stripe where it is set up, else the test bank where it is open; transfers always. */
export function createProviders(kernel: Kernel): { providers: Providers; testBank: TestBank | null } {
  const { stripe: config, testBank: open } = kernel.config.payments;
  const stripe = config ? createStripeProvider(config) : null;
  const testBank = open ? createTestBank(kernel) : null;
  const all: PaymentProvider[] = [
    manualProvider,
    ...(stripe ? [stripe] : []),
    ...(testBank ? [testBank] : []),
  ];
  return {
    testBank,
    providers: {
      card: stripe ?? testBank,
      manual: manualProvider,
      byName: (name) => all.find((provider) => provider.name === name) ?? null,
    },
  };
}
