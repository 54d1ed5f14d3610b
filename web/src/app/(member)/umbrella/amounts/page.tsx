import { AmountsPage } from '../../../../features/umbrella/amounts-page';

export default function AmountsRoute() {
  return <AmountsPage />;
}
