import { SubscriptionPage } from '../../../features/subscription/subscription-page';

export default function SubscriptionRoute() {
  return <SubscriptionPage />;
}
