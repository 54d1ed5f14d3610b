import { CasesPage } from '../../../../../features/legal-admin/people-page';
import { readParams, type SearchParams } from '../../../../../lib/search-params';

export default async function CasesRoute({ searchParams }: { searchParams: SearchParams }) {
  const { state } = await readParams(searchParams, 'state');
  return <CasesPage state={state} />;
}
