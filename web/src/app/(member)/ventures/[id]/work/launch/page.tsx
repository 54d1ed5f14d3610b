import { LaunchPage } from '../../../../../../features/work-rhythm/launch-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <LaunchPage ventureId={(await params).id} />;
}
