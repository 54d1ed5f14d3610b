import { PersonPage } from '../../../../features/people/person-page';

export default async function PersonRoute({ params }: { params: Promise<{ id: string }> }) {
  return <PersonPage id={(await params).id} />;
}
