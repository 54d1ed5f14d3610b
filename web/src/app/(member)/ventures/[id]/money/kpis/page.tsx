import { KpisPage } from '../../../../../../features/money/kpis-page';

export default async function KpisRoute({ params }: { params: Promise<{ id: string }> }) {
  return <KpisPage ventureId={(await params).id} />;
}
