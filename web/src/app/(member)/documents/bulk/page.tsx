import { BulkPage } from '../../../../features/agreements/bulk-page';

export default function Page() {
  return <BulkPage />;
}
