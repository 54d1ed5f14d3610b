import { Notices } from '../../features/public/notices';

export default function NoticesPage() {
  return <Notices />;
}
