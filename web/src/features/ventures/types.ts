import type { venturesWire } from '@smartstart/contract';
import type { z } from 'zod';

export type Venture = z.infer<typeof venturesWire.venture>;
export type VentureCard = z.infer<typeof venturesWire.ventureCard>;
export type VentureStatus = z.infer<typeof venturesWire.ventureStatus>;
export type VentureRole = z.infer<typeof venturesWire.ventureRole>;
export type InvitableRole = z.infer<typeof venturesWire.invitableRole>;
export type Member = z.infer<typeof venturesWire.member>;
export type Invitation = z.infer<typeof venturesWire.invitation>;
export type Industry = z.infer<typeof venturesWire.industry>;

/** What `venture.rights` can hold. Pages show just what the reader may do. */
export type Right =
  | 'edit'
  | 'publish'
  | 'pause'
  | 'resume'
  | 'close'
  | 'transfer'
  | 'submit'
  | 'withdraw'
  | 'discard'
  | 'invite'
  | 'manage-members'
  | 'see-members'
  | 'leave';

export function may(venture: Pick<Venture, 'rights'>, right: Right): boolean {
  return venture.rights.includes(right);
}
