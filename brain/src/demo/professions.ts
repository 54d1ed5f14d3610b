/** What the people of the demo community can do and care about. */

export interface Profession {
  readonly title: string;
  readonly skills: readonly string[];
  /** Completes “I …”. */
  readonly work: readonly string[];
}

export const professions: readonly Profession[] = [
  {
    title: 'Product designer',
    skills: ['Product design', 'User research', 'Figma', 'Prototyping', 'Accessibility', 'Illustration'],
    work: ['design services that people understand at first sight', 'turn interviews into first prototypes'],
  },
  {
    title: 'Backend engineer',
    skills: ['TypeScript', 'PostgreSQL', 'API design', 'Go', 'Security', 'Observability'],
    work: ['build the quiet parts of a product that must never fail', 'keep data models small and honest'],
  },
  {
    title: 'Frontend engineer',
    skills: ['React', 'TypeScript', 'Accessibility', 'Web performance', 'Design systems', 'Testing'],
    work: ['build pages that work on a five-year-old phone', 'care for the last ten percent of an interface'],
  },
  {
    title: 'Mobile developer',
    skills: ['Swift', 'Kotlin', 'Offline sync', 'React Native', 'Prototyping', 'Testing'],
    work: ['make apps that keep working without a network', 'ship small releases every week'],
  },
  {
    title: 'Data scientist',
    skills: ['Python', 'Statistics', 'Machine learning', 'Data visualisation', 'SQL', 'Experiment design'],
    work: [
      'find out whether an idea works before money is spent on it',
      'build models that say how sure they are',
    ],
  },
  {
    title: 'Hardware engineer',
    skills: ['Electronics', 'Embedded C', '3D printing', 'Sensors', 'Supply chain', 'Testing'],
    work: ['bring boards from a sketch to a small series', 'repair more than I throw away'],
  },
  {
    title: 'Growth marketer',
    skills: [
      'Content strategy',
      'Search marketing',
      'Copywriting',
      'Analytics',
      'Community building',
      'Branding',
    ],
    work: [
      'help small teams find their first hundred customers',
      'write copy that promises no more than it keeps',
    ],
  },
  {
    title: 'Finance lead',
    skills: ['Financial modelling', 'Bookkeeping', 'Fundraising', 'Pricing', 'Cap tables', 'Excel'],
    work: ['make plans in which the numbers add up', 'explain cash flow to people who like building things'],
  },
  {
    title: 'Lawyer for young companies',
    skills: ['Contracts', 'Intellectual property', 'Privacy law', 'Negotiation', 'Licensing', 'Compliance'],
    work: ['write agreements both sides can read', 'settle who owns what before it matters'],
  },
  {
    title: 'Operations manager',
    skills: [
      'Project management',
      'Process design',
      'Logistics',
      'Hiring',
      'Negotiation',
      'Customer support',
    ],
    work: ['turn good intentions into a weekly rhythm', 'run things so that nobody has to be a hero'],
  },
  {
    title: 'Sales and partnerships',
    skills: ['Sales', 'Negotiation', 'Partnerships', 'Public speaking', 'Market research', 'CRM'],
    work: ['open doors and stay for the second conversation', 'listen first, then sell what is needed'],
  },
  {
    title: 'Nurse and health researcher',
    skills: ['Clinical practice', 'Health data', 'Research ethics', 'Interviewing', 'Training', 'Writing'],
    work: [
      'bring what happens at the bedside into product teams',
      'test new tools with the people who must use them',
    ],
  },
  {
    title: 'Agronomist',
    skills: ['Soil science', 'Field trials', 'Irrigation', 'Remote sensing', 'Supply chain', 'Training'],
    work: ['help farms grow more with less water', 'run trials on real fields, not only on paper'],
  },
  {
    title: 'Teacher and curriculum author',
    skills: [
      'Curriculum design',
      'Teaching',
      'Writing',
      'Video production',
      'Assessment',
      'Community building',
    ],
    work: ['make lessons that people finish', 'teach adults who believe that they cannot learn'],
  },
  {
    title: 'Energy engineer',
    skills: ['Energy systems', 'Battery storage', 'Simulation', 'Python', 'Regulation', 'Project management'],
    work: ['plan small grids that pay for themselves', 'measure first and insulate second'],
  },
  {
    title: 'Film-maker and storyteller',
    skills: ['Video production', 'Storytelling', 'Editing', 'Sound design', 'Branding', 'Public speaking'],
    work: ['tell true stories about people who start things', 'make short films with a small crew'],
  },
];

export const interests: readonly string[] = [
  'Climate',
  'Open source',
  'Health',
  'Education',
  'Local food',
  'Mobility',
  'Fair work',
  'Privacy',
  'Robotics',
  'Games',
  'Music',
  'Circular economy',
  'Housing',
  'Accessibility',
  'Oceans',
  'Citizen science',
  'Craft',
  'Languages',
  'Public transport',
  'Renewable energy',
  'Mental health',
  'Journalism',
  'Sport',
  'Gardening',
];

export const hopes: readonly string[] = [
  'Here I look for people with whom the papers are clear from the first day.',
  'I would rather own a small share of something good than a large one of nothing.',
  'Happy to advise for an hour, and to stay for a year if it fits.',
  'I have done this alone before; this time I want partners.',
  'My evenings are free and my calendar is honest.',
  'I like teams of four who write things down.',
  'Ask me about the venture that did not work; I learned most there.',
  'I work part time, in the open, and I answer within a day.',
];

export const headlineEndings: readonly string[] = [
  '',
  ' for small teams',
  ' with a soft spot for climate',
  ' between two ventures',
  ' who ships on Fridays',
  ', formerly in a large company',
  ' and weekend builder',
  ', looking for a co-founder',
];
