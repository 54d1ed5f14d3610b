import { IdeaPage } from '../../../../../features/community/idea-page';

export default async function IdeaRoute({ params }: { params: Promise<{ id: string }> }) {
  return <IdeaPage id={(await params).id} />;
}
