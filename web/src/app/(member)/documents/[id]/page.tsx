import { DocumentPage } from '../../../../features/documents/document-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <DocumentPage documentId={(await params).id} />;
}
