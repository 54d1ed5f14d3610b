import { PapersPage } from '../../../features/documents/papers-page';
import { readParams, type SearchParams } from '../../../lib/search-params';

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  return <PapersPage tab={(await readParams(searchParams, 'tab')).tab} />;
}
