import { Readable } from 'node:stream';
import type { contract } from '@smartstart/contract';
import { Download, type Call, type Handlers } from '../../../kernel/call.ts';
import { recipientView } from './agreement-views.ts';
import type { Origin } from '../ground.ts';
import { actAsGuest, confirmLink, look, openLink, visit, type Visit } from '../guests/guests.ts';
import type { LegalOperations } from '../legal.ts';
import { personOf } from '../papers/copies.ts';
import { isLive } from '../record/recipients.ts';
import * as seals from '../seals/seal-store.ts';
import { markOf, type Deed } from '../signing/signing.ts';

export function guestRoutes({ ground, seals: sealed }: LegalOperations): Handlers<typeof contract.guests> {
  const { db } = ground.kernel.database;

  async function view(seen: Visit) {
    const { envelope, place, session, disclosure } = seen;
    const { document } = envelope;
    const reader = { userId: '', held: new Set<never>() };
    return {
      title: document.title ?? document.code,
      fromName: await ground.kernel.database.transact(
        async (tx) => (await personOf(ground, tx, document.creator_id)).name,
      ),
      message: document.message,
      html: envelope.html,
      textHash: envelope.textHash,
      state: document.state,
      deadline: document.deadline?.toISOString() ?? null,
      you: recipientView(place, true, reader),
      recipients: envelope.places.filter(isLive).map((one) => recipientView(one, false, reader)),
      sealed: (await seals.lastSeal(db, document.id)) !== undefined,
      disclosureHtml: disclosure.html,
      sessionEndsAt: session.expiresAt.toISOString(),
    };
  }

  /** One act in the place of the session; the answer is the document as it then is. */
  const acting = async (call: Call, session: string, deedOf: Parameters<typeof actAsGuest>[4]) =>
    view(
      await call.transact(async (tx) => {
        await actAsGuest(ground, tx, session, originOf(call), deedOf);
        return visit(ground, tx, session);
      }),
    );

  return {
    open: ({ body }, call) => call.transact((tx) => openLink(ground, tx, body.link)),
    confirm: async ({ body }, call) => {
      const { session, endsAt } = await confirmLink(ground, body.link, body.code, originOf(call));
      return { session, endsAt: endsAt.toISOString() };
    },
    document: async ({ body }, call) =>
      view(await call.transact((tx) => look(ground, tx, body.session, originOf(call)))),
    sign: ({ body: { session, ...mark } }, call) => {
      const given = markOf(mark);
      return acting(call, session, ({ place }, stepUp): Deed =>
        place.kind === 'SIGNER'
          ? { act: 'SIGN', given: { ...given, stepUp } }
          : {
              act: 'CONFIRM',
              given: { textHash: mark.textHash, note: '', consents: mark.consents, stepUp },
            },
      );
    },
    decline: ({ body }, call) => acting(call, body.session, () => ({ act: 'DECLINE', reason: body.reason })),
    delegate: ({ body: { session, name, email, reason } }, call) =>
      call.transact(async (tx) => {
        await actAsGuest(ground, tx, session, originOf(call), () => ({
          act: 'DELEGATE',
          to: { name, email },
          reason,
        }));
        return {};
      }),
    pdf: async ({ body }, _call) => {
      const { envelope } = await visit(ground, db, body.session);
      const { document, html, canonicalText, textHash, places } = envelope;
      const bytes = await sealed.pdf(document.id, {
        html,
        canonicalText,
        textHash,
        places: places.filter(isLive),
      });
      return new Download({
        stream: Readable.from([Buffer.from(bytes)]),
        mediaType: 'application/pdf',
        fileName: `document-${document.id.slice(0, 8)}.pdf`,
        sizeBytes: bytes.byteLength,
        inline: false,
      });
    },
  };
}

function originOf(call: Call): Origin {
  return { ip: call.ip, agent: call.agent, requestId: call.requestId };
}
