import { KudosPage } from '../../../../features/community/kudos-page';

export default function KudosRoute() {
  return <KudosPage />;
}
