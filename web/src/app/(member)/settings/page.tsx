import { SettingsOverview } from '../../../features/settings/settings-overview';

export default function SettingsPage() {
  return <SettingsOverview />;
}
