// Semantic versions of permission sets: form and order. No ranges.
// Source: https://semver.org/spec/v2.0.0.html

const number = '(?:0|[1-9]\\d{0,8})';
const label = '(?:0|[1-9]\\d{0,8}|\\d*[A-Za-z-][0-9A-Za-z-]*)';
const form = new RegExp(
  `^(${number})\\.(${number})\\.(${number})(?:-(${label}(?:\\.${label})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
);

export function isSemVer(text: string): boolean {
  return text.length <= 64 && form.test(text);
}

/** Negative when `a` is older than `b`. Build metadata is not compared. Both must be SemVer. */
export function compareSemVer(a: string, b: string): number {
  const [, majorA, minorA, patchA, labelsA] = parts(a);
  const [, majorB, minorB, patchB, labelsB] = parts(b);
  const release = Number(majorA) - Number(majorB) || Number(minorA) - Number(minorB) || Number(patchA) - Number(patchB);
  if (release !== 0 || labelsA === labelsB) return release;
  if (labelsA === undefined) return 1;
  if (labelsB === undefined) return -1;
  return compareLabels(labelsA.split('.'), labelsB.split('.'));
}

function parts(text: string): (string | undefined)[] {
  const match = form.exec(text);
  if (!match) throw new Error(`not a semantic version: ${text}`);
  return [...match];
}

function compareLabels(a: string[], b: string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [left, right] = [a[at]!, b[at]!];
    if (left === right) continue;
    const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
    if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
