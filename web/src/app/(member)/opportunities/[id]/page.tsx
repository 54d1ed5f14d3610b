import { OpportunityPage } from '../../../../features/opportunities/opportunity-page';

export default async function OpportunityRoute({ params }: { params: Promise<{ id: string }> }) {
  return <OpportunityPage opportunityId={(await params).id} />;
}
