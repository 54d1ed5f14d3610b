import { ForecastsPage } from '../../../../../features/analytics/forecasts-page';

export default function Page() {
  return <ForecastsPage />;
}
