import { createHash, randomBytes } from 'node:crypto';
import { addDays, hubId } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { violatedUnique } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { nextState } from '../../kernel/machine.ts';
import { renderMail } from '../../kernel/mail-template.ts';
import { readIdCursor, toPage } from '../../kernel/paging.ts';
import { namesOf, percent, tenthsOf, type Actor, type Ground } from './ground.ts';
import * as store from './invitation-store.ts';
import type { InvitationRow } from './invitation-store.ts';
import { invitations as machine, type InvitationState } from './machines.ts';
import type { RelationshipRow } from './relationship-store.ts';
import { pendingDays, propose, requireKind, type Terms } from './relationships.ts';

/** Invitations of people who may have no account yet. Nothing is owed for an invitation, and nothing for joining. */

const openAtOnce = 100;
const batch = 100;

export async function invite(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  wish: Terms & { readonly email?: string | undefined },
  origin: string,
): Promise<{ row: InvitationRow; link: string | null }> {
  requireKind(actor, wish.kind);
  const email = wish.email?.toLowerCase() ?? null;
  const sponsorId = wish.kind === 'HUB' ? hubId : actor.userId;
  const own = (await ground.people.byIds(tx, [actor.userId])).get(actor.userId);
  if (email !== null && email === own?.email) throw new Fail('RULE_VIOLATED', 'Nobody sponsors themselves.');
  if ((await store.countOpen(tx, actor.userId)) >= openAtOnce)
    throw new Fail('RULE_VIOLATED', `At most ${openAtOnce} invitations can be open at a time.`);
  await requireWelcome(tx, sponsorId, email);
  const token = makeToken();
  const now = ground.kernel.clock.now();
  const row = await once(() =>
    store.insertInvitation(tx, {
      id: newId(),
      kind: wish.kind,
      sponsor_id: sponsorId,
      signer_id: actor.userId,
      rate_tenths: tenthsOf(wish.ratePercent),
      email,
      message: wish.message,
      state: machine.start,
      token_hash: hashOf(token),
      created_at: now,
      expires_at: addDays(now, pendingDays),
    }),
  );
  await noted(ground, tx, row, 'sent', actor);
  return { row, link: await send(ground, tx, row, token, origin) };
}

/** Whoever declined is not asked again by the same sponsor. */
async function requireWelcome(db: Db, sponsorId: string, email: string | null): Promise<void> {
  if (email !== null && (await store.wasDeclined(db, sponsorId, email)))
    throw new Fail(
      'RULE_VIOLATED',
      'An invitation of yours to this address was declined. It is not sent again.',
    );
}

/** By mail where there is an address; else the link is handed to the sponsor, this once. */
async function send(
  ground: Ground,
  tx: Tx,
  row: InvitationRow,
  token: string,
  origin: string,
): Promise<string | null> {
  const url = `${origin}/umbrella/invitation/${token}`;
  if (row.email === null) return url;
  const { hub } = ground.kernel.config;
  const sponsor = (await namesOf(ground, tx, [row.sponsor_id]))(row.sponsor_id);
  await ground.kernel.mailer.queue(tx, {
    to: row.email,
    subject: `${sponsor} invites you to ${hub.name}`,
    ...renderMail({
      greeting: 'Hello,',
      paragraphs: [
        `${sponsor} invites you to ${hub.name}, where people build ventures together, and would like to be your sponsor there.`,
        ...(row.message ? [`They write: “${row.message}”`] : []),
        `What that means: if you agree and both sign, ${sponsor} receives ${percent(row.rate_tenths)} percent of the revenue share you earn in ventures, taken from your own share. Joining costs nothing and nobody is paid for it. Either side can end it with 30 days’ notice.`,
        `The invitation is valid until ${row.expires_at.toISOString().slice(0, 10)}.`,
      ],
      action: { label: 'See the invitation', url },
      footer: `You can leave this unanswered, or decline on that page: then ${sponsor} cannot invite this address again.`,
    }),
  });
  const userId = await ground.people.findByEmail(tx, row.email);
  if (userId) await tellOf(ground, tx, row, userId);
  return null;
}

async function tellOf(ground: Ground, tx: Tx, row: InvitationRow, userId: string): Promise<void> {
  const { kernel } = ground;
  const sponsorName = (await namesOf(ground, tx, [row.sponsor_id]))(row.sponsor_id);
  await kernel.outbox.publish(tx, {
    type: 'umbrella.invited',
    actorId: row.signer_id,
    at: kernel.clock.now().toISOString(),
    topics: [`user:${userId}`],
    data: {
      invitationId: row.id,
      userId,
      sponsorId: row.sponsor_id,
      sponsorName,
      ratePercent: percent(row.rate_tenths),
      expiresAt: row.expires_at.toISOString(),
    },
  });
}

/** Somebody’s address was confirmed: invitations to it have waited for them. */
export async function greet(ground: Ground, tx: Tx, userId: string): Promise<void> {
  const person = (await ground.people.byIds(tx, [userId])).get(userId);
  if (!person) return;
  const by = { email: person.email };
  for (const row of await store.listInvitations(tx, { by, state: 'PENDING', before: null, limit: batch }))
    if (stateAt(ground, row) === 'PENDING') await tellOf(ground, tx, row, userId);
}

export async function cancel(ground: Ground, tx: Tx, actor: Actor, invitationId: string) {
  return end(ground, tx, await lockOwn(tx, actor, invitationId), 'cancel', actor);
}

export async function resend(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invitationId: string,
  origin: string,
): Promise<{ row: InvitationRow; link: string | null }> {
  const row = await lockOwn(tx, actor, invitationId);
  const state = nextState(machine, stateAt(ground, row), 'resend');
  await requireWelcome(tx, row.sponsor_id, row.email);
  const token = makeToken();
  const expires_at = addDays(ground.kernel.clock.now(), pendingDays);
  const change = { state, token_hash: hashOf(token), expires_at, ended_at: null };
  const saved = await once(() => store.updateInvitation(tx, row.id, change));
  await noted(ground, tx, saved, 'resent', actor);
  return { row: saved, link: await send(ground, tx, saved, token, origin) };
}

/** The agreement is made in the sponsor’s name, and both sign it. */
export async function accept(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invitationId: string,
  token: string | undefined,
): Promise<RelationshipRow> {
  const row = await lockAddressed(ground, tx, actor, invitationId, token);
  const state = nextState(machine, stateAt(ground, row), 'accept');
  const sponsor: Actor = {
    userId: row.signer_id,
    held: await ground.security.held(tx, row.signer_id),
    call: actor.call,
  };
  if (!sponsor.held.has(1))
    throw new Fail(
      'RULE_VIOLATED',
      'The sponsor has no platform papers in force at present. Ask them to sign anew.',
    );
  const relationship = await propose(ground, tx, sponsor, actor.userId, {
    kind: row.kind as Terms['kind'],
    ratePercent: percent(row.rate_tenths),
    message: row.message,
  });
  const ended_at = ground.kernel.clock.now();
  await store.updateInvitation(tx, row.id, { state, ended_at, relationship_id: relationship.id });
  await noted(ground, tx, row, 'accepted', actor);
  return relationship;
}

export async function decline(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invitationId: string,
  token: string | undefined,
): Promise<InvitationRow> {
  return end(ground, tx, await lockAddressed(ground, tx, actor, invitationId, token), 'decline', actor);
}

/** What a link is about; its token is the key. */
export async function byToken(ground: Ground, db: Db, token: string) {
  const row = found(await store.findByToken(db, hashOf(token)), 'This invitation link is not valid.');
  const sponsorName = (await namesOf(ground, db, [row.sponsor_id]))(row.sponsor_id);
  return {
    invitationId: row.id,
    sponsorName,
    kind: row.kind as Terms['kind'],
    ratePercent: percent(row.rate_tenths),
    message: row.message,
    state: stateAt(ground, row),
    expiresAt: row.expires_at.toISOString(),
  };
}

export async function list(
  ground: Ground,
  db: Db,
  actor: Actor,
  query: {
    direction: 'SENT' | 'RECEIVED';
    state?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
) {
  const own = found((await ground.people.byIds(db, [actor.userId])).get(actor.userId));
  const by = query.direction === 'SENT' ? { signerId: actor.userId } : { email: own.email };
  const rows = await store.listInvitations(db, {
    by,
    state: query.state,
    before: readIdCursor(query.cursor),
    limit: query.limit,
  });
  const view = await viewer(ground, db, rows, query.direction);
  return toPage(rows, query.limit, ({ id }) => [id], view);
}

export async function viewer(
  ground: Ground,
  db: Db,
  rows: readonly InvitationRow[],
  direction: 'SENT' | 'RECEIVED',
) {
  const names = await namesOf(
    ground,
    db,
    rows.map(({ sponsor_id }) => sponsor_id),
  );
  return (row: InvitationRow) => ({
    id: row.id,
    kind: row.kind as Terms['kind'],
    direction,
    state: stateAt(ground, row),
    sponsorName: names(row.sponsor_id),
    email: row.email,
    ratePercent: percent(row.rate_tenths),
    message: row.message,
    relationshipId: row.relationship_id,
    expiresAt: row.expires_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  });
}

export function defineExpiry(ground: Ground): void {
  ground.kernel.jobs.define({
    name: 'umbrella-invitations',
    cron: '35 * * * *',
    async run() {
      while ((await ground.kernel.database.transact((tx) => expire(ground, tx))) === batch);
    },
  });
}

async function expire(ground: Ground, tx: Tx): Promise<number> {
  const rows = await store.lockExpired(tx, ground.kernel.clock.now(), batch);
  const state = nextState(machine, 'PENDING', 'expire');
  for (const row of rows) {
    const ended = await store.updateInvitation(tx, row.id, { state, ended_at: row.expires_at });
    await noted(ground, tx, ended, 'expired', null);
  }
  return rows.length;
}

async function end(
  ground: Ground,
  tx: Tx,
  row: InvitationRow,
  event: 'cancel' | 'decline',
  actor: Actor,
): Promise<InvitationRow> {
  const state = nextState(machine, stateAt(ground, row), event);
  const ended = await store.updateInvitation(tx, row.id, { state, ended_at: ground.kernel.clock.now() });
  await noted(ground, tx, ended, event === 'cancel' ? 'cancelled' : 'declined', actor);
  return ended;
}

async function lockOwn(tx: Tx, actor: Actor, invitationId: string): Promise<InvitationRow> {
  const row = found(await store.lockInvitation(tx, invitationId));
  if (row.signer_id !== actor.userId) throw new Fail('NOT_FOUND');
  return row;
}

/** Whoever has the address, or the link that went there. */
async function lockAddressed(
  ground: Ground,
  tx: Tx,
  actor: Actor,
  invitationId: string,
  token: string | undefined,
): Promise<InvitationRow> {
  const row = found(await store.lockInvitation(tx, invitationId));
  const own = (await ground.people.byIds(tx, [actor.userId])).get(actor.userId);
  const addressed = row.email !== null && row.email === own?.email;
  if (!addressed && (token === undefined || hashOf(token) !== row.token_hash)) throw new Fail('NOT_FOUND');
  if (row.signer_id === actor.userId) throw new Fail('RULE_VIOLATED', 'Nobody sponsors themselves.');
  return row;
}

/** Out of time counts as expired, whether or not the job has run. */
function stateAt({ kernel }: Ground, { state, expires_at }: InvitationRow): InvitationState {
  return state === 'PENDING' && expires_at <= kernel.clock.now() ? 'EXPIRED' : (state as InvitationState);
}

async function noted(
  { kernel, security }: Ground,
  tx: Tx,
  row: InvitationRow,
  what: string,
  actor: Actor | null,
): Promise<void> {
  await security.audit(tx, {
    actorId: actor?.userId ?? null,
    action: `umbrella-invitation.${what}`,
    entity: 'umbrella-invitation',
    entityId: row.id,
    after: { state: row.state, kind: row.kind, ratePercent: percent(row.rate_tenths) },
    ...(actor ? { call: actor.call } : {}),
  });
  await kernel.outbox.publish(tx, {
    type: 'umbrella.changed',
    actorId: actor?.userId ?? null,
    at: kernel.clock.now().toISOString(),
    topics: [
      `user:${row.signer_id}`,
      ...(actor && actor.userId !== row.signer_id ? [`user:${actor.userId}`] : []),
    ],
    data: { invitationId: row.id, event: what, to: row.state },
  });
}

async function once<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedUnique(error) === 'umbrella_invitations_open')
      throw new Fail('ALREADY_EXISTS', 'An invitation of yours to this address is open already.');
    throw error;
  }
}

function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
