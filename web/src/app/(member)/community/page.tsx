import { FeedPage } from '../../../features/community/feed-page';

export default function CommunityRoute() {
  return <FeedPage />;
}
