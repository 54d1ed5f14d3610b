import type { contract } from '@smartstart/contract';
import { requireVersion, type Call, type Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import { readIdCursor, toPage } from '../../../kernel/paging.ts';
import { agreementView } from './agreement-views.ts';
import { amend, dropAmendment } from '../drafting/amendments.ts';
import { bulkProgress, startBulk } from '../drafting/bulk.ts';
import { comment, commentsOf, type Remark } from '../reading/comments.ts';
import type { Composed } from '../texts/composition.ts';
import * as documents from '../reading/documents.ts';
import { agreementsOf, createDraft, editDraft } from '../drafting/drafts.ts';
import { previewDraft, previewTemplate, templateOfDraft } from '../drafting/previews.ts';
import { actorOf, type Actor } from '../ground.ts';
import type { LegalOperations } from '../legal.ts';
import { requireMembership } from '../drafting/makers.ts';
import { envelopeFor } from '../reading/presentation.ts';
import { endShare, share, sharesOf, type SharedWith } from '../drafting/shares.ts';
import { appeal, rework, submit } from '../drafting/submission.ts';
import { currentTemplate, libraryOf, listTemplates, type Template } from '../catalogue/templates.ts';

type Drafting =
  | 'templates'
  | 'template'
  | 'templateOfDraft'
  | 'clauses'
  | 'preview'
  | 'create'
  | 'edit'
  | 'submit'
  | 'appeal'
  | 'rework'
  | 'amend'
  | 'dropAmendment'
  | 'shares'
  | 'share'
  | 'endShare'
  | 'comments'
  | 'comment'
  | 'bulk'
  | 'bulkProgress'
  | 'drafts';

/** Making agreements: templates, drafts, texts handed in, amendments, and what is said and shared beside them. */
export function draftingRoutes({
  ground,
}: LegalOperations): Pick<Handlers<typeof contract.agreements>, Drafting> {
  const { db } = ground.kernel.database;
  const shown = async (tx: Tx, actor: Actor, documentId: string, call: Call) => {
    const read = await documents.readAsReader(ground, tx, actor, documentId);
    call.etag(read.document.row_version);
    return agreementView(read, await envelopeFor(ground, tx, actor, read), actor);
  };
  /** One change of a document by the caller; the answer is the document as it then is. */
  const changing = (call: Call, work: (tx: Tx, actor: Actor) => Promise<{ readonly id: string }>) =>
    call.transact(async (tx) => {
      const actor = actorOf(call);
      const { id } = await work(tx, actor);
      return shown(tx, actor, id, call);
    });
  return {
    templates: async () => ({ items: (await listTemplates(db)).map(summaryView) }),
    template: async ({ params }) => templateView(await currentTemplate(db, params.code)),
    templateOfDraft: async ({ params }, call) =>
      templateView(await templateOfDraft(db, actorOf(call).userId, params.documentId)),
    clauses: async () => ({
      items: (await libraryOf(db)).map((clause) => ({
        ...clause,
        variables: clause.variables.map((variable) => ({ ...variable, choices: [...variable.choices] })),
      })),
    }),
    preview: async ({ params, body: { documentId, ...typed } }, call) =>
      previewView(
        documentId
          ? await previewDraft(ground, db, actorOf(call).userId, params.code, documentId, typed)
          : await previewTemplate(ground, db, params.code, typed),
      ),
    create: ({ body }, call) =>
      changing(call, async (tx, actor) => {
        if (body.ventureId) await requireMembership(ground, tx, actor.userId, body.ventureId);
        return createDraft(ground, tx, { ...body, creatorId: actor.userId, call: actor.call });
      }),
    edit: ({ params, body }, call) =>
      changing(call, (tx, actor) =>
        editDraft(ground, tx, actor, params.documentId, body, (version) => requireVersion(call, version)),
      ),
    submit: ({ params, body }, call) =>
      changing(call, (tx, actor) => submit(ground, tx, actor, params.documentId, body.note)),
    appeal: ({ params, body }, call) =>
      changing(call, (tx, actor) => appeal(ground, tx, actor, params.documentId, body.reason)),
    rework: ({ params }, call) => changing(call, (tx, actor) => rework(ground, tx, actor, params.documentId)),
    amend: ({ params, body }, call) =>
      changing(call, (tx, actor) => amend(ground, tx, actor, params.documentId, body.note)),
    dropAmendment: ({ params }, call) =>
      changing(call, (tx, actor) => dropAmendment(ground, tx, actor, params.documentId)),
    shares: async ({ params }, call) => ({
      items: (await sharesOf(ground, db, actorOf(call), params.documentId)).map(shareView),
    }),
    share: ({ params, body }, call) =>
      call.transact(async (tx) => shareView(await share(ground, tx, actorOf(call), params.documentId, body))),
    endShare: ({ params }, call) =>
      call.transact(async (tx) => {
        await endShare(ground, tx, actorOf(call), params.documentId, params.shareId);
        return {};
      }),
    comments: async ({ params }, call) => ({
      items: (await commentsOf(ground, db, actorOf(call), params.documentId)).map(commentView),
    }),
    comment: ({ params, body }, call) =>
      call.transact(async (tx) =>
        commentView(await comment(ground, tx, actorOf(call), params.documentId, body)),
      ),
    bulk: ({ body }, call) => call.transact((tx) => startBulk(ground, tx, actorOf(call), body)),
    bulkProgress: async ({ params }, call) => {
      const { bulk, lines, done, failed } = await bulkProgress(db, actorOf(call).userId, params.bulkId);
      const rows = lines.map((line) => ({
        row: line.row_number,
        state: line.state as 'SENT',
        documentId: line.document_id,
        message: line.message,
      }));
      return { bulkId: bulk.id, title: bulk.title, total: bulk.total, done, failed, rows };
    },
    drafts: async ({ query }, call) => {
      const before = readIdCursor(query.cursor);
      const rows = await agreementsOf(db, actorOf(call).userId, before, query.limit + 1);
      const names = new Map((await listTemplates(db)).map((template) => [template.code, template.name]));
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => ({
          id: row.id,
          title: row.title ?? '',
          templateName: names.get(row.code) ?? row.code,
          state: row.state,
          signed: row.signed,
          toSign: row.to_sign,
          deadline: row.state.endsWith('SIGNING') ? (row.deadline?.toISOString() ?? null) : null,
          createdAt: row.created_at.toISOString(),
        }),
      );
    },
  };
}

function summaryView({ code, name, purpose, version, scope, roles, readingMinutes }: Template) {
  return { code, name, purpose, version, scope, roles: [...roles], readingMinutes };
}

function templateView(template: Template) {
  return {
    ...summaryView(template),
    variables: template.variables.map((variable) => ({ ...variable, choices: [...variable.choices] })),
    clauses: [...template.clauses],
  };
}

function previewView({ html, textHash, problems, standard }: Composed) {
  return { html, textHash, problems: [...problems], standard };
}

function shareView(row: SharedWith) {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    // Members are reached through the platform; naming somebody is no way to learn an address.
    email: '',
    canComment: row.can_comment,
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  };
}

function commentView(row: Remark) {
  return {
    id: row.id,
    authorName: row.authorName,
    text: row.text,
    start: row.span_start,
    end: row.span_end,
    createdAt: row.created_at.toISOString(),
  };
}
