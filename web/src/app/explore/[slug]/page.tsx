import { ExploreVenture } from '../../../features/public/explore';

export default async function ExploreVenturePage({ params }: { params: Promise<{ slug: string }> }) {
  return <ExploreVenture slug={(await params).slug} />;
}
