import { ValuePage } from '../../../../../../features/venture-analysis/value-page';

export default async function ValueRoute({ params }: { params: Promise<{ id: string }> }) {
  return <ValuePage ventureId={(await params).id} />;
}
