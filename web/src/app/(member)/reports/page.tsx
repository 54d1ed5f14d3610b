import { ReportsPage } from '../../../features/analytics/reports-page';

export default function Page() {
  return <ReportsPage />;
}
