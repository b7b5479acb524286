import type { WordBlock } from './word.ts';

/** OAK-SRV-002. */
export const servicePlan: WordBlock[] = [
  { heading: 'Garden machinery service plan', level: 1 },
  {
    text: 'OAK-SRV-002, version 1.3, effective 16 February 2026. Owner: garden range team. Article 205-9000. The plan is sold in all stores in the United Kingdom; the work is done in 38 service stores.',
  },
  { heading: 'The two plans', level: 2 },
  {
    text: 'Basic costs £49 a year and Plus costs £89 a year for each machine. A plan runs for 12 months and does not renew itself.',
  },
  {
    table: [
      ['Service', 'Basic', 'Plus'],
      ['Petrol mower up to 53 cm, annual service', 'Included', 'Included'],
      ['Chainsaw or hedge trimmer with engine, annual service', 'Included', 'Included'],
      ['Battery mower, blade and safety check', 'Included', 'Included, with battery test'],
      ['Ride-on mower, annual service', 'Not possible', 'Possible ¹'],
      ['Robotic mower, annual service', 'Not possible', 'Included ²'],
      ['Collection from home and return', '£25', 'Free ³'],
      ['Labour for repairs', '£42 an hour', '20 % less'],
      ['Time in the workshop', '10 working days ⁴', '7 working days'],
    ],
  },
  { text: '¹ A ride-on mower costs £60 a year on top of the Plus plan.' },
  { text: '² New blades and a software update; the boundary wire is not part of the service.' },
  { text: '³ Within 25 miles of a service store; every further mile costs £1.' },
  { text: '⁴ From March to June the Basic plan takes up to 15 working days.' },
  { heading: 'What the annual service includes', level: 2 },
  {
    bullets: [
      'Oil, air filter and spark plug of petrol machines, with the material.',
      'Sharpening of the blade or the chain.',
      'Check of brake, guard, cable and switch.',
      'Cleaning from outside and a test run.',
    ],
  },
  {
    text: 'Belts, new blades, chains and tyres are charged. The workshop calls before doing work of more than £30.',
  },
  { heading: 'Warranty', level: 2 },
  {
    text: 'A service under either plan is recorded in the service book and counts as the first annual service that the second year of the Fernlea warranty needs. A service by another workshop counts too, if it is recorded with the invoice.',
  },
  { heading: 'Other brands', level: 2 },
  {
    text: 'Machines of other brands are accepted if they are less than 10 years old and spare parts can be had. Imported machines without a mark of conformity are not accepted.',
  },
  { heading: 'Taking part', level: 2 },
  {
    numbers: [
      'Buy the plan at the desk or in the web shop, and keep the number.',
      'Book an appointment; in spring do so 3 weeks ahead.',
      'Bring the machine clean and with an empty tank, or have it collected.',
      'Collect it within 14 days; after that storage costs £2 a day.',
    ],
  },
  {
    text: 'A plan can be cancelled within 14 days of the purchase if no service has been done. It is tied to the machine and passes to a new owner when the machine is sold.',
  },
];
