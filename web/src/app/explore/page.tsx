import { Explore } from '../../features/public/explore';

export default function ExplorePage() {
  return <Explore />;
}
