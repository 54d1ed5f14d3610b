import { ChancePage } from '../../../../../../features/venture-analysis/chance-page';

export default async function ChanceRoute({ params }: { params: Promise<{ id: string }> }) {
  return <ChancePage ventureId={(await params).id} />;
}
