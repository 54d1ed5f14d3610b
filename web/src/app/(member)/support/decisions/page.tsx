import { SupportPage } from '../../../../features/support/support-page';

export default function DecisionsRoute() {
  return <SupportPage part="decisions" />;
}
