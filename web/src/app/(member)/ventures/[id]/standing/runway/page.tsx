import { RunwayPage } from '../../../../../../features/venture-analysis/runway-page';

export default async function RunwayRoute({ params }: { params: Promise<{ id: string }> }) {
  return <RunwayPage ventureId={(await params).id} />;
}
