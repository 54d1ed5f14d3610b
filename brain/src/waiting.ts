import type { Security } from './engines/security/index.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { Equity } from './services/equity/index.ts';
import type { createLegal } from './services/legal/index.ts';
import type { Opportunities } from './services/opportunities/index.ts';
import type { WaitingSource } from './services/teams/index.ts';
import type { Umbrella } from './services/umbrella/index.ts';
import type { createUsers } from './services/users/index.ts';
import type { Ventures } from './services/ventures/index.ts';
import type { Work } from './services/work/index.ts';

/** Who knows what waits for a person: each module answers for its own, and the list of approvals joins them. */
export interface WaitingDeps {
  readonly kernel: Kernel;
  readonly security: Security;
  readonly users: ReturnType<typeof createUsers>;
  readonly ventures: Ventures;
  readonly legal: ReturnType<typeof createLegal>;
  readonly equity: Equity;
  readonly work: Work;
  readonly umbrella: Umbrella;
  readonly opportunities: Opportunities;
}

/** Asked when the list is read, so that the modules may be made in any order. */
export function waitingSources(deps: () => WaitingDeps): WaitingSource[] {
  return [
    {
      kind: 'INVITATION',
      async of(db, { userId }, limit) {
        const { users, ventures } = deps();
        const rows = await ventures.invitationsTo(db, await users.emailOf(db, userId), limit);
        return rows.map(({ id, ventureName, inviterName, sentAt, expiresAt }) => ({
          id,
          title: ventureName,
          from: inviterName,
          since: sentAt.toISOString(),
          dueAt: expiresAt.toISOString(),
          link: '/dashboard',
        }));
      },
    },
    {
      kind: 'APPLICATION',
      async of(db, actor, limit) {
        const rows = await deps().opportunities.applicationsToDecide(db, actor, limit);
        return rows.map((row) => ({
          id: row.id,
          title: row.opportunityTitle,
          from: row.applicantName,
          since: row.createdAt,
          dueAt: null,
          link: `/opportunities/applications?side=TO_ME`,
        }));
      },
    },
    {
      kind: 'DOCUMENT',
      async of(db, actor, limit) {
        const rows = await deps().legal.waitingFor(db, actor, limit);
        return rows.map(({ id, name, creatorName, askedAt, deadline }) => ({
          id,
          title: name,
          from: creatorName,
          since: askedAt.toISOString(),
          dueAt: deadline?.toISOString() ?? null,
          link: `/documents/${id}`,
        }));
      },
    },
    {
      kind: 'OFFER',
      async of(db, actor, limit) {
        const rows = await deps().equity.offersTo(db, actor, limit);
        return rows.map(({ id, ventureName, offeredAt, expiresOn }) => ({
          id,
          title: `Contract offer of ${ventureName}`,
          from: ventureName,
          since: offeredAt.toISOString(),
          dueAt: expiresOn ? `${expiresOn}T23:59:59.000Z` : null,
          link: `/offers/${id}`,
        }));
      },
    },
    {
      kind: 'CONTRIBUTION',
      async of(db, actor, limit) {
        const { users, ventures, work } = deps();
        const parts = await ventures.partsOf(db, actor);
        const rows = await work.contributionsFor(db, { parts, reviewerId: actor.userId, limit });
        const people = await users.byIds(db, [...new Set(rows.map(({ authorId }) => authorId))]);
        return rows.map(({ id, title, authorId, ventureId, filedAt }) => ({
          id,
          title,
          from: people.get(authorId)?.name ?? 'a former member',
          since: filedAt.toISOString(),
          dueAt: null,
          link: `/ventures/${ventureId}/work/contributions`,
        }));
      },
    },
    {
      kind: 'UMBRELLA_PAYMENT',
      async of(db, actor, limit) {
        const rows = await deps().umbrella.toApprove(db, actor, limit);
        return rows.map(({ id, sponsorName, amount, calculatedAt }) => ({
          id,
          title: `Umbrella amount of ${amount}`,
          from: sponsorName,
          since: calculatedAt.toISOString(),
          dueAt: null,
          link: '/admin/umbrella',
        }));
      },
    },
  ];
}
