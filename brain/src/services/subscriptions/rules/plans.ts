/** What the plans hold, and the spans of section 10. Prices stand in the versioned price list. */

export const trialDays = 14;
/** The reminder goes out this long before the trial ends. */
export const reminderDays = 3;
export const graceDays = 5;
/** Days after the failed renewal on which the charge is tried again. */
export const retryDays = [1, 3, 5] as const;
/** A retry that is under way on the last day may still keep the seat for so long. */
export const lastRetryHours = 24;
export const suspensionDays = 30;
export const refundDays = 30;
export const disputeDays = 15;
export const disputeBusinessDays = 15;
export const priceNoticeDays = 30;
/** When an invoice is due: a card is charged at once, a transfer takes its time. */
export const dueDays = { card: 1, transfer: 14 } as const;
/** Invoices, by law and section 16.7, stay for seven years. What providers wrote is forgotten earlier. */
export const hookBodyDays = 90;

export const freeFeatures = [
  'Journey and profile',
  'Community',
  'Joining ventures',
  'BUZ wallet',
  'Umbrella',
  '1 GB of files',
];
export const seatFeatures = [
  'Everything in Free',
  'Ventures without limit',
  'Opportunities',
  'Teams and companies',
  'Contracts',
  'BUZ transfers and stakes, proposals',
  '100 BUZ a month',
  '10 GB of files',
];
