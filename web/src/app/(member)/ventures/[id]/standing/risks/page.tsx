import { RisksPage } from '../../../../../../features/venture-analysis/risks-page';

export default async function StandingRisksRoute({ params }: { params: Promise<{ id: string }> }) {
  return <RisksPage ventureId={(await params).id} />;
}
