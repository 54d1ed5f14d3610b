import { Forgot } from '../../features/auth/forgot';

export default function ForgotPage() {
  return <Forgot />;
}
