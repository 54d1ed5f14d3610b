import { XpAdminPage } from '../../../../features/gamification/admin/xp-admin-page';

export default function XpAdminRoute() {
  return <XpAdminPage />;
}
