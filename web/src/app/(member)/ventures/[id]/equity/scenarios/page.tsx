import { ScenariosPage } from '../../../../../../features/equity/scenarios-page';

export default async function ScenariosRoute({ params }: { params: Promise<{ id: string }> }) {
  return <ScenariosPage ventureId={(await params).id} />;
}
