import { OverviewPage } from '../../../../../features/venture-analysis/overview-page';

export default async function StandingRoute({ params }: { params: Promise<{ id: string }> }) {
  return <OverviewPage ventureId={(await params).id} />;
}
