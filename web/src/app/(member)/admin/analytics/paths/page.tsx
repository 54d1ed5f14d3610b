import { PathsPage } from '../../../../../features/analytics/paths-page';

export default function Page() {
  return <PathsPage />;
}
