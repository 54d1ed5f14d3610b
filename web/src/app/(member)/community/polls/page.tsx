import { PollsPage } from '../../../../features/community/polls-page';
import { readParams, type SearchParams } from '../../../../lib/search-params';

export default async function PollsRoute({ searchParams }: { searchParams: SearchParams }) {
  const { poll } = await readParams(searchParams, 'poll');
  return <PollsPage pollId={poll} />;
}
