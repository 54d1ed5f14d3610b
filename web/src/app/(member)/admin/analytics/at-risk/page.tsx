import { AtRiskPage } from '../../../../../features/analytics/at-risk-page';

export default function Page() {
  return <AtRiskPage />;
}
