import { OverviewPage } from '../../../features/umbrella/overview-page';

export default function UmbrellaRoute() {
  return <OverviewPage />;
}
