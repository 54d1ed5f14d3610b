/** What people of the demo community write to each other. */

export const invitationMessages: readonly string[] = [
  'We spoke about this last week. I would like to have you with us from the start.',
  'Your profile says exactly what we lack. Four hours a week would help already.',
  'You know this field far better than we do. Will you look over our shoulders?',
  'The papers are short and clear, have a look. I am happy to answer questions.',
  'We meet on Tuesdays. Come once, then decide.',
  '',
];

export const closingReasons: readonly string[] = [
  'Ten interviews, and nobody would have paid. We stop while it is cheap.',
  'A larger firm does the same since spring. We part as friends.',
  'The pilot customer left, and with them the reason for this venture.',
];

/** Ends every description, so that nobody takes a demo venture for a real one. */
export const fictionNote = 'This venture is fictional. It belongs to the demo community of SmartStart.';
