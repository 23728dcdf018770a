// The languages that people read this kit in: every sentence of templates/text is there in each.

export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];
