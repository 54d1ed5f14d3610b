import { MeetingsPage } from '../../../features/meetings/meetings-page';

export default function MeetingsRoute() {
  return <MeetingsPage />;
}
