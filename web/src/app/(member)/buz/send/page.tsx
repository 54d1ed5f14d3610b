import { SendPage } from '../../../../features/buz/send-page';
import { readParams, type SearchParams } from '../../../../lib/search-params';

export default async function SendRoute({ searchParams }: { searchParams: SearchParams }) {
  return <SendPage {...await readParams(searchParams, 'to')} />;
}
