import { BulkProgressPage } from '../../../../../features/agreements/bulk-progress-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <BulkProgressPage bulkId={(await params).id} />;
}
