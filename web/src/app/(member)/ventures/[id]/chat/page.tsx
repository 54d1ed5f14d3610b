import { VentureChatPage } from '../../../../../features/messages/venture-chat-page';

export default async function VentureChatRoute({ params }: { params: Promise<{ id: string }> }) {
  return <VentureChatPage ventureId={(await params).id} channelId={null} thread={null} message={null} />;
}
