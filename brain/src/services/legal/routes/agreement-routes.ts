import type { contract } from '@smartstart/contract';
import type { Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import { found } from '../../../kernel/errors.ts';
import { agreementSigningRoutes } from './agreement-signing-routes.ts';
import { agreementView } from './agreement-views.ts';
import { breachRoutes } from './breach-routes.ts';
import type { Breaches } from '../breaches/breaches.ts';
import { draftingRoutes } from './drafting-routes.ts';
import type { Actor } from '../ground.ts';
import type { LegalOperations } from '../legal.ts';
import { isParty } from '../record/policy.ts';
import { envelopeFor } from '../reading/presentation.ts';
import { sealRoutes } from './seal-routes.ts';
import * as store from '../record/store.ts';

/** Everything about agreements over HTTP. */
export function agreementRoutes(legal: {
  readonly operations: LegalOperations;
  readonly breaches: Breaches;
}): Handlers<typeof contract.agreements> {
  const { operations, breaches } = legal;
  const { ground } = operations;

  /** For whoever has just acted on the document, which a legal administrator may who is no party to it. */
  async function shown(tx: Tx, actor: Actor, documentId: string) {
    const document = found(await store.documentById(tx, documentId));
    const signers = await store.signersOf(tx, documentId);
    const share = isParty(document, signers, actor) ? null : { canComment: false };
    const read = { document, signers, share };
    return agreementView(read, await envelopeFor(ground, tx, actor, read), actor);
  }

  return {
    ...draftingRoutes(operations),
    ...agreementSigningRoutes(operations),
    ...sealRoutes(operations),
    ...breachRoutes(breaches, shown),
  };
}
