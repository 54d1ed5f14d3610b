import { GovernancePage } from '../../../../features/governance/governance-page';

export default function GovernanceRoute() {
  return <GovernancePage />;
}
