import { ReviewPage } from '../../../../../../features/legal-admin/review-page';

export default async function ReviewRoute({ params }: { params: Promise<{ id: string }> }) {
  return <ReviewPage reviewId={(await params).id} />;
}
