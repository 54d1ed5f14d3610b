import { ProfilePage } from '../../../../features/settings/profile-page';

export default function SettingsProfilePage() {
  return <ProfilePage />;
}
