import type { contract } from '@smartstart/contract';
import type { Handlers } from '../../../kernel/call.ts';
import { Fail, found } from '../../../kernel/errors.ts';
import type { Ground } from '../deps.ts';
import type { TestBank } from '../providers/test-bank.ts';
import { testCards } from '../providers/test-cards.ts';
import { receive } from '../till/hooks.ts';

/** Doors without an account: messages of providers, and the page of the test bank. */
export function hookRoutes(
  ground: Ground,
  testBank: TestBank | null,
): Handlers<typeof contract.paymentHooks> {
  /** Where the bank is closed there is no such page. */
  const open = (): TestBank => {
    if (!testBank) throw new Fail('NOT_FOUND');
    return testBank;
  };
  return {
    receive: async ({ params }, call) => {
      const { bytes, headers } = found(call.raw);
      await receive(ground, params.provider, { bytes, headers }, call);
      return { received: true as const };
    },
    testPage: async ({ params }) => {
      const session = found(await open().session(params.sessionId));
      const { purpose, state, amountMinor, currency, returnUrl, cancelUrl } = session;
      const cards =
        purpose === 'CONFIRMATION'
          ? []
          : testCards.map(({ id, label, behaviour }) => ({ id, label, behaviour }));
      return { purpose, state, amountMinor, currency, cards, returnUrl, cancelUrl };
    },
    testAnswer: ({ params, body }) => open().answer(params.sessionId, body),
  };
}
