import { ReviewsPage } from '../../../../../features/legal-admin/reviews-page';

export default function ReviewsRoute() {
  return <ReviewsPage />;
}
