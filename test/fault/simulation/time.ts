/**
 * Virtual time: what is due runs in order, each with all promises that follow from it, and nothing else runs. A
 * process, such as a tab, can be frozen, and can die, after which nothing of it runs any more.
 */
export interface Process {
  isAlive: boolean;
  isFrozen: boolean;
}

interface Task {
  at: number;
  order: number;
  owner: Process | null;
  run: () => void;
}

export class Time {
  now = 0;
  #order = 0;
  /** A heap: no task is due before its parent, which is at half its place. */
  readonly #tasks: Task[] = [];
  #frozen: Task[] = [];

  /** @param owner Whose task it is; `null`: the world's, which never sleeps. @returns A function that cancels it. */
  after(delay: number, run: () => void, owner: Process | null = null): () => void {
    const task = { at: this.now + Math.max(0, delay), order: ++this.#order, owner, run };
    this.#push(task);
    return () => {
      task.run = () => undefined;
    };
  }

  /** Lets a frozen process go on; what was due meanwhile is due now. */
  thaw(process: Process): void {
    process.isFrozen = false;
    const due = this.#frozen.filter(({ owner }) => owner === process);
    this.#frozen = this.#frozen.filter(({ owner }) => owner !== process);
    for (const task of due) {
      task.at = this.now;
      this.#push(task);
    }
  }

  /** Runs what is due until then, or until there is nothing left to wait for. */
  async run(until: number, isOver: () => boolean = () => false): Promise<void> {
    await promisesSettled();
    while (!isOver()) {
      const task = this.#tasks[0];
      if (task === undefined || task.at > until) break;
      this.#pop();
      if (task.owner?.isAlive === false) continue;
      this.now = task.at;
      if (task.owner?.isFrozen === true) {
        this.#frozen.push(task);
        continue;
      }
      task.run();
      await promisesSettled();
    }
    if (!isOver()) this.now = Math.max(this.now, until);
  }

  #push(task: Task): void {
    const tasks = this.#tasks;
    let place = tasks.push(task) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(task, at(tasks, parent))) break;
      tasks[place] = at(tasks, parent);
      place = parent;
    }
    tasks[place] = task;
  }

  #pop(): void {
    const tasks = this.#tasks;
    const task = tasks.pop();
    if (task === undefined || tasks.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= tasks.length) break;
      if (child + 1 < tasks.length && isBefore(at(tasks, child + 1), at(tasks, child))) child++;
      if (!isBefore(at(tasks, child), task)) break;
      tasks[place] = at(tasks, child);
      place = child;
    }
    tasks[place] = task;
  }
}

function at(tasks: readonly Task[], place: number): Task {
  const task = tasks[place];
  if (task === undefined) throw new RangeError('The heap has no such place.');
  return task;
}

function isBefore(one: Task, other: Task): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Everything that follows from promises has happened when the loop of events comes round. */
function promisesSettled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
