import { TrendsPage } from '../../../../../features/analytics/trends-page';

export default function Page() {
  return <TrendsPage />;
}
