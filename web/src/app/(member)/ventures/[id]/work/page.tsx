import { WorkPage } from '../../../../../features/work/work-page';

export default async function WorkRoute({ params }: { readonly params: Promise<{ id: string }> }) {
  return <WorkPage ventureId={(await params).id} />;
}
