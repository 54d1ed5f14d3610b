import { ReadinessPage } from '../../../../../../features/venture-analysis/readiness-page';

export default async function ReadinessRoute({ params }: { params: Promise<{ id: string }> }) {
  return <ReadinessPage ventureId={(await params).id} />;
}
