import { TeamInvitationPage } from '../../../features/teams/invitation-page';

export default async function TeamInvitationRoute({ params }: { params: Promise<{ token: string }> }) {
  return <TeamInvitationPage token={(await params).token} />;
}
