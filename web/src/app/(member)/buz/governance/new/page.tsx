import { NewProposalPage } from '../../../../../features/governance/proposal-edit';

export default function NewProposalRoute() {
  return <NewProposalPage />;
}
