import { ModerationPage } from '../../../../features/support/moderation-page';
import { readParams, type SearchParams } from '../../../../lib/search-params';

export default async function ModerationRoute({ searchParams }: { searchParams: SearchParams }) {
  const { state } = await readParams(searchParams, 'state');
  return <ModerationPage state={state} />;
}
