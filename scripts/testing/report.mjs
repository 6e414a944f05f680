/**
 * What `npm test` prints: a heading and a result for each part, the failures in short, and the count of it all.
 */

/** @typedef {{passed: number, skipped: number, failures: string[]}} Results What a part came to. */

export class Report {
  /** @type {Results} */
  #total = { passed: 0, skipped: 0, failures: [] };

  /**
   * Runs a part under its heading and adds up what it came to.
   *
   * @param {string} name
   * @param {() => Promise<Results>} part
   */
  async time(name, part) {
    console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}`);
    const start = performance.now();
    const results = await part();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    this.#total.passed += results.passed;
    this.#total.skipped += results.skipped;
    this.#total.failures.push(...results.failures);
    console.log(`${name}: ${count(results)} (${seconds} s)`);
  }

  /** Adds something that went wrong outside of the parts. */
  addFailure(message) {
    this.#total.failures.push(message);
  }

  /** Prints the end. Returns whether the run was good: something passed and nothing failed. */
  finish() {
    const { passed, failures } = this.#total;
    if (failures.length > 0) console.log('\nFailures:');
    for (const failure of failures) console.log(`  - ${failure.trim().replaceAll('\n', '\n    ')}`);
    console.log(`\n${count(this.#total)}`);
    return passed > 0 && failures.length === 0;
  }
}

function count({ passed, skipped, failures }) {
  return `${passed} passed, ${failures.length} failed, ${skipped} skipped`;
}
