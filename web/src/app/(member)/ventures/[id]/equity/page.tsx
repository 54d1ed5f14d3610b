import { EquityPage } from '../../../../../features/equity/equity-page';
import { readParams, type SearchParams } from '../../../../../lib/search-params';

interface Props {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: SearchParams;
}

export default async function EquityRoute({ params, searchParams }: Props) {
  const { date } = await readParams(searchParams, 'date');
  return <EquityPage ventureId={(await params).id} date={date} />;
}
