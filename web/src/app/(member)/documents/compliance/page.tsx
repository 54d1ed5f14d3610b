import { OwnCompliancePage } from '../../../../features/compliance/own-page';

export default function OwnComplianceRoute() {
  return <OwnCompliancePage />;
}
