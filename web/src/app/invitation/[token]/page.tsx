import { Invitation } from '../../../features/auth/invitation';

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  return <Invitation token={(await params).token} />;
}
