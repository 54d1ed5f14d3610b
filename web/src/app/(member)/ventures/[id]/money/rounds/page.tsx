import { RoundsPage } from '../../../../../../features/money/rounds-page';

export default async function RoundsRoute({ params }: { params: Promise<{ id: string }> }) {
  return <RoundsPage ventureId={(await params).id} />;
}
