import { CasePage } from '../../../../../../features/legal-admin/person-page';

export default async function CaseRoute({ params }: { params: Promise<{ id: string }> }) {
  return <CasePage userId={(await params).id} />;
}
