import { PublicProfile } from '../../../features/public/public-profile';

export default async function PublicProfilePage({ params }: { params: Promise<{ slug: string }> }) {
  return <PublicProfile slug={(await params).slug} />;
}
