import { TransactionPage } from '../../../../../features/buz/transaction-page';

export default async function TransactionRoute({ params }: { params: Promise<{ id: string }> }) {
  return <TransactionPage transactionId={(await params).id} />;
}
