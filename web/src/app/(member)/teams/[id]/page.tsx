import { TeamPage } from '../../../../features/teams/team-page';

export default async function TeamRoute({ params }: { params: Promise<{ id: string }> }) {
  return <TeamPage teamId={(await params).id} />;
}
