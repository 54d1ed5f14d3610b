import { AchievementsPage } from '../../../features/gamification/achievements-page';

export default function AchievementsRoute() {
  return <AchievementsPage />;
}
