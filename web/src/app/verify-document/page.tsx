import { VerifyPage } from '../../features/verify/verify-page';

export default function VerifyDocumentPage() {
  return <VerifyPage />;
}
