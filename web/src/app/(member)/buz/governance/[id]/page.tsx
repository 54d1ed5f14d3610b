import { ProposalPage } from '../../../../../features/governance/proposal-page';

export default async function ProposalRoute({ params }: { params: Promise<{ id: string }> }) {
  return <ProposalPage proposalId={(await params).id} />;
}
