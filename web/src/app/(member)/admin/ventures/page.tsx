import { VenturesPage } from '../../../../features/venture-oversight/ventures-page';

export default function Page() {
  return <VenturesPage />;
}
