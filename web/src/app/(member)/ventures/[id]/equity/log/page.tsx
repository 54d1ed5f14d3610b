import { LogPage } from '../../../../../../features/equity/log-page';
import { readParams, type SearchParams } from '../../../../../../lib/search-params';

interface Props {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: SearchParams;
}

export default async function LogRoute({ params, searchParams }: Props) {
  const { holder, aside } = await readParams(searchParams, 'holder', 'aside');
  return <LogPage ventureId={(await params).id} holder={holder} aside={aside === '1'} />;
}
