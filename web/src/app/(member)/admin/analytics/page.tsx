import { OverviewPage } from '../../../../features/analytics/overview-page';

export default function Page() {
  return <OverviewPage />;
}
