import { createHash, randomBytes } from 'node:crypto';
import { addDays } from '@smartstart/units';
import type { Db, Tx } from '../../kernel/db.ts';
import { violatedUnique } from '../../kernel/db.ts';
import { Fail, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { renderMail } from '../../kernel/mail-template.ts';
import type { VentureDeps } from './deps.ts';
import type { Members } from './members.ts';
import type { Role } from './policy.ts';
import * as store from './store.ts';
import type { Actor, VentureRecords } from './ventures.ts';

const validDays = 7;
const maxOpenPerVenture = 100;
const expiryBatch = 100;
/** Section 20.14. Expiry happens by the clock, at the latest when somebody asks. */
const transitions = {
  accept: ['PENDING'],
  decline: ['PENDING'],
  cancel: ['PENDING'],
  resend: ['EXPIRED', 'CANCELLED'],
} as const;

export function createInvitations(deps: VentureDeps, records: VentureRecords, members: Members) {
  const { kernel, security, people, charges } = deps;
  const { clock, outbox, mailer } = kernel;

  async function invite(
    tx: Tx,
    ventureId: string,
    actor: Actor,
    input: { email: string; role: Role; message: string },
    origin: string,
  ): Promise<store.InvitationRow> {
    const { row } = await records.lockFor(tx, ventureId, actor, 'invite');
    const email = input.email.toLowerCase();
    if (input.role === 'CO_OWNER' && row.owner_id !== actor.userId)
      throw new Fail('FORBIDDEN', 'Only the owner invites co-owners.');
    const expired = await store.expireInvitations(tx, clock.now(), { ventureId, limit: maxOpenPerVenture });
    const userId = await people.findByEmail(tx, email);
    if (userId && (await store.findMember(tx, ventureId, userId)))
      throw new Fail('ALREADY_EXISTS', 'This person belongs to the venture already.');
    const open = await store.invitationsOf(tx, { ventureId, before: null, limit: maxOpenPerVenture });
    if (open.filter((one) => one.state === 'PENDING').length >= maxOpenPerVenture)
      throw new Fail('RULE_VIOLATED', `At most ${maxOpenPerVenture} invitations can be open at a time.`);
    const token = makeToken();
    const now = clock.now();
    const invitation = await once(() =>
      store.insertInvitation(tx, {
        id: newId(),
        venture_id: ventureId,
        email,
        role: input.role,
        message: input.message,
        state: 'PENDING',
        token_hash: hashToken(token),
        invited_by: actor.userId,
        created_at: now,
        expires_at: addDays(now, validDays),
      }),
    );
    await security.audit(tx, {
      actorId: actor.userId,
      action: 'invitation.sent',
      entity: 'invitation',
      entityId: invitation.id,
      after: { ventureId, role: input.role },
    });
    await send(tx, row, invitation, actor.userId, token, origin);
    for (const one of expired) await changed(tx, row, one, null);
    await refund(tx, expired, 'The invitation was not answered.');
    await charges.charge(tx, { userId: actor.userId, action: 'member-invite', causeId: invitation.id });
    return invitation;
  }

  /** An invitation costs nothing unless it is accepted. */
  function refund(tx: Tx, rows: readonly store.InvitationRow[], why: string): Promise<void> {
    return charges.refundAll(tx, { action: 'member-invite', causeIds: rows.map(({ id }) => id), why });
  }

  async function send(
    tx: Tx,
    venture: store.VentureRow,
    invitation: store.InvitationRow,
    inviterId: string,
    token: string,
    origin: string,
  ): Promise<void> {
    const inviter = (await people.byIds(tx, [inviterId])).get(inviterId)?.name ?? 'Somebody';
    const content = renderMail({
      greeting: 'Hello,',
      paragraphs: [
        `${inviter} invites you to take part in the venture “${venture.name}” as ${roleInWords(invitation.role)}.`,
        ...(invitation.message ? [`They write: “${invitation.message}”`] : []),
        `The invitation is for ${invitation.email} and valid until ${invitation.expires_at.toISOString().slice(0, 10)}.`,
      ],
      action: { label: 'See the invitation', url: `${origin}/invitation/${token}` },
      footer: 'If you did not expect this, you can leave it unanswered; it ends by itself.',
    });
    await mailer.queue(tx, {
      to: invitation.email,
      subject: `${inviter} invites you to ${venture.name}`,
      ...content,
    });
    const userId = await people.findByEmail(tx, invitation.email);
    const data = {
      invitationId: invitation.id,
      ventureId: venture.id,
      ventureName: venture.name,
      inviterName: inviter,
      userId,
      role: invitation.role,
      link: '/dashboard',
    };
    await outbox.publish(tx, {
      type: 'invitation.created',
      actorId: inviterId,
      at: clock.now().toISOString(),
      topics: [],
      data,
    });
    await changed(tx, venture, invitation, inviterId);
  }

  async function changed(
    tx: Tx,
    venture: store.VentureRow,
    invitation: store.InvitationRow,
    actorId: string | null,
  ): Promise<void> {
    const addressee = await people.findByEmail(tx, invitation.email);
    const topics = [
      `venture:${venture.id}`,
      `user:${venture.owner_id}`,
      `user:${invitation.invited_by}`,
      ...(addressee ? [`user:${addressee}`] : []),
    ];
    const data = { invitationId: invitation.id, ventureId: venture.id, state: invitation.state };
    await outbox.publish(tx, {
      type: 'invitation.changed',
      actorId,
      at: clock.now().toISOString(),
      topics: [...new Set(topics)],
      data,
    });
  }

  /** The addressee's answer; somebody else's invitation does not exist for them. */
  async function answer(
    tx: Tx,
    invitationId: string,
    actor: Actor,
    event: 'accept' | 'decline',
  ): Promise<store.InvitationRow> {
    const invitation = await lockAddressed(tx, invitationId, actor);
    const state = requireState(invitation, event, clock.now());
    const venture = found(await store.lockVenture(tx, invitation.venture_id));
    if (event === 'accept' && venture.status !== 'ACTIVE')
      throw new Fail('ILLEGAL_TRANSITION', 'This venture takes no new members at the moment.');
    const saved = await store.updateInvitation(tx, invitationId, {
      state: event === 'accept' ? 'ACCEPTED' : 'DECLINED',
    });
    if (event === 'accept') await members.begin(tx, venture, actor.userId, invitation.role);
    const name = (await people.byIds(tx, [actor.userId])).get(actor.userId)?.name;
    await security.audit(tx, {
      actorId: actor.userId,
      action: event === 'accept' ? 'invitation.accepted' : 'invitation.declined',
      entity: 'invitation',
      entityId: invitationId,
      before: { state },
    });
    const data = {
      recipientIds: [invitation.invited_by],
      state: saved.state,
      name,
      ventureId: venture.id,
      ventureName: venture.name,
    };
    await outbox.publish(tx, {
      type: 'invitation.answered',
      actorId: actor.userId,
      at: clock.now().toISOString(),
      topics: [],
      data,
    });
    await changed(tx, venture, saved, actor.userId);
    if (event === 'decline') await refund(tx, [saved], 'The invitation was declined.');
    return saved;
  }

  async function lockAddressed(tx: Tx, invitationId: string, actor: Actor): Promise<store.InvitationRow> {
    const invitation = found(await store.lockInvitation(tx, invitationId));
    const person = (await people.byIds(tx, [actor.userId])).get(actor.userId);
    if (person?.email !== invitation.email) throw new Fail('NOT_FOUND');
    return invitation;
  }

  /** Sending again or cancelling: whoever may invite in this venture. */
  async function manage(
    tx: Tx,
    invitationId: string,
    actor: Actor,
    event: 'resend' | 'cancel',
    origin: string,
  ): Promise<store.InvitationRow> {
    const invitation = found(await store.lockInvitation(tx, invitationId));
    const { row } = await records.lockFor(tx, invitation.venture_id, actor, 'invite');
    requireState(invitation, event, clock.now());
    if (event === 'cancel') {
      const saved = await store.updateInvitation(tx, invitationId, { state: 'CANCELLED' });
      await changed(tx, row, saved, actor.userId);
      await refund(tx, [saved], 'The invitation was cancelled.');
      return saved;
    }
    const token = makeToken();
    const saved = await once(() =>
      store.updateInvitation(tx, invitationId, {
        state: 'PENDING',
        token_hash: hashToken(token),
        expires_at: addDays(clock.now(), validDays),
      }),
    );
    await send(tx, row, saved, actor.userId, token, origin);
    // It may have run out without the job having seen it; sending it again costs again.
    await refund(tx, [saved], 'The invitation was not answered.');
    await charges.charge(tx, { userId: actor.userId, action: 'member-invite', causeId: invitationId });
    return saved;
  }

  /** What the link in the mail is about: for people without an account, too. */
  async function preview(db: Db, token: string) {
    const invitation = found(
      await store.findInvitationByToken(db, hashToken(token)),
      'This invitation link is not valid.',
    );
    const venture = found(await store.findVenture(db, invitation.venture_id));
    const inviter = (await people.byIds(db, [invitation.invited_by])).get(invitation.invited_by);
    const hasAccount = Boolean(await people.findByEmail(db, invitation.email));
    return { invitation, venture, inviterName: inviter?.name ?? 'Somebody', hasAccount };
  }

  async function expireBatch(tx: Tx): Promise<number> {
    const rows = await store.expireInvitations(tx, clock.now(), { limit: expiryBatch });
    for (const row of rows) await changed(tx, found(await store.findVenture(tx, row.venture_id)), row, null);
    await refund(tx, rows, 'The invitation was not answered.');
    return rows.length;
  }

  kernel.jobs.define({
    name: 'expire-invitations',
    cron: '*/15 * * * *',
    async run() {
      while ((await kernel.database.transact(expireBatch)) === expiryBatch);
    },
  });

  return { invite, answer, manage, preview };
}

/** PENDING past its end counts as EXPIRED, whether or not the job has run. */
export function stateAt(invitation: store.InvitationRow, now: Date): string {
  return invitation.state === 'PENDING' && invitation.expires_at <= now ? 'EXPIRED' : invitation.state;
}

function requireState(invitation: store.InvitationRow, event: keyof typeof transitions, now: Date): string {
  const state = stateAt(invitation, now);
  if (!(transitions[event] as readonly string[]).includes(state))
    throw new Fail('ILLEGAL_TRANSITION', `An invitation in the state ${state} does not allow this.`);
  return state;
}

async function once<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (violatedUnique(error) === 'venture_invitations_open')
      throw new Fail('ALREADY_EXISTS', 'This address has an open invitation already.');
    throw error;
  }
}

function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function roleInWords(role: string): string {
  const words = role.toLowerCase().replace('_', '-');
  return /^[aeiou]/.test(words) ? `an ${words}` : `a ${words}`;
}
