import { BillingPage } from '../../../../features/billing-admin/billing-page';

export default function BillingRoute() {
  return <BillingPage />;
}
