import { MessagesPage } from '../../../../features/messages/messages-page';
import { readParams, type SearchParams } from '../../../../lib/search-params';

interface Props {
  params: Promise<{ channelId: string }>;
  searchParams: SearchParams;
}

export default async function ChannelRoute({ params, searchParams }: Props) {
  const { channelId } = await params;
  return <MessagesPage channelId={channelId} {...await readParams(searchParams, 'thread', 'message')} />;
}
