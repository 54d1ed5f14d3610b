import { ModelPage } from '../../../../../features/models/model-page';

export default async function ModelRoute({ params }: { params: Promise<{ name: string }> }) {
  return <ModelPage name={(await params).name} />;
}
