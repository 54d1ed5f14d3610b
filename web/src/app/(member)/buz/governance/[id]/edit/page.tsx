import { EditProposalPage } from '../../../../../../features/governance/proposal-edit';

export default async function EditProposalRoute({ params }: { params: Promise<{ id: string }> }) {
  return <EditProposalPage proposalId={(await params).id} />;
}
