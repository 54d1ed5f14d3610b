import type { venturesWire } from '@smartstart/contract';

/** The ventures of the demo community. All of them are invented. */

export interface Idea {
  readonly name: string;
  readonly industry: (typeof venturesWire.industry)['options'][number];
  readonly purpose: string;
  /** What it does, in a sentence or two. */
  readonly offer: string;
  readonly tags: readonly string[];
  readonly skills: readonly string[];
}

function idea(
  name: string, industry: Idea['industry'], purpose: string, offer: string, tags: string, skills: string,
): Idea {
  return { name, industry, purpose, offer, tags: tags.split(', '), skills: skills.split(', ') };
}

/** The two of the demo founder, then the one the demo member belongs to. */
export const leadingIdeas = {
  first: idea(
    'Tidewater Kelp', 'Food & beverage', 'Kelp from small coastal farms, dried with waste heat and sold to kitchens that care.',
    'We connect kelp farmers on the Atlantic coast with a shared drying line and one brand, so that a farm of two people can sell all year.',
    'oceans, local food, circular', 'Supply chain, Branding, Sales',
  ),
  second: idea(
    'Night Shift Rota', 'Healthcare', 'Rotas for small clinics that respect sleep, law and the school run.',
    'Nurses state when they can work and when they must rest; the planner proposes a fair rota and shows what it cost whom.',
    'health, fair work, planning', 'React, Statistics, Clinical practice',
  ),
  member: idea(
    'Lantern Library', 'Education', 'A lending library of tools and lessons that a neighbourhood runs by itself.',
    'A box of tools, the lessons that go with them and a booking page: neighbourhoods start a library in a weekend and share what they learn.',
    'education, community, sharing', 'Curriculum design, Community building, TypeScript',
  ),
} as const;

export const ideas: readonly Idea[] = [
  idea('Greyhound Freight', 'Transportation', 'Shared night trucks for small makers.', 'Half-empty trucks meet half-full pallets: makers book by the pallet, drivers keep their routes and nobody drives twice.', 'mobility, logistics', 'Logistics, Go, Sales'),
  idea('Sunny Side Roofs', 'Energy', 'Solar on rented roofs, paid by the tenants’ savings.', 'We lease roofs of apartment houses, install panels with local crews and share the yield between owner, tenants and crew.', 'solar, housing', 'Energy systems, Financial modelling, Contracts'),
  idea('Marrow', 'Healthcare', 'A calm diary for people with chronic pain.', 'One question a day, by voice or by touch, and a page that a doctor reads in a minute. The data stays with the person.', 'health, privacy', 'Health data, Swift, User research'),
  idea('Fieldnote', 'Agriculture', 'Field trials that a farm can run alone.', 'Farmers split a field, treat the halves differently and get an honest answer with its uncertainty after the harvest.', 'farming, citizen science', 'Statistics, Remote sensing, Field trials'),
  idea('Second Stitch', 'Retail', 'Clothes repaired in the shop that sold them.', 'A repair corner that fits any clothes shop: machine, training, price list and a label that says who mended it.', 'circular, craft', 'Training, Branding, Process design'),
  idea('Parallel Class', 'Education', 'School lessons for children who are ill for long.', 'A robot is not needed: a tablet, a timetable and a classmate on duty bring a child back into the classroom.', 'education, health', 'Curriculum design, React Native, Teaching'),
  idea('Ledgerline', 'Finance', 'Bookkeeping for bands and small choirs.', 'Gigs, shares and expenses in one place, with a statement each member understands.', 'music, bookkeeping', 'Bookkeeping, TypeScript, Pricing'),
  idea('Common Ground Homes', 'Real estate', 'Shared houses with clear rules from the first day.', 'A house agreement, a shared ledger and a mediator on call for people who buy a house together.', 'housing, contracts', 'Contracts, Negotiation, Financial modelling'),
  idea('Quiet Cargo', 'Transportation', 'Electric cargo bikes for the last mile, on subscription.', 'Shops share a fleet of cargo bikes; the bikes report when they need care, and a local workshop earns with each of them.', 'mobility, climate', 'Embedded C, Logistics, Partnerships'),
  idea('Brightwell Water', 'Manufacturing', 'A water filter that a village workshop can build.', 'Open drawings, tested parts and a training week: workshops build filters under their own name.', 'water, open hardware', 'Testing, Supply chain, 3D printing'),
  idea('Oddly Good', 'E-commerce', 'Vegetables of the wrong shape, sold by subscription.', 'Farms post what does not fit the norm; households take a mixed box and a recipe.', 'local food, waste', 'Logistics, Search marketing, React'),
  idea('Stagecraft', 'Entertainment', 'A rehearsal planner for amateur theatre.', 'Scenes, actors and rooms in one plan; who is missing is known before the evening.', 'theatre, planning', 'Product design, React, Community building'),
  idea('Harbour Lights', 'Social impact', 'First jobs for people who have just arrived.', 'Short paid projects with a mentor and a letter that an employer can check.', 'fair work, languages', 'Training, Partnerships, Writing'),
  idea('Plainspoken', 'Consulting', 'Letters from offices, rewritten so that people understand them.', 'Offices send their letters, we send them back in plain language with a test that shows whether readers understood.', 'language, accessibility', 'Writing, User research, Sales'),
  idea('Beacon & Byline', 'Marketing', 'Local news paid by the shops it writes about, with the walls kept up.', 'Shops fund a pool, editors write without seeing who paid, and readers see both lists.', 'journalism, local', 'Copywriting, Branding, Contracts'),
  idea('Tinker Bench', 'Education', 'Repair cafés in schools.', 'A cart with tools, twelve lessons and a teacher’s guide; at the end of term the school repairs for its street.', 'craft, circular', 'Curriculum design, Electronics, Video production'),
  idea('Signal Garden', 'Technology', 'Sensors for city gardens that need no app.', 'A light says when to water. The measurements go to the gardener’s own page and nowhere else.', 'sensors, gardening', 'Sensors, Embedded C, Product design'),
  idea('Overnight Oats Co-op', 'Food & beverage', 'Breakfast for early shifts, delivered to the locker.', 'A cooperative kitchen fills lockers at hospitals and depots before five in the morning.', 'food, cooperative', 'Process design, Logistics, Bookkeeping'),
  idea('Kiln', 'Manufacturing', 'Time in other people’s kilns.', 'Potters book space in kilns that would fire half empty, and see what the load used in energy.', 'craft, energy', 'API design, Community building, Pricing'),
  idea('Route Seven', 'Transportation', 'Timetables that small bus companies can change themselves.', 'An editor for timetables that publishes the open formats, so that every map knows of the village bus.', 'public transport, open data', 'TypeScript, PostgreSQL, Partnerships'),
  idea('Clearing House', 'Finance', 'Invoices of small firms, netted once a week.', 'Who owes whom is settled in a ring before money moves, so that everybody waits less.', 'finance, cash flow', 'Financial modelling, Security, Contracts'),
  idea('Hearth Audit', 'Energy', 'A home energy check by a neighbour with a camera.', 'We train and lend the kit; the neighbour walks through the house and leaves a list sorted by payback.', 'energy, housing', 'Energy systems, Training, Data visualisation'),
  idea('Pocket Interpreter', 'Social impact', 'A trained interpreter within three minutes, by phone.', 'Volunteers and professionals share one rota; offices pay, people in need do not.', 'languages, health', 'Kotlin, Hiring, Training'),
  idea('Basalt Games', 'Entertainment', 'Board games printed where they are sold.', 'Authors upload, shops print on demand, and every copy pays the author the same day.', 'games, print', 'Illustration, API design, Licensing'),
  idea('Slow Parcel', 'E-commerce', 'Cheaper delivery for those who can wait.', 'Parcels travel when there is room. Shops show the saved money and the saved carbon beside the price.', 'logistics, climate', 'Experiment design, Logistics, React'),
  idea('Meadow Metrics', 'Agriculture', 'Biodiversity counts that a buyer can trust.', 'Trained counters, fixed plots and published methods: a farm can sell its meadow as a result.', 'nature, data', 'Field trials, Statistics, Regulation'),
  idea('Understudy', 'Consulting', 'A second person who knows the job.', 'Small firms share stand-ins: somebody comes for a day each month, and takes over when the key person is away.', 'operations, sharing', 'Hiring, Process design, Contracts'),
  idea('Low Tide Data', 'Technology', 'Open measurements of small rivers.', 'Schools and clubs read gauges; we check, publish and explain what the numbers can and cannot say.', 'water, open data', 'Python, Sensors, Data visualisation'),
  idea('Corner Pharmacy Kit', 'Healthcare', 'Vaccination days in villages, in a van.', 'A plan for the day, cooled storage and a booking page in the languages of the region.', 'health, mobility', 'Clinical practice, Logistics, Kotlin'),
  idea('Salt & Thread', 'Retail', 'Workwear made to measure by three small factories.', 'Measured in the shop, sewn the same week, repaired for life.', 'craft, fair work', 'Supply chain, Branding, Pricing'),
  idea('Open Rehearsal', 'Marketing', 'Customer interviews, run and transcribed by peers.', 'Founders interview each other’s customers, so that nobody hears only what they hope to hear.', 'research, peers', 'Interviewing, User research, Writing'),
  idea('Cold Chain Commons', 'Food & beverage', 'Shared cold rooms for market gardeners.', 'Gardeners rent by the crate; sensors keep the record that inspectors ask for.', 'local food, sensors', 'Sensors, Supply chain, Regulation'),
  idea('Roomful', 'Real estate', 'Empty offices as evening schools.', 'Owners open unused rooms by the hour, schools book them, and an insurance covers both.', 'housing, education', 'Contracts, Sales, API design'),
  idea('Tandem Desk', 'Technology', 'Support tools for people who share one job.', 'Handover notes, shared inboxes and a calendar that knows that two people are one colleague.', 'fair work, tools', 'React, Product design, Customer support'),
  idea('Windfall Orchard', 'Agriculture', 'Harvest of fruit that nobody picks.', 'Owners of old trees register them, volunteers pick, a press makes juice, and all three share it.', 'local food, community', 'Community building, Logistics, Copywriting'),
  idea('Proof of Play', 'Other', 'Playgrounds tested by children before they are built.', 'Life-size models from cardboard for one weekend, and a report that planners must answer.', 'design, children', 'Prototyping, User research, Public speaking'),
  idea('Afterglow', 'Energy', 'Second lives for batteries of scooters.', 'We test, sort and rebuild packs for night lights and market stalls, with a passport for every cell.', 'batteries, circular', 'Battery storage, Electronics, Testing'),
  idea('Ember & Co', 'Undecided', 'Something with waste wood; the first month decides.', 'Three prototypes, three tests with customers, one decision. The waste wood is there already.', 'wood, prototype', 'Prototyping, Market research, 3D printing'),
  idea('Bridge Notes', 'Healthcare', 'Notes that travel with a patient between two hospitals.', 'A printed sheet with a code, read without a network, complete in four lines.', 'health, safety', 'Health data, Security, Clinical practice'),
  idea('Polyglot Kitchen', 'Education', 'Language lessons over a stove.', 'Cooking evenings in two languages, with cards for both; hosts are paid, guests bring what they know.', 'languages, food', 'Teaching, Video production, Community building'),
];
