import { afterAll, afterEach, expect } from 'vitest';
import { describePages, takeComplaints } from './complaints.ts';

// Whatever a page complains about is a defect, in a test as in what is done before and after all of them.
const expectNone = (): void => expect(takeComplaints()).toEqual([]);
afterEach(expectNone);
afterAll(expectNone);

// by the time that it is read, nothing else tells what the page was at
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(`Failed: ${task.name}\n${await describePages()}\n`);
});
