import { VersionPage } from '../../../../../../../features/models/version-page';

export default async function VersionRoute({
  params,
}: {
  params: Promise<{ name: string; version: string }>;
}) {
  const { name, version } = await params;
  return <VersionPage name={name} version={version} />;
}
