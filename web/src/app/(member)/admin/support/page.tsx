import { QueuePage } from '../../../../features/support/queue-page';

export default function SupportQueueRoute() {
  return <QueuePage />;
}
