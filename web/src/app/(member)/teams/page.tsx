import { TeamsPage } from '../../../features/teams/teams-page';

export default function TeamsRoute() {
  return <TeamsPage />;
}
