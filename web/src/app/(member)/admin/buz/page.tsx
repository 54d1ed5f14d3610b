import { BuzAdminPage } from '../../../../features/buz-admin/buz-admin-page';

export default function BuzAdminRoute() {
  return <BuzAdminPage />;
}
