import type { venturesWire } from '@smartstart/contract';
import type { output } from 'zod';
import { api } from '../../lib/api';

export type InvitationPreview = output<typeof venturesWire.ventures.invitationPreview.output>;

/** What an invitation link is about; needs no account. */
export function invitationQuery(token: string) {
  return {
    queryKey: ['invitations', 'preview', token],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.ventures.invitationPreview({ params: { token } }, { signal }),
    retry: false,
  };
}
