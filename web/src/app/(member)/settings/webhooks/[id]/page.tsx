import { EndpointPage } from '../../../../../features/webhooks/endpoint-page';

export default async function SettingsWebhookPage({ params }: { params: Promise<{ id: string }> }) {
  return <EndpointPage id={(await params).id} />;
}
