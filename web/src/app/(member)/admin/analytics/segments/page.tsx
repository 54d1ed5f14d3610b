import { SegmentsPage } from '../../../../../features/analytics/segments-page';

export default function Page() {
  return <SegmentsPage />;
}
