import { WishesPage } from '../../../../features/matching/wishes-page';

export default function WishesRoute() {
  return <WishesPage />;
}
