import { InvitePage } from '../../../../features/umbrella/invite-page';

export default function InviteRoute() {
  return <InvitePage />;
}
