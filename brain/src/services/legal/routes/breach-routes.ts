import type { Answer, contract } from '@smartstart/contract';
import type { Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { Breaches } from '../breaches/breaches.ts';
import { actorOf, type Actor, type Ground } from '../ground.ts';

type Agreement = Answer<typeof contract.agreements.agreement>;

/** Reporting a breach. `shown` answers with the document as its reader sees it, who may be no party to it. */
export function breachRoutes(
  breaches: Breaches,
  shown: (tx: Tx, actor: Actor, documentId: string) => Promise<Agreement>,
): Pick<Handlers<typeof contract.agreements>, 'reportBreach'> {
  return {
    reportBreach: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        await breaches.report(tx, actor, params.documentId, body);
        return shown(tx, actor, params.documentId);
      }),
  };
}

/** Deciding about it. */
export function breachAdminRoutes(
  { kernel }: Ground,
  breaches: Breaches,
): Pick<Handlers<typeof contract.legalAdmin>, 'breaches' | 'decideBreach'> {
  return {
    breaches: ({ query }) => breaches.list(kernel.database.db, query),
    decideBreach: ({ params, body }, call) =>
      call.transact(async (tx) =>
        breaches.show(tx, await breaches.decide(tx, actorOf(call), params.breachId, body)),
      ),
  };
}
