import { hash } from 'node:crypto';
import type { Tx } from '../../kernel/db.ts';
import { missingFor } from '../../engines/security/index.ts';
import type { Claims } from './claims.ts';
import * as store from './claim-store.ts';
import type { Ground } from './deps.ts';
import type { Payer } from './payer.ts';

/** Members besides the owner, for the reward of the same name. */
const fullTeam = 5;
const maxMonths = 24;
const causeLength = 32;

/**
 * What is earned by what happens elsewhere. Reactions write claims and nothing else; a reaction that runs again finds its
 * cause rewarded already.
 */
export function react({ kernel, security, people, ventures }: Ground, claims: Claims, payer: Payer): void {
  const { outbox, clock } = kernel;

  outbox.subscribe('buz.papers', ['document.effective'], async (tx, event) => {
    const { userIds, ventureId } = event.data as { userIds: string[]; ventureId: string | null };
    if (!ventureId) for (const userId of userIds.toSorted()) await papersSigned(tx, userId);
  });

  async function papersSigned(tx: Tx, userId: string): Promise<void> {
    const { missingPapers } = await security.stand(tx, userId, 'BUZ_USE');
    if (!missingPapers.some(({ code }) => code === 'BTS' || code === 'BPP'))
      await claims.earn(tx, { userId, event: 'welcome', causeId: userId });
    const subscriber = missingFor(2, await security.facts(tx, userId), clock.now());
    if (!subscriber.missingPapers.length)
      await claims.earn(tx, { userId, event: 'rung-2-papers', causeId: userId });
  }

  /** Whatever opened: rewards that waited for the papers are tried again. */
  outbox.subscribe('buz.access', ['access.changed'], async (tx, event) => {
    const { userId, reason } = event.data as { userId: string; reason: string };
    if (reason === 'identity verified')
      await claims.earn(tx, { userId, event: 'identity-verified', causeId: userId });
    if (await store.wake(tx, userId, clock.now())) payer.after(tx);
  });

  outbox.subscribe('buz.profile', ['profile.changed'], async (tx, event) => {
    const { userId } = event.data as { userId: string };
    if (!(await people.byIds(tx, [userId])).has(userId)) return;
    if (!(await people.profileGaps(tx, userId)).length)
      await claims.earn(tx, { userId, event: 'profile-completed', causeId: userId });
  });
  outbox.subscribe('buz.skill', ['skill.added'], async (tx, event) => {
    const { userId, name } = event.data as { userId: string; name: string };
    // The name is the cause: taking a skill away and adding it again is one skill. Its hash stays when the person goes.
    const causeId = hash('sha256', `${userId}\n${name.trim().toLowerCase()}`, 'hex').slice(0, causeLength);
    await claims.earn(tx, { userId, event: 'skill-added', causeId, detail: { skill: name } });
  });

  outbox.subscribe('buz.journey', ['journey.finished'], async (tx, event) => {
    const { userId } = event.data as { userId: string };
    await claims.earn(tx, { userId, event: 'journey-finished', causeId: userId });
  });

  outbox.subscribe('buz.venture', ['venture.activated'], async (tx, event) => {
    const { ventureId } = event.data as { ventureId: string };
    const team = await ventures.teamOf(tx, ventureId);
    if (!team) return;
    await claims.earn(tx, {
      userId: team.ownerId,
      event: 'first-venture-activated',
      causeId: ventureId,
      ventureId,
      detail: { venture: team.name },
    });
  });
  outbox.subscribe('buz.team', ['member.joined'], async (tx, event) => {
    const { ventureId } = event.data as { ventureId: string };
    const team = await ventures.teamOf(tx, ventureId);
    if (!team) return;
    const { ownerId: userId, activeMembers, name } = team;
    const earned = { userId, causeId: ventureId, ventureId, detail: { venture: name } };
    if (activeMembers > 0) await claims.earn(tx, { ...earned, event: 'first-team-member' });
    if (activeMembers >= fullTeam) await claims.earn(tx, { ...earned, event: 'five-members' });
  });

  outbox.subscribe('buz.invoice', ['invoice.paid'], async (tx, event) => {
    const { userId, invoiceId, periodMonths } = event.data as {
      userId: string;
      invoiceId: string;
      periodMonths: number;
    };
    if (!Number.isInteger(periodMonths) || periodMonths < 1 || periodMonths > maxMonths)
      throw new Error(`An invoice for ${periodMonths} months is not known here.`);
    await claims.earn(tx, {
      userId,
      event: 'monthly-allocation',
      causeId: invoiceId,
      times: periodMonths,
      detail: { months: periodMonths },
    });
  });

  outbox.subscribe('buz.help', ['help.accepted'], async (tx, event) => {
    const { userId, messageId } = event.data as { userId: string; messageId: string };
    await claims.earn(tx, { userId, event: 'helpful-answer', causeId: messageId });
  });
  // An idea for the platform itself is a suggestion; those of a venture are that venture’s.
  outbox.subscribe('buz.idea', ['idea.accepted'], async (tx, event) => {
    const { userId, ideaId, ventureId } = event.data as {
      userId: string;
      ideaId: string;
      ventureId: string | null;
    };
    if (!ventureId) await claims.earn(tx, { userId, event: 'feature-accepted', causeId: ideaId });
  });

  outbox.subscribe('buz.claims-erased', ['account.erased'], async (tx, event) => {
    const { userId } = event.data as { userId: string };
    await store.forgetPerson(tx, userId, clock.now());
  });
}
