import { describe, expect, it } from 'vitest';
import { moneyFormat } from '../../lib/money';
import { applicationOf, emptyApplication } from './application-draft';

const format = moneyFormat('en-CA');
const letter = 'I have built three shops like this one.';

describe('an application', () => {
  it('names every field that is not finished', () => {
    const draft = {
      ...emptyApplication,
      coverLetter: 'Hello',
      withBid: true,
      bid: 'much',
      skills: [
        { name: 'React', level: 3 },
        { name: ' react', level: 4 },
      ],
    };
    expect(applicationOf(draft, true, format).faults).toEqual({
      coverLetter: 'short',
      skills: 'twice',
      bid: 'amount',
      ndaAccepted: 'nda',
    });
  });

  it('is sent with whole minor units and without empty rows', () => {
    const draft = {
      ...emptyApplication,
      coverLetter: letter,
      withBid: true,
      bid: '1,250.50',
      skills: [{ name: '  ', level: 3 }],
    };
    expect(applicationOf(draft, false, format).body).toMatchObject({
      coverLetter: letter,
      skills: [],
      bid: { amountMinor: '125050', currency: 'CAD' },
    });
  });

  it('leaves out a bid that was typed and taken back', () => {
    const draft = { ...emptyApplication, coverLetter: letter, bid: '100' };
    expect(applicationOf(draft, false, format).body).not.toHaveProperty('bid');
  });
});
