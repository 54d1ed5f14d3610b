import { VentureDocumentsPage } from '../../../../../features/venture-files/documents-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <VentureDocumentsPage ventureId={(await params).id} />;
}
