import { MonthsPage } from '../../../../../../features/money/months-page';

export default async function MonthsRoute({ params }: { params: Promise<{ id: string }> }) {
  return <MonthsPage ventureId={(await params).id} />;
}
