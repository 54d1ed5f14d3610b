import { VenturePage } from '../../../../features/ventures/venture-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <VenturePage ventureId={(await params).id} />;
}
