import { MeetingPage } from '../../../../features/meetings/meeting-page';

export default async function MeetingRoute({ params }: { params: Promise<{ id: string }> }) {
  return <MeetingPage id={(await params).id} />;
}
