import { writeBuz } from '@smartstart/units';
import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../kernel/call.ts';
import type { Ledger, Root } from '../ledger/index.ts';

/** The proof that own balances are counted in the supply; the root is public, the leaves are each person's own. */
export function proofRoutes({
  ledger,
}: {
  readonly ledger: Ledger;
}): Pick<Handlers<typeof contract.buz>, 'proofRoot' | 'proof'> {
  return {
    proofRoot: async () => toWire(await ledger.proofs.root()),
    proof: async (_input, call) => {
      const { root, leaves } = await ledger.proofs.of(callerOf(call).userId);
      return {
        root: toWire(root),
        leaves: leaves.map(({ ownerId, account, balanceMicro, nonce, path }) => ({
          ownerId,
          account,
          balance: writeBuz(balanceMicro),
          nonce,
          path: path.map(({ side, hash, sumMicro }) => ({ side, hash, sum: writeBuz(sumMicro) })),
        })),
      };
    },
  };
}

function toWire({ at, sumMicro, ...root }: Root) {
  return { ...root, at: at.toISOString(), sum: writeBuz(sumMicro) };
}
