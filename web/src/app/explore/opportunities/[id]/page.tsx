import { PublicOpportunityPage } from '../../../../features/opportunities/public-opportunity';

export default async function PublicOpportunityRoute({ params }: { params: Promise<{ id: string }> }) {
  return <PublicOpportunityPage opportunityId={(await params).id} />;
}
