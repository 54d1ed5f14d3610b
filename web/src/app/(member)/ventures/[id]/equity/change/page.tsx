import { ChangePage } from '../../../../../../features/equity/change-page';
import { readParams, type SearchParams } from '../../../../../../lib/search-params';

interface Props {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: SearchParams;
}

export default async function ChangeRoute({ params, searchParams }: Props) {
  const given = await readParams(searchParams, 'act', 'holder', 'security');
  return <ChangePage ventureId={(await params).id} {...given} />;
}
