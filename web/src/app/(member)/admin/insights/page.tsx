import { BehaviorAdminPage } from '../../../../features/insights/admin/behavior-admin-page';

export default function BehaviorAdminRoute() {
  return <BehaviorAdminPage />;
}
