import { PapersPage } from '../../../features/documents/papers-page';

export default function Page() {
  return <PapersPage />;
}
