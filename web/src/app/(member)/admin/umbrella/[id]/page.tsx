import { OfficePage } from '../../../../../features/umbrella-admin/office-page';

export default async function OfficeRoute({ params }: { params: Promise<{ id: string }> }) {
  return <OfficePage relationshipId={(await params).id} />;
}
