import { PeoplePage } from '../../../features/people/people-page';

export default function PeopleRoute() {
  return <PeoplePage />;
}
