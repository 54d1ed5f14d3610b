import type { Db } from '../../../kernel/db.ts';
import type { Waiting, WaitingSource } from '../deps.ts';
import { namesOf, type Actor, type Ground } from '../ground.ts';
import { invitationViews } from '../invitations/reading.ts';
import * as approvalStore from '../record/approval-store.ts';
import { listInvitations } from '../record/invitation-store.ts';

/** One list per person of what waits for them, wherever on the platform it is (domain rules, section 18). */

/** Of each kind so many are shown; the place they come from shows the rest. */
const shownOfKind = 50;

export async function waitingFor(ground: Ground, db: Db, actor: Actor) {
  const byKind = new Map<Waiting['kind'], { items: Waiting[]; more: boolean }>();
  for (const { kind, of } of [...ownSources(ground), ...ground.waiting]) {
    const found = await of(db, actor, shownOfKind + 1);
    const known = byKind.get(kind) ?? { items: [], more: false };
    byKind.set(kind, {
      items: [...known.items, ...found.slice(0, shownOfKind).map((one) => ({ kind, ...one }))],
      more: known.more || found.length > shownOfKind,
    });
  }
  const kinds = [...byKind].filter(([, { items }]) => items.length);
  return {
    items: kinds.flatMap(([, { items }]) => items).toSorted(mostUrgentFirst),
    counts: kinds.map(([kind, { items, more }]) => ({ kind, shown: items.length, more })),
  };
}

/** What ends soonest, then what has waited longest. */
function mostUrgentFirst(a: Waiting, b: Waiting): number {
  const due = (one: Waiting) => (one.dueAt ? Date.parse(one.dueAt) : Infinity);
  return due(a) === due(b) ? Date.parse(a.since) - Date.parse(b.since) : due(a) < due(b) ? -1 : 1;
}

function ownSources(ground: Ground): WaitingSource[] {
  return [
    {
      kind: 'APPROVAL',
      async of(db, actor, limit) {
        const rows = await approvalStore.listApprovals(db, {
          side: 'APPROVER',
          userId: actor.userId,
          state: 'PENDING',
          before: null,
          limit: limit - 1,
        });
        const name = await namesOf(
          ground,
          db,
          rows.map(({ requester_id }) => requester_id),
        );
        return rows.map((row) => ({
          id: row.id,
          title: row.subject,
          from: name(row.requester_id).name,
          since: row.created_at.toISOString(),
          dueAt: null,
          link: `/approvals/${row.id}`,
        }));
      },
    },
    {
      kind: 'INVITATION',
      async of(db, actor, limit) {
        const rows = await listInvitations(db, {
          by: { userId: actor.userId },
          state: 'PENDING',
          now: ground.kernel.clock.now(),
          before: null,
          limit: limit - 1,
        });
        const views = await invitationViews(ground, db, actor, rows);
        return views.map((view) => ({
          id: view.id,
          title: (view.team ?? view.company)!.name,
          from: view.inviter.name,
          since: view.createdAt,
          dueAt: view.expiresAt,
          link: '/teams#invitations',
        }));
      },
    },
  ];
}
