// Sets of characters that mislead a reader or break a line, each as the inside of a regular expression's `[…]` (flag
// `u`). Names of the Unicode properties: https://www.unicode.org/reports/tr44/#General_Category_Values

/** C0, DEL and C1, line breaks and tabs among them. A terminal executes them instead of showing them. */
export const controls = '\\p{Cc}';

/** Line and paragraph separators (U+2028, U+2029): they end a line, but are not control characters. */
const separators = '\\p{Zl}\\p{Zp}';

/** Bidirectional controls: the reader sees the characters in another order. https://trojansource.codes */
const bidirectional = '\\p{Bidi_Control}';

/** Lone surrogates: they are not characters, so UTF-8 cannot encode them. */
const surrogates = '\\p{Cs}';

/** Private use: pages use them as markers in a sentence, so a value must not contain them. */
const privateUse = '\\p{Co}';

/** Readers cannot see these, or they change how the text around them appears. */
export const hidden = controls + separators + bidirectional;

/** Not allowed in one line of text. */
export const notInOneLine = controls + surrogates + separators + bidirectional;

/** Not allowed in one line in which a page uses markers. */
export const notInMarkedLine = notInOneLine + privateUse;

/**
 * Characters without a visible form: format characters, fillers, blank Braille. Joiners are among them, which scripts
 * and emoji need.
 */
export const invisible = '\\p{Cf}\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0';

/** Zero width joiner and non-joiner. */
export const joiners = '\\u200c\\u200d';

/** Not shown in a name; includes the byte order mark, which is invisible. */
export const notInName = `${notInOneLine}\\ufeff`;

/** A text of these alone shows nothing. */
export const shownAsNothing = `\\s\\p{Cf}\\p{M}\\p{Default_Ignorable_Code_Point}\\u2800`;

/**
 * Escaped in JSON that people read; includes format characters (also the bidirectional ones) and unassigned ones.
 */
export const escapedInJson = `${controls}${separators}${privateUse}\\p{Cf}\\p{Cn}`;
