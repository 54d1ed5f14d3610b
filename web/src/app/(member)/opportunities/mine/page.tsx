import { PostingsPage } from '../../../../features/opportunities/postings-page';

export default function PostingsRoute() {
  return <PostingsPage />;
}
