import { RequestPage } from '../../../../features/support/request-page';

export default async function RequestRoute({ params }: { params: Promise<{ id: string }> }) {
  return <RequestPage id={(await params).id} />;
}
