import { ApplicationsPage } from '../../../../features/opportunities/applications-page';

export default function ApplicationsRoute() {
  return <ApplicationsPage />;
}
