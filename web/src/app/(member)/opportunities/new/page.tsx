import { NewPage } from '../../../../features/opportunities/posting-pages';
import { readParams, type SearchParams } from '../../../../lib/search-params';

export default async function NewOpportunityRoute({ searchParams }: { searchParams: SearchParams }) {
  const { kind, venture } = await readParams(searchParams, 'kind', 'venture');
  return <NewPage kind={kind === 'SERVICE' ? 'SERVICE' : 'OPPORTUNITY'} ventureId={venture} />;
}
