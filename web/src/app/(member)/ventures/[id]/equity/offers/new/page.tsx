import { OfferFormPage } from '../../../../../../../features/offers/offer-form-page';

export default async function NewOfferRoute({ params }: { params: Promise<{ id: string }> }) {
  return <OfferFormPage ventureId={(await params).id} />;
}
