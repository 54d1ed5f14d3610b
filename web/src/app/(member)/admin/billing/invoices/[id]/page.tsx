import { InvoiceAdminPage } from '../../../../../../features/seats-admin/invoice-admin-page';

export default async function InvoiceAdminRoute({ params }: { params: Promise<{ id: string }> }) {
  return <InvoiceAdminPage invoiceId={(await params).id} />;
}
