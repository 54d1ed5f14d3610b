import { EditPage } from '../../../../../features/opportunities/posting-pages';

export default async function EditOpportunityRoute({ params }: { params: Promise<{ id: string }> }) {
  return <EditPage opportunityId={(await params).id} />;
}
