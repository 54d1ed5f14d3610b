import { NewReportPage } from '../../../../features/analytics/new-report-page';

export default function Page() {
  return <NewReportPage />;
}
