import { VentureChatPage } from '../../../../../../features/messages/venture-chat-page';
import { readParams, type SearchParams } from '../../../../../../lib/search-params';

interface Props {
  params: Promise<{ id: string; channelId: string }>;
  searchParams: SearchParams;
}

export default async function VentureChannelRoute({ params, searchParams }: Props) {
  const { id, channelId } = await params;
  const sought = await readParams(searchParams, 'thread', 'message');
  return <VentureChatPage ventureId={id} channelId={channelId} {...sought} />;
}
