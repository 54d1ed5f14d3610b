import { ApprovalsPage } from '../../../features/teams/approvals-page';

export default function ApprovalsRoute() {
  return <ApprovalsPage />;
}
