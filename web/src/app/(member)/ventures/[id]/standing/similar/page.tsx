import { SimilarPage } from '../../../../../../features/venture-analysis/similar-page';

export default async function SimilarRoute({ params }: { params: Promise<{ id: string }> }) {
  return <SimilarPage ventureId={(await params).id} />;
}
