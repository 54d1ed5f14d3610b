import { FrameworkPage } from '../../../../../../features/equity/framework-page';

export default async function FrameworkRoute({ params }: { params: Promise<{ id: string }> }) {
  return <FrameworkPage ventureId={(await params).id} />;
}
