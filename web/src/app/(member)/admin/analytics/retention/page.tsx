import { RetentionPage } from '../../../../../features/analytics/retention-page';

export default function Page() {
  return <RetentionPage />;
}
