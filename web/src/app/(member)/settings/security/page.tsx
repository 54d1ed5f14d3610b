import { SecurityPage } from '../../../../features/settings/security-page';

export default function SettingsSecurityPage() {
  return <SecurityPage />;
}
