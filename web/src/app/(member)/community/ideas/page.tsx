import { IdeasPage } from '../../../../features/community/ideas-page';

export default function IdeasRoute() {
  return <IdeasPage />;
}
