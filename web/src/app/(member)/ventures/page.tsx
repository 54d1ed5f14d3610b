import { VentureListPage } from '../../../features/ventures/venture-list-page';

export default function Page() {
  return <VentureListPage />;
}
