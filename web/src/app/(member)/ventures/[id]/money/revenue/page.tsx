import { RevenuePage } from '../../../../../../features/money/revenue-page';
import { readParams, type SearchParams } from '../../../../../../lib/search-params';

interface Props {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: SearchParams;
}

export default async function RevenueRoute({ params, searchParams }: Props) {
  const { part } = await readParams(searchParams, 'part');
  return <RevenuePage ventureId={(await params).id} part={part} />;
}
