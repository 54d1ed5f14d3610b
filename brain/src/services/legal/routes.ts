import type { contract } from '@smartstart/contract';
import { callerOf, type Call, type Handlers } from '../../kernel/call.ts';
import type { Tx } from '../../kernel/db.ts';
import { paperName } from './catalogue.ts';
import { openCopy } from './copies.ts';
import * as documents from './documents.ts';
import { terminate } from './endings.ts';
import type { Actor } from './ground.ts';
import type { LegalOperations } from './legal.ts';
import { complianceReport, noticeViews, paperFor, papersOf, type PaperView } from './papers.ts';
import { isDue } from './policy.ts';
import { decline, prepareSignature, sign } from './signing.ts';

export function legalRoutes({
  operations: { ground, stepUpOf },
}: {
  operations: LegalOperations;
}): Handlers<typeof contract.legal> {
  const { db } = ground.kernel.database;
  const shown = async (tx: Tx, actor: Actor, documentId: string) =>
    documentView(await documents.readAsParty(tx, actor, documentId), actor);
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
      const page = await documents.list(db, actor, query);
      return { ...page, items: page.items.map((full) => summaryView(full, actor)) };
    },
    document: ({ params }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        return documentView(await documents.view(ground, tx, actor, params.documentId), actor);
      }),
    sign: async ({ params, body }, call) => {
      const actor = actorOf(call);
      const given = await prepareSignature(stepUpOf, actor.sessionId, body);
      return call.transact(async (tx) => {
        await sign(ground, tx, actor, params.documentId, given);
        return shown(tx, actor, params.documentId);
      });
    },
    decline: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const actor = actorOf(call);
        await decline(ground, tx, actor, params.documentId, body.reason);
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

function actorOf(call: Call): Actor {
  const { userId, sessionId, held } = callerOf(call);
  return { userId, sessionId, held, call: { ip: call.ip, agent: call.agent, requestId: call.requestId } };
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

function summaryView({ document, signers }: documents.FullDocument, actor: Actor) {
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
    youAreDue: isDue(document, signers, actor),
    createdAt: document.created_at.toISOString(),
    deadline: document.state === 'SIGNING' ? iso(document.deadline) : null,
    effectiveAt: iso(document.effective_at),
    validUntil: iso(document.valid_until),
  };
}

function documentView(full: documents.FullDocument, actor: Actor) {
  return {
    ...summaryView(full, actor),
    html: full.document.html,
    signers: full.signers.map((signer) => ({
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
