import { SessionsPage } from '../../../../features/settings/sessions-page';

export default function SettingsSessionsPage() {
  return <SessionsPage />;
}
