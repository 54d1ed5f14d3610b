import { EarnPage } from '../../../../features/rewards/earn-page';

export default function EarnRoute() {
  return <EarnPage />;
}
