import { BreachesPage } from '../../../../../features/legal-admin/breaches-page';

export default function BreachesRoute() {
  return <BreachesPage />;
}
