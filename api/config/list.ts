/** The parts of a text that commas separate, without blanks around them. */
export function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
}
