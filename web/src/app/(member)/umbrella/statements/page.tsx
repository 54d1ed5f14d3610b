import { StatementsPage } from '../../../../features/umbrella/statements-page';

export default function StatementsRoute() {
  return <StatementsPage />;
}
