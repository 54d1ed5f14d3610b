import type { contract } from '@smartstart/contract';
import type { Call, Handlers } from '../../../kernel/call.ts';
import type { Tx } from '../../../kernel/db.ts';
import { breachAdminRoutes } from './breach-routes.ts';
import type { Breaches } from '../breaches/breaches.ts';
import { actorOf, type Actor } from '../ground.ts';
import type { LegalOperations } from '../legal.ts';
import { decideReview, listReviews, reviewOf, type Review } from '../drafting/reviews.ts';
import {
  addVersion,
  createTemplate,
  managedTemplate,
  managedTemplates,
  publishTemplate,
  versionText,
  type ManagedTemplate,
} from '../administration/template-admin.ts';

/** The legal administrator's desk: reviews, templates and breach cases. */
export function legalAdminRoutes({
  operations: { ground },
  breaches,
}: {
  readonly operations: LegalOperations;
  readonly breaches: Breaches;
}): Handlers<typeof contract.legalAdmin> {
  const { db } = ground.kernel.database;
  const writing = (call: Call, code: string, work: (tx: Tx, actor: Actor) => Promise<void>) =>
    call.transact(async (tx) => {
      await work(tx, actorOf(call));
      return templateView(await managedTemplate(ground, tx, code));
    });
  return {
    ...breachAdminRoutes(ground, breaches),
    reviews: async ({ query }) => {
      const page = await listReviews(ground, db, query);
      return { ...page, items: page.items.map(reviewView) };
    },
    review: async ({ params }) => {
      const review = await reviewOf(ground, db, params.reviewId);
      return {
        ...reviewView(review),
        html: review.text.html,
        canonicalText: review.text.canonical_text,
        standardText: review.standardText,
        ownClauses: [...review.ownClauses],
      };
    },
    decideReview: ({ params, body }, call) =>
      call.transact(async (tx) =>
        reviewView(
          await decideReview(ground, tx, actorOf(call), params.reviewId, body.decision, body.reason),
        ),
      ),
    templates: async () => ({ items: (await managedTemplates(ground, db)).map(templateView) }),
    templateVersion: async ({ params }) => {
      const text = await versionText(ground, db, params.code, params.version);
      const { code, name, purpose, version, kind, state, paper, roles, variables, clauses } = text;
      return {
        code,
        name,
        purpose,
        version,
        kind,
        state,
        paper,
        roles: [...roles],
        variables: variables.map((variable) => ({ ...variable, choices: [...variable.choices] })),
        clauses: [...clauses],
      };
    },
    createTemplate: ({ body }, call) =>
      writing(call, body.code, (tx, actor) => createTemplate(ground, tx, actor, body)),
    addVersion: ({ params, body }, call) =>
      writing(call, params.code, (tx, actor) => addVersion(ground, tx, actor, params.code, body)),
    publishVersion: ({ params, body }, call) =>
      writing(call, params.code, (tx, actor) =>
        publishTemplate(ground, tx, actor, params.code, body.version),
      ),
  };
}

function reviewView(row: Review) {
  return {
    id: row.id,
    documentId: row.document_id,
    title: row.title,
    creatorName: row.creatorName,
    round: row.round,
    requestedAt: row.requested_at.toISOString(),
    appeal: row.appeal,
    note: row.note,
    state: row.state as 'OPEN',
    reason: row.reason,
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}

function templateView(template: ManagedTemplate) {
  return {
    ...template,
    versions: template.versions.map((one) => ({
      ...one,
      publishedAt: one.publishedAt?.toISOString() ?? null,
    })),
  };
}
