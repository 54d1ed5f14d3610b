import type { Tx } from '../../../kernel/db.ts';
import { renderMail } from '../../../kernel/mail-template.ts';
import type { Ground } from '../ground.ts';
import type { InvitationRow } from '../record/invitation-store.ts';

/** To an address that has no account yet. */
export function mailInvitation(
  { kernel }: Ground,
  tx: Tx,
  row: InvitationRow,
  about: { to: string; inviter: string; placeName: string; kind: 'TEAM' | 'COMPANY'; url: string },
): Promise<void> {
  const { to, inviter, placeName, kind, url } = about;
  const place = `the ${kind === 'TEAM' ? 'team' : 'company'} “${placeName}”`;
  return kernel.mailer.queue(tx, {
    to,
    subject: `${inviter} invites you to ${placeName}`,
    ...renderMail({
      greeting: 'Hello,',
      paragraphs: [
        `${inviter} invites you to ${place} on ${kernel.config.hub.name}, as ${roleInWords(row.role)}.`,
        ...(row.message ? [`They write: “${row.message}”`] : []),
        `Open an account with this address, ${to}; the invitation then waits for you there. It is valid until ${row.expires_at.toISOString().slice(0, 10)}.`,
      ],
      action: { label: 'See the invitation', url },
      footer: 'If you did not expect this, you can leave it unanswered; it ends by itself.',
    }),
  });
}

export function roleInWords(role: string): string {
  return role === 'OBSERVER'
    ? 'an observer'
    : `a ${role.toLowerCase()}${role === 'SENIOR' || role === 'JUNIOR' ? ' member' : ''}`;
}
