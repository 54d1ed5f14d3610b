import { SprintsPage } from '../../../../../../features/work/sprints-page';

export default async function SprintsRoute({ params }: { readonly params: Promise<{ id: string }> }) {
  return <SprintsPage ventureId={(await params).id} />;
}
