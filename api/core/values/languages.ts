// The languages of the kit: templates/text has every sentence in each of them.

export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];
