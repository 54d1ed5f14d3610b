import { HoldsPage } from '../../../../../features/legal-admin/holds-page';

export default function HoldsRoute() {
  return <HoldsPage />;
}
