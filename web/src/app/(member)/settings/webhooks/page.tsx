import { WebhooksPage } from '../../../../features/webhooks/webhooks-page';

export default function SettingsWebhooksPage() {
  return <WebhooksPage />;
}
