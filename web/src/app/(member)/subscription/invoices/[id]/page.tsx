import { InvoicePage } from '../../../../../features/subscription/invoice-page';

export default async function InvoiceRoute({ params }: { params: Promise<{ id: string }> }) {
  return <InvoicePage invoiceId={(await params).id} />;
}
