import { UmbrellaAdminPage } from '../../../../features/umbrella-admin/umbrella-admin-page';

export default function UmbrellaAdminRoute() {
  return <UmbrellaAdminPage />;
}
