import { RelationshipPage } from '../../../../features/umbrella/relationship-page';

export default async function RelationshipRoute({ params }: { params: Promise<{ id: string }> }) {
  return <RelationshipPage relationshipId={(await params).id} />;
}
