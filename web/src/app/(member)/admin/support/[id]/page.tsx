import { RequestPage } from '../../../../../features/support/request-page';

export default async function SupportCaseRoute({ params }: { params: Promise<{ id: string }> }) {
  return <RequestPage id={(await params).id} forHub />;
}
