import { InvitationPage } from '../../../../features/umbrella/invitation-page';

export default async function InvitationRoute({ params }: { params: Promise<{ token: string }> }) {
  return <InvitationPage token={(await params).token} />;
}
