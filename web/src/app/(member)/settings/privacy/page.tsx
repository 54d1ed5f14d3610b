import { PrivacyPage } from '../../../../features/settings/privacy-page';

export default function SettingsPrivacyPage() {
  return <PrivacyPage />;
}
