import { Readable } from 'node:stream';
import type { contract } from '@smartstart/contract';
import { Download, type Call, type Handlers } from '../../../kernel/call.ts';
import { found } from '../../../kernel/errors.ts';
import type { Sealing } from '../../sealing/index.ts';
import { paperName } from '../catalogue/catalogue.ts';
import * as documents from '../reading/documents.ts';
import { actorOf } from '../ground.ts';
import type { LegalOperations } from '../legal.ts';
import { shownTo } from '../reading/presentation.ts';
import * as sealStore from '../seals/seal-store.ts';

/** Documents as files for their readers, and what anybody may ask about a sealed file. */

export function sealRoutes({
  ground,
  seals,
}: LegalOperations): Pick<Handlers<typeof contract.agreements>, 'pdf' | 'bundle'> {
  /** Checked and recorded before the file is made; making it may take a while. */
  const reading = (call: Call, documentId: string, action: 'document.downloaded' | 'document.bundle-read') =>
    call.transact(async (tx) => {
      const actor = actorOf(call);
      const read =
        action === 'document.downloaded'
          ? await documents.readAsReader(ground, tx, actor, documentId)
          : await documents.readAsParty(tx, actor, documentId);
      await ground.security.audit(tx, {
        actorId: actor.userId,
        action,
        entity: 'document',
        entityId: documentId,
        call: actor.call,
      });
      return { document: read.document, shown: await shownTo(ground, tx, actor, read) };
    });

  return {
    pdf: async ({ params: { documentId } }, call) => {
      const { document, shown } = await reading(call, documentId, 'document.downloaded');
      const bytes = await seals.pdf(documentId, shown);
      return download(bytes, 'application/pdf', `${nameOf(document)}.pdf`);
    },
    bundle: async ({ params: { documentId } }, call) => {
      const { document } = await reading(call, documentId, 'document.bundle-read');
      const bytes = await seals.bundle(documentId);
      return download(bytes, 'application/zip', `${nameOf(document)}.zip`);
    },
  };
}

export function sealingRoutes(
  { ground }: LegalOperations,
  sealing: Sealing,
): Handlers<typeof contract.sealing> {
  const { db } = ground.kernel.database;
  return {
    certificates: async () => ({
      items: (await sealing.certificates(db)).map(({ serial, fingerprint, pem, since, retiredAt }) => ({
        serial,
        fingerprint,
        pem,
        firstSeen: since.toISOString(),
        retiredAt: retiredAt?.toISOString() ?? null,
      })),
    }),
    find: async ({ params }) => {
      const seal = found(await sealStore.sealByHash(db, params.sha256));
      return {
        sealedAt: seal.sealed_at.toISOString(),
        level: seal.level as 'B-B',
        state: seal.state,
        superseded: seal.number < seal.newest,
      };
    },
  };
}

function download(bytes: Uint8Array, mediaType: string, fileName: string): Download {
  return new Download({
    stream: Readable.from([Buffer.from(bytes)]),
    mediaType,
    fileName,
    sizeBytes: bytes.byteLength,
    inline: false,
  });
}

/** The title as a file name that every system takes. */
function nameOf(document: { title: string | null; code: string; id: string }): string {
  const title = (document.title ?? paperName(document.code)).normalize('NFKD').replace(/[^\w .-]+/gu, '');
  return `${title.trim().replace(/\s+/gu, '-').slice(0, 60) || document.code}-${document.id.slice(0, 8)}`;
}
