import { OfferFormPage } from '../../../../../../../../features/offers/offer-form-page';

interface Props {
  readonly params: Promise<{ id: string; offerId: string }>;
}

export default async function EditOfferRoute({ params }: Props) {
  const { id, offerId } = await params;
  return <OfferFormPage ventureId={id} offerId={offerId} />;
}
