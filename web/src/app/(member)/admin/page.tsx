import { AdminPage } from '../../../features/admin/admin-page';

export default function AdminRoute() {
  return <AdminPage />;
}
