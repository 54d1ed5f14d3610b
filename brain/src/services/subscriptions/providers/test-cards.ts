/** The cards of the test bank. No number is typed anywhere: one is chosen. */

export interface TestCard {
  readonly id: string;
  readonly label: string;
  /** What it does, for the page. */
  readonly behaviour: string;
  /** Does the bank store it at all. */
  readonly stores: boolean;
  /** How a charge ends, by how many of its charges went well before. */
  readonly charge: (before: number) => 'COMPLETED' | 'FAILED' | 'PERSON';
}

export const testCards: readonly TestCard[] = [
  {
    id: 'works',
    label: 'Test Visa •••• 4242',
    behaviour: 'Every payment goes through.',
    stores: true,
    charge: () => 'COMPLETED',
  },
  {
    id: 'confirm',
    label: 'Test Visa •••• 3155',
    behaviour: 'The bank asks you to confirm each payment.',
    stores: true,
    charge: () => 'PERSON',
  },
  {
    id: 'works-once',
    label: 'Test Mastercard •••• 5100',
    behaviour: 'The first payment goes through, every later one is declined.',
    stores: true,
    charge: (before) => (before ? 'FAILED' : 'COMPLETED'),
  },
  {
    id: 'no-funds',
    label: 'Test Visa •••• 0341',
    behaviour: 'It can be stored, and every payment is declined.',
    stores: true,
    charge: () => 'FAILED',
  },
  {
    id: 'declined',
    label: 'Test Visa •••• 0002',
    behaviour: 'It is declined at once, and not stored.',
    stores: false,
    charge: () => 'FAILED',
  },
];

export const cardExpires = '2034-12';
export const declined = 'The card was declined: there is not enough money on the account.';
export const needsPerson =
  'Your bank asks you to confirm the payment. Pay the invoice on the page of the provider.';

export function testCard(id: string): TestCard | undefined {
  return testCards.find((card) => card.id === id);
}
