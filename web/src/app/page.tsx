import { Landing } from '../features/public/landing';

export default function LandingPage() {
  return <Landing />;
}
