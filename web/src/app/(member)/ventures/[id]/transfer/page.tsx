import { TransferPage } from '../../../../../features/ownership/transfer-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <TransferPage ventureId={(await params).id} />;
}
