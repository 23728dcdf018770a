// Sets of characters that mislead a reader or break a line, each as the inside of a regular expression's `[…]` (flag
// `u`). Names of the Unicode properties: https://www.unicode.org/reports/tr44/#General_Category_Values

/** C0, DEL and C1, line breaks and tabs among them. A terminal acts on them in place of showing them. */
export const controls = '\\p{Cc}';

/** Line and paragraph separators (U+2028, U+2029): they end a line, but are not control characters. */
const separators = '\\p{Zl}\\p{Zp}';

/** Bidirectional controls: the reader sees the characters in another order. https://trojansource.codes */
const bidirectional = '\\p{Bidi_Control}';

/** Halves of a surrogate pair: no characters, so UTF-8 cannot encode them. */
const surrogates = '\\p{Cs}';

/** Private use: pages mark places in a sentence with them, so a value must not hold them. */
const privateUse = '\\p{Co}';

/** The reader does not see these, or sees the text around them changed. */
export const hidden = controls + separators + bidirectional;

/** Not allowed in one line of text. */
export const notInOneLine = controls + surrogates + separators + bidirectional;

/** Not allowed in one line that a page marks places in. */
export const notInMarkedLine = notInOneLine + privateUse;

/** Not allowed in a name that is shown: also the byte order mark, which has no width. */
export const notInName = `${notInOneLine}\\ufeff`;

/**
 * Written as escapes in JSON that people read: also format characters (bidirectional ones among them) and unassigned.
 */
export const escapedInJson = `${controls}${separators}${privateUse}\\p{Cf}\\p{Cn}`;
