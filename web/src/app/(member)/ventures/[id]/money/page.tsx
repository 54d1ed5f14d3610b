import { MoneyPage } from '../../../../../features/money/money-page';

export default async function MoneyRoute({ params }: { params: Promise<{ id: string }> }) {
  return <MoneyPage ventureId={(await params).id} />;
}
