/** Every language the pages exist in. A translation is a folder of messages, a line here and one in `i18n.ts`. */
export const languageNames = { en: 'English' } as const;
export type Language = keyof typeof languageNames;
