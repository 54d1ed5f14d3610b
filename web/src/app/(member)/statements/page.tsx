import { StatementsPage } from '../../../features/money/statements-page';

export default function StatementsRoute() {
  return <StatementsPage />;
}
