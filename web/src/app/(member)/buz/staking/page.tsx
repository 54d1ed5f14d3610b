import { StakingPage } from '../../../../features/buz/staking-page';

export default function StakingRoute() {
  return <StakingPage />;
}
