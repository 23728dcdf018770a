// The tokens of patterns: character codes, wildcards, and classes of characters for the form of values. Every number
// below zero stands for something else than one character.

export const anyText = -1;
export const anyChar = -2;
/** The two `…InPart` ones stop at a colon: ARN operators compare part by part. */
export const anyTextInPart = -3;
export const anyCharInPart = -4;

const colon = 58;

/** Classes of ASCII characters. */
const classes = {
  digit: /[0-9]/,
  upper: /[A-Z0-9]/,
  lower: /[a-z0-9-]/,
  hex: /[0-9a-fA-F]/,
  address: /[0-9a-fA-F:.]/,
  /** Session names and source identities: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
  name: /[A-Za-z0-9_+=,.@-]/,
  /** External IDs, by the same page. */
  id: /[A-Za-z0-9_+=,.@:/-]/,
} as const;

const classNames = Object.keys(classes) as (keyof typeof classes)[];
const firstClass = -10;

/** For each class, which codes belong to it. */
const members = classNames.map(name =>
  Array.from({ length: 128 }, (_, code) => classes[name].test(String.fromCharCode(code))),
);

/** Whether the token stands for a class of characters: for one of them, or for any number. */
export function isOfClass(token: number | undefined): boolean {
  return token !== undefined && token <= firstClass;
}

/** Whether the token may be repeated, or left out. */
export function isRepeated(token: number | undefined): boolean {
  return token === anyText || token === anyTextInPart || (token !== undefined && token < firstClass && token % 2 !== 0);
}

/** Whether a text may have this character where the token stands. */
export function accepts(token: number | undefined, code: number): boolean {
  if (token === code || token === anyText || token === anyChar) return true;
  if (token === anyTextInPart || token === anyCharInPart) return code !== colon;
  return token !== undefined && token <= firstClass && members[(firstClass - token) >> 1]![code] === true;
}

/** A text in which `{name}` is one character of a class, `{name+}` one or more, and `{name*}` any number. */
export function tokensOfShape(text: string): number[] {
  return text.split(/(\{[a-z]+[+*]?\})/).flatMap(piece => {
    const [, name, many] = /^\{([a-z]+)([+*]?)\}$/.exec(piece) ?? [];
    if (name === undefined) return Array.from({ length: piece.length }, (_, at) => piece.charCodeAt(at));
    const [one, several] = tokensOf(name);
    return many === '' ? [one] : many === '+' ? [one, several] : [several];
  });
}

function tokensOf(name: string): [one: number, several: number] {
  if (name === 'any') return [anyChar, anyText];
  if (name === 'part') return [anyCharInPart, anyTextInPart];
  const at = classNames.indexOf(name as keyof typeof classes);
  if (at < 0) throw new Error(`no class of characters is called ${name}`);
  return [firstClass - 2 * at, firstClass - 2 * at - 1];
}

/** The positions in the tokens after a character; null when nothing matches. */
export function moved(tokens: readonly number[], positions: readonly number[], code: number): number[] | null {
  const next: number[] = [];
  for (const at of positions) if (accepts(tokens[at], code)) next.push(isRepeated(tokens[at]) ? at : at + 1);
  return next.length > 0 ? closure(tokens, next) : null;
}

/** Moves past repeated tokens without a character. What stands before the last `*` is dropped: the star covers it. */
export function closure(tokens: readonly number[], from: readonly number[]): number[] {
  const set = new Set<number>();
  let lastStar = -1;
  for (let at of from) {
    for (;;) {
      set.add(at);
      const token = tokens[at];
      if (token === anyText && at > lastStar) lastStar = at;
      if (!isRepeated(token)) break;
      at += 1;
    }
  }
  return [...set].filter(at => at >= lastStar).sort((a, b) => a - b);
}

/** Tests of the classes. */
export const characterClasses: readonly RegExp[] = Object.values(classes);
