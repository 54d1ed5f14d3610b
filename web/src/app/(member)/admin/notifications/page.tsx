import { BroadcastsPage } from '../../../../features/broadcasts/broadcasts-page';

export default function AdminNotificationsPage() {
  return <BroadcastsPage />;
}
