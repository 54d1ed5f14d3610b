import { HoldsPage } from '../../../../features/buz/holds-page';

export default function HoldsRoute() {
  return <HoldsPage />;
}
