import { TemplatesPage } from '../../../../../features/legal-admin/templates-page';
import { readParams, type SearchParams } from '../../../../../lib/search-params';

export default async function TemplatesRoute({ searchParams }: { searchParams: SearchParams }) {
  const { find } = await readParams(searchParams, 'find');
  return <TemplatesPage find={find} />;
}
