import { ForYouPage } from '../../../features/matching/for-you-page';

export default function ForYouRoute() {
  return <ForYouPage />;
}
