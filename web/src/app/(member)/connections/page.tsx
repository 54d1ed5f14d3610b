import { ConnectionsPage } from '../../../features/community/connections-page';

export default function ConnectionsRoute() {
  return <ConnectionsPage />;
}
