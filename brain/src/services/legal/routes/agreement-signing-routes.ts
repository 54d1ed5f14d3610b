import type { contract } from '@smartstart/contract';
import { callerOf, type Call, type Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import { agreementView, eventView } from './agreement-views.ts';
import { auditLinksOf } from '../record/audit-links.ts';
import * as documents from '../reading/documents.ts';
import { actorOf, type Actor } from '../ground.ts';
import { correct } from '../signing/handovers.ts';
import { eventsOf } from '../record/history-store.ts';
import type { LegalOperations } from '../legal.ts';
import { envelopeFor } from '../reading/presentation.ts';
import { cancel, remind, retry } from '../signing/running.ts';
import { openSigning, renew } from '../signing/sending.ts';
import { act, asMember, prepareConfirmation } from '../signing/signing.ts';

type Signing =
  | 'agreement'
  | 'openSigning'
  | 'cancel'
  | 'retry'
  | 'renew'
  | 'correct'
  | 'remind'
  | 'approve'
  | 'delegate'
  | 'events';

/** Sending an agreement, acting in a place of it, and reading how it went. */
export function agreementSigningRoutes({
  ground,
  stepUpOf,
}: LegalOperations): Pick<Handlers<typeof contract.agreements>, Signing> {
  const shown = async (tx: Tx, actor: Actor, documentId: string) => {
    const read = await documents.readAsReader(ground, tx, actor, documentId);
    return agreementView(read, await envelopeFor(ground, tx, actor, read), actor);
  };
  /** One act of the caller on a document; the answer is the document as it then is. */
  const acting = (call: Call, documentId: string, work: (tx: Tx, actor: Actor) => Promise<void>) =>
    call.transact(async (tx) => {
      const actor = actorOf(call);
      await work(tx, actor);
      return shown(tx, actor, documentId);
    });
  return {
    agreement: ({ params }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        const read = await documents.view(ground, tx, actor, params.documentId);
        call.etag(read.document.row_version);
        return agreementView(read, await envelopeFor(ground, tx, actor, read), actor);
      }),
    openSigning: ({ params: { documentId }, body }, call) =>
      acting(call, documentId, (tx, actor) => openSigning(ground, tx, actor, documentId, body.deadlineDays)),
    cancel: ({ params: { documentId }, body }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        const cancelled = await cancel(ground, tx, actor, documentId, body.reason);
        const read = { ...cancelled, share: null };
        return agreementView(read, await envelopeFor(ground, tx, actor, read), actor);
      }),
    retry: ({ params: { documentId }, body }, call) =>
      acting(call, documentId, (tx, actor) => retry(ground, tx, actor, documentId, body.deadlineDays)),
    renew: ({ params: { documentId }, body }, call) =>
      acting(call, documentId, (tx, actor) => renew(ground, tx, actor, documentId, body.deadlineDays)),
    correct: ({ params: { documentId, position }, body }, call) =>
      acting(call, documentId, (tx, actor) =>
        correct(ground, tx, actor, documentId, position, body, body.reason),
      ),
    remind: ({ params: { documentId, position } }, call) =>
      acting(call, documentId, (tx, actor) => remind(ground, tx, actor, documentId, position)),
    approve: async ({ params: { documentId }, body }, call) => {
      const given = await prepareConfirmation(stepUpOf, callerOf(call).sessionId, body);
      return acting(call, documentId, (tx, actor) =>
        act(ground, tx, documentId, asMember(actor), { act: 'CONFIRM', given }),
      );
    },
    delegate: ({ params: { documentId }, body }, call) =>
      acting(call, documentId, (tx, actor) =>
        act(ground, tx, documentId, asMember(actor), { act: 'DELEGATE', to: body, reason: body.reason }),
      ),
    events: async ({ params }, call) => {
      const { db } = ground.kernel.database;
      await documents.readAsReader(ground, db, actorOf(call), params.documentId);
      const audit = await auditLinksOf(db, params.documentId);
      return {
        items: (await eventsOf(db, params.documentId)).map((row) => eventView(row, audit.get(row.hash))),
      };
    },
  };
}
