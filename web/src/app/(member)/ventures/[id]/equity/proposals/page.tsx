import { ProposalsPage } from '../../../../../../features/equity/proposals-page';

export default async function ProposalsRoute({ params }: { params: Promise<{ id: string }> }) {
  return <ProposalsPage ventureId={(await params).id} />;
}
