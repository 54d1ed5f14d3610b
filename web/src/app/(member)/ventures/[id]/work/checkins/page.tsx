import { CheckInsPage } from '../../../../../../features/work-rhythm/checkins-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <CheckInsPage ventureId={(await params).id} />;
}
