import { GuestSigningPage } from '../../features/guests/guest-signing-page';

export default function SignPage() {
  return <GuestSigningPage />;
}
