import { Pricing } from '../../features/public/pricing';

export default function PricingPage() {
  return <Pricing />;
}
