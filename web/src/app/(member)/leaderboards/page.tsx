import { LeaderboardsPage } from '../../../features/gamification/leaderboards-page';

export default function LeaderboardsRoute() {
  return <LeaderboardsPage />;
}
