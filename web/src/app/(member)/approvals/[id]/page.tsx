import { ApprovalPage } from '../../../../features/teams/approval-page';

export default async function ApprovalRoute({ params }: { params: Promise<{ id: string }> }) {
  return <ApprovalPage approvalId={(await params).id} />;
}
