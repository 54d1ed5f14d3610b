import { OfferPage } from '../../../../features/offers/offer-page';

export default async function OfferRoute({ params }: { params: Promise<{ offerId: string }> }) {
  return <OfferPage offerId={(await params).offerId} />;
}
