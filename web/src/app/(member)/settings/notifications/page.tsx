import { NotificationsPage } from '../../../../features/settings/notifications-page';

export default function SettingsNotificationsPage() {
  return <NotificationsPage />;
}
