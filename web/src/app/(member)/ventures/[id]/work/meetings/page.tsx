import { MeetingsPage } from '../../../../../../features/work-rhythm/meetings-page';

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <MeetingsPage ventureId={(await params).id} />;
}
