import { StatementPage } from '../../../../features/money/statements-page';

export default async function StatementRoute({ params }: { params: Promise<{ distributionId: string }> }) {
  return <StatementPage distributionId={(await params).distributionId} />;
}
