import { HubVenturePage } from '../../../../../features/venture-oversight/venture-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <HubVenturePage ventureId={(await params).id} />;
}
