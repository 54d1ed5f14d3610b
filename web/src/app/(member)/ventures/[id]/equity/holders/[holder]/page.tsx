import { HolderPage } from '../../../../../../../features/equity/holder-page';
import { readParams, type SearchParams } from '../../../../../../../lib/search-params';

interface Props {
  readonly params: Promise<{ id: string; holder: string }>;
  readonly searchParams: SearchParams;
}

export default async function HolderRoute({ params, searchParams }: Props) {
  const { id, holder } = await params;
  const { date } = await readParams(searchParams, 'date');
  return <HolderPage ventureId={id} stakeholderId={decodeURIComponent(holder)} date={date} />;
}
