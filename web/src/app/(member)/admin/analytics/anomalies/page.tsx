import { AnomaliesPage } from '../../../../../features/analytics/anomalies-page';

export default function Page() {
  return <AnomaliesPage />;
}
