import { SplitsPage } from '../../../../../../features/equity/splits-page';

export default async function SplitsRoute({ params }: { params: Promise<{ id: string }> }) {
  return <SplitsPage ventureId={(await params).id} />;
}
