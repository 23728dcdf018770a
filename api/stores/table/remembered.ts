// What an instance saw last of each of the newest keys, so that it notices when something older is put back.

/** About 10 MB. */
const atMost = 100_000;

export class Remembered<Value> {
  private readonly values = new Map<string, Value>();

  get(key: string): Value | undefined {
    return this.values.get(key);
  }

  set(key: string, value: Value): void {
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > atMost) this.values.delete(this.values.keys().next().value!);
  }
}
