import { FunnelsPage } from '../../../../../features/analytics/funnels-page';

export default function Page() {
  return <FunnelsPage />;
}
