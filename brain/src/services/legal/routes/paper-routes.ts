import type { contract } from '@smartstart/contract';
import { callerOf, type Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import { paperName } from '../catalogue/catalogue.ts';
import { openCopy } from '../papers/copies.ts';
import * as documents from '../reading/documents.ts';
import { terminate } from '../signing/endings.ts';
import { actorOf, type Actor } from '../ground.ts';
import type { LegalOperations } from '../legal.ts';
import { complianceReport, noticeViews, paperFor, papersOf, type PaperView } from '../papers/papers.ts';
import { isDue, type Reader } from '../record/policy.ts';
import { shownTo, type Shown } from '../reading/presentation.ts';
import { act, asMember, prepareSignature } from '../signing/signing.ts';

export function legalRoutes({
  operations: { ground, stepUpOf },
}: {
  operations: LegalOperations;
}): Handlers<typeof contract.legal> {
  const { db } = ground.kernel.database;
  const shown = async (tx: Tx, actor: Actor, documentId: string) => {
    const full = await documents.readAsParty(tx, actor, documentId);
    return documentView(full, await shownTo(ground, tx, actor, full), actor);
  };
  return {
    papers: async (_, call) => {
      const { items, complianceScore } = await papersOf(ground, db, callerOf(call).userId);
      return { items: items.map(paperView), complianceScore };
    },
    paper: ({ params }, call) =>
      call.transact(async (tx) => {
        const paper = await paperFor(ground, tx, callerOf(call).userId, params.code);
        return { ...paperView(paper), html: paper.html, textHash: paper.textHash };
      }),
    openPaper: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        const id = await openCopy(ground, tx, actor.userId, { code: params.code, ...body }, actor.call);
        return shown(tx, actor, id);
      }),
    notices: async () => ({
      items: (await noticeViews(ground, db)).map((notice) => ({
        ...notice,
        publishedAt: notice.publishedAt.toISOString(),
      })),
    }),
    documents: async ({ query }, call) => {
      const actor = actorOf(call);
      const page = await documents.list(ground, db, actor, query);
      return {
        ...page,
        items: page.items.map((one) => ({ ...summaryView(one, actor), shared: sharedView(one) })),
      };
    },
    document: ({ params }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        const read = await documents.view(ground, tx, actor, params.documentId);
        return documentView(read, await shownTo(ground, tx, actor, read), actor);
      }),
    sign: async ({ params, body }, call) => {
      const actor = actorOf(call);
      const given = await prepareSignature(stepUpOf, actor.sessionId, body);
      return call.transact(async (tx) => {
        await act(ground, tx, params.documentId, asMember(actor), { act: 'SIGN', given });
        return shown(tx, actor, params.documentId);
      });
    },
    decline: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        const { reason } = body;
        await act(ground, tx, params.documentId, asMember(actor), { act: 'DECLINE', reason });
        return shown(tx, actor, params.documentId);
      }),
    evidence: ({ params }, call) =>
      call.transact(async (tx) =>
        evidenceView(await documents.evidenceOf(ground, tx, actorOf(call), params.documentId)),
      ),
    verify: ({ params }, call) =>
      call.transact((tx) => documents.verify(tx, actorOf(call), params.documentId)),
    withdrawConsent: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        await terminate(ground, tx, actor, params.documentId, body.reason);
        return shown(tx, actor, params.documentId);
      }),
    complianceReport: async () => {
      const report = await complianceReport(ground, db);
      return { ...report, computedAt: report.computedAt.toISOString() };
    },
  };
}

function paperView(paper: PaperView) {
  return {
    code: paper.code,
    name: paper.ref === 'TEAM' ? `${paper.paper.name}, naming the team seat` : paper.paper.name,
    purpose: paper.paper.purpose,
    scope: paper.paper.scope,
    version: paper.version,
    status: paper.status,
    rungs: [...paper.rungs],
    ventureId: paper.ventureId,
    ventureName: paper.ventureName,
    tier: paper.tier,
    documentId: paper.documentId,
    signedAt: iso(paper.signedAt),
    validUntil: iso(paper.validUntil),
    readingMinutes: paper.readingMinutes,
  };
}

function summaryView({ document, signers }: documents.FullDocument, reader: Reader) {
  return {
    id: document.id,
    kind: document.kind as 'PAPER',
    code: document.code,
    name: document.title ?? paperName(document.code),
    version: document.version,
    state: document.state as 'SIGNING',
    ventureId: document.venture_id,
    tier: document.tier,
    textHash: document.text_hash,
    youAreDue: isDue(document, signers, reader),
    createdAt: document.created_at.toISOString(),
    deadline: isOpen(document.state) ? iso(document.deadline) : null,
    effectiveAt: iso(document.effective_at),
    validUntil: iso(document.valid_until),
  };
}

function sharedView({ shared }: documents.ListedDocument) {
  return shared && { ...shared, until: shared.until.toISOString() };
}

export function documentView(full: documents.FullDocument, shown: Shown, reader: Reader) {
  return {
    ...summaryView(full, reader),
    html: shown.html,
    textHash: shown.textHash,
    signers: shown.places.map((signer) => ({
      position: signer.position,
      role: signer.role,
      name: signer.name,
      userId: signer.user_id,
      mode: signer.mode as 'SELF',
      state: signer.state as 'DUE',
      signedAt: iso(signer.signed_at),
    })),
  };
}

function isOpen(state: string): boolean {
  return state === 'SIGNING' || state === 'AMENDMENT_SIGNING';
}

function evidenceView({ document, records, publicKeys }: documents.Evidence) {
  return {
    documentId: document.id,
    code: document.code,
    version: document.version,
    canonicalText: document.canonical_text,
    textHash: document.text_hash,
    publicKeys: [...publicKeys],
    records: records.map((row) => ({
      id: row.id,
      position: row.position,
      record: row.record,
      recordHash: row.record_hash,
      previousHash: row.previous_hash,
      signature: row.signature,
      keyId: row.key_id,
    })),
  };
}

function iso(at: Date | null): string | null {
  return at ? at.toISOString() : null;
}
