import type { contract } from '@smartstart/contract';
import { callerOf, requireVersion, type Call, type Handlers } from '../../kernel/call.ts';
import type { Db } from '../../kernel/db.ts';
import { readCursor, toPage } from '../../kernel/paging.ts';
import { found } from '../../kernel/errors.ts';
import { ownerPapers } from './deps.ts';
import type { Ventures } from './index.ts';
import { stateAt } from './invitations.ts';
import { rightsOfMember, type Role, type Status } from './policy.ts';
import * as store from './store.ts';
import { cardView, invitationView, memberView, ventureView } from './views.ts';
import type { Actor } from './ventures.ts';

export function ventureRoutes(ventures: Ventures): Handlers<typeof contract.ventures> {
  const { deps, records, lifecycle, members, invitations } = ventures;
  const { kernel, people, security, legal } = deps;
  const { db } = kernel.database;

  /** The whole venture as this person sees it, read in the transaction that changed it. */
  async function show(on: Db, row: store.VentureRow, actor: Actor, call: Call) {
    const { membership, rights } = await records.seeRow(on, row, actor);
    call.etag(row.version);
    const isOwner = membership?.role === 'OWNER';
    const owner = (await people.byIds(on, [row.owner_id])).get(row.owner_id);
    const memberCount = (await store.countMembers(on, [row.id])).get(row.id) ?? 0;
    return ventureView(row, {
      membership,
      rights,
      ownerName: owner?.name ?? '',
      memberCount,
      paperwork: isOwner ? await paperworkOf(on, row) : [],
    });
  }

  async function paperworkOf(on: Db, row: store.VentureRow) {
    const list = await legal.paperwork(on, row.owner_id, ownerPapers(row.id));
    const facts = await security.facts(on, row.owner_id);
    const namesTeam = facts.some(
      (fact) =>
        fact.kind === 'PAPER' &&
        fact.value === 'SOBA' &&
        fact.ref === 'TEAM' &&
        (!fact.until || fact.until > kernel.clock.now()),
    );
    return list.map((paper) => (paper.code === 'SOBA' ? { ...paper, inForce: namesTeam } : paper));
  }

  async function cards(rows: readonly store.VentureRow[]) {
    const owners = await people.byIds(db, [...new Set(rows.map((row) => row.owner_id))]);
    const counts = await store.countMembers(
      db,
      rows.map((row) => row.id),
    );
    return new Map(
      rows.map((row) => [
        row.id,
        cardView(row, owners.get(row.owner_id)?.name ?? '', counts.get(row.id) ?? 0),
      ]),
    );
  }

  async function showInvitation(on: Db, row: store.InvitationRow) {
    const venture = found(await store.findVenture(on, row.venture_id));
    const inviter = (await people.byIds(on, [row.invited_by])).get(row.invited_by);
    return invitationView(row, stateAt(row, kernel.clock.now()), venture.name, inviter?.name ?? '');
  }

  async function showInvitations(rows: readonly store.InvitationRow[], limit: number) {
    const views = new Map(
      await Promise.all(
        rows.slice(0, limit).map(async (row) => [row.id, await showInvitation(db, row)] as const),
      ),
    );
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => views.get(row.id)!,
    );
  }

  /** One writing handler: act in a transaction, answer with the venture. */
  const change = (
    act: (tx: Parameters<Parameters<Call['transact']>[0]>[0], actor: Actor) => Promise<store.VentureRow>,
    call: Call,
  ) => {
    const actor = callerOf(call);
    return call.transact(async (tx) => show(tx, await act(tx, actor), actor, call));
  };
  const decided = (call: Call, act: Parameters<typeof change>[0]) =>
    call.transact(async (tx) => {
      const row = await act(tx, callerOf(call));
      return { status: row.status as Status, approvalsDue: row.approvals_due };
    });

  return {
    create: ({ body }, call) => change((tx, actor) => records.create(tx, actor, body), call),
    async list({ query }, call) {
      const { userId } = callerOf(call);
      const before = readCursor(query.cursor, 1)?.[0];
      const rows = await store.listVentures(db, {
        viewerId: userId,
        mine: query.mine === 'true',
        q: query.q,
        industry: query.industry,
        before: (before as string) ?? null,
        limit: query.limit,
      });
      const [views, roles] = [
        await cards(rows),
        await store.rolesOf(
          db,
          userId,
          rows.map((row) => row.id),
        ),
      ];
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => ({ ...views.get(row.id)!, myRole: (roles.get(row.id)?.role ?? null) as Role | null }),
      );
    },
    async get({ params }, call) {
      const actor = callerOf(call);
      return show(db, found(await store.findVenture(db, params.ventureId)), actor, call);
    },
    async publicList({ query }) {
      const before = readCursor(query.cursor, 1)?.[0];
      const rows = await store.listVentures(db, {
        viewerId: null,
        q: query.q,
        industry: query.industry,
        before: (before as string) ?? null,
        limit: query.limit,
      });
      const views = await cards(rows);
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => views.get(row.id)!,
      );
    },
    async publicGet({ params }) {
      const row = found(await store.findBySlug(db, params.slug));
      found(row.visibility === 'PUBLIC' && ['ACTIVE', 'PAUSED'].includes(row.status) ? row : null);
      return { ...(await cards([row])).get(row.id)!, description: row.description };
    },
    edit: ({ params, body }, call) =>
      change(
        (tx, actor) =>
          records.edit(tx, params.ventureId, actor, body, (version) => requireVersion(call, version)),
        call,
      ),
    discard: ({ params }, call) =>
      call.transact(async (tx) => records.discard(tx, params.ventureId, callerOf(call)).then(() => ({}))),
    submit: ({ params }, call) =>
      change(
        (tx, actor) =>
          lifecycle.submit(tx, params.ventureId, actor, {
            ip: call.ip,
            agent: call.agent,
            requestId: call.requestId,
          }),
        call,
      ),
    withdraw: ({ params }, call) =>
      change((tx, actor) => lifecycle.byOwner(tx, params.ventureId, actor, 'withdraw'), call),
    publish: ({ params }, call) =>
      change((tx, actor) => lifecycle.publish(tx, params.ventureId, actor), call),
    pause: ({ params }, call) =>
      change((tx, actor) => lifecycle.byOwner(tx, params.ventureId, actor, 'pause'), call),
    resume: ({ params }, call) =>
      change((tx, actor) => lifecycle.byOwner(tx, params.ventureId, actor, 'resume'), call),
    close: ({ params, body }, call) =>
      change((tx, actor) => lifecycle.close(tx, params.ventureId, actor, body.reason), call),
    async history({ params, query }, call) {
      const { rights } = await records.see(db, params.ventureId, callerOf(call));
      found(rights.includes('see-members') || null);
      const before = readCursor(query.cursor, 1)?.[0];
      const rows = await store.historyOf(db, params.ventureId, (before as string) ?? null, query.limit);
      const names = await people.byIds(db, [...new Set(rows.flatMap((row) => row.actor_id ?? []))]);
      const view = (row: (typeof rows)[number]) => ({
        id: row.id,
        at: row.at.toISOString(),
        from: row.from_status,
        to: row.to_status,
        event: row.event,
        actorName: row.actor_id ? (names.get(row.actor_id)?.name ?? null) : null,
        reason: row.reason,
      });
      return toPage(rows, query.limit, (row) => [row.id], view);
    },
    async members({ params }, call) {
      const list = await members.list(params.ventureId, callerOf(call));
      const names = await people.byIds(
        db,
        list.map((member) => member.user_id),
      );
      return { items: list.map((member) => memberView(member, names.get(member.user_id), member)) };
    },
    changeRole: ({ params, body }, call) =>
      call.transact(async (tx) => {
        const member = await members.changeRole(
          tx,
          params.ventureId,
          params.userId,
          callerOf(call),
          body.role,
        );
        return memberView(member, (await people.byIds(tx, [params.userId])).get(params.userId), {
          missingPapers: [],
          awaitingOwner: [],
        });
      }),
    removeMember: ({ params }, call) =>
      call.transact(async (tx) =>
        members.remove(tx, params.ventureId, params.userId, callerOf(call)).then(() => ({})),
      ),
    async ventureInvitations({ params, query }, call) {
      const actor = callerOf(call);
      const { membership } = await records.see(db, params.ventureId, actor);
      found(rightsOfMember(membership, actor.held).includes('invite') || null);
      const before = readCursor(query.cursor, 1)?.[0];
      return showInvitations(
        await store.invitationsOf(db, {
          ventureId: params.ventureId,
          before: (before as string) ?? null,
          limit: query.limit,
        }),
        query.limit,
      );
    },
    invite: ({ params, body }, call) =>
      call.transact(async (tx) =>
        showInvitation(
          tx,
          await invitations.invite(
            tx,
            params.ventureId,
            callerOf(call),
            body,
            call.origin || kernel.config.publicOrigin,
          ),
        ),
      ),
    async myInvitations({ query }, call) {
      const { userId } = callerOf(call);
      const me = (await people.byIds(db, [userId])).get(userId);
      const before = readCursor(query.cursor, 1)?.[0];
      return showInvitations(
        me
          ? await store.invitationsOf(db, {
              email: me.email,
              before: (before as string) ?? null,
              limit: query.limit,
            })
          : [],
        query.limit,
      );
    },
    async invitationPreview({ params }) {
      const { invitation, venture, inviterName, hasAccount } = await invitations.preview(db, params.token);
      const { expiresAt, role, email, message, state } = invitationView(
        invitation,
        stateAt(invitation, kernel.clock.now()),
        venture.name,
        inviterName,
      );
      return {
        invitationId: invitation.id,
        ventureName: venture.name,
        invitedBy: inviterName,
        role,
        email: email ?? '',
        message,
        state,
        expiresAt,
        hasAccount,
      };
    },
    accept: ({ params }, call) =>
      call.transact(async (tx) =>
        showInvitation(tx, await invitations.answer(tx, params.invitationId, callerOf(call), 'accept')),
      ),
    decline: ({ params }, call) =>
      call.transact(async (tx) =>
        showInvitation(tx, await invitations.answer(tx, params.invitationId, callerOf(call), 'decline')),
      ),
    resend: ({ params }, call) =>
      call.transact(async (tx) =>
        showInvitation(
          tx,
          await invitations.manage(
            tx,
            params.invitationId,
            callerOf(call),
            'resend',
            call.origin || kernel.config.publicOrigin,
          ),
        ),
      ),
    cancel: ({ params }, call) =>
      call.transact(async (tx) =>
        showInvitation(
          tx,
          await invitations.manage(tx, params.invitationId, callerOf(call), 'cancel', call.origin),
        ),
      ),
    approve: ({ params, body }, call) =>
      decided(call, (tx, actor) => lifecycle.decide(tx, params.ventureId, actor, 'approve', body.reason)),
    refuse: ({ params, body }, call) =>
      decided(call, (tx, actor) => lifecycle.decide(tx, params.ventureId, actor, 'refuse', body.reason)),
    suspend: ({ params, body }, call) =>
      decided(call, (tx, actor) => lifecycle.byAdmin(tx, params.ventureId, actor, 'suspend', body.reason)),
    lift: ({ params, body }, call) =>
      decided(call, (tx, actor) => lifecycle.byAdmin(tx, params.ventureId, actor, 'lift', body.reason)),
  };
}
