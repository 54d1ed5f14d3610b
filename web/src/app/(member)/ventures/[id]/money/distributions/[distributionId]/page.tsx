import { DistributionPage } from '../../../../../../../features/money/distribution-page';

interface Props {
  readonly params: Promise<{ id: string; distributionId: string }>;
}

export default async function DistributionRoute({ params }: Props) {
  const { id, distributionId } = await params;
  return <DistributionPage ventureId={id} distributionId={distributionId} />;
}
