import { Suspense } from 'react';
import { SeatsAdminPage } from '../../../../features/seats-admin/seats-admin-page';

export default function BillingAdminRoute() {
  return (
    <Suspense>
      <SeatsAdminPage />
    </Suspense>
  );
}
