import { VentureOffersPage } from '../../../../../../features/offers/venture-offers-page';

export default async function VentureOffersRoute({ params }: { params: Promise<{ id: string }> }) {
  return <VentureOffersPage ventureId={(await params).id} />;
}
