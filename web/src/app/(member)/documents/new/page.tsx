import { NewAgreementPage } from '../../../../features/agreements/new-agreement-page';

export default function Page() {
  return <NewAgreementPage />;
}
