import { afterAll, afterEach, expect } from 'vitest';
import { takeComplaints } from './complaints.ts';

// Whatever a page complains about is a defect, in a test as in what is done before and after all of them.
const expectNone = (): void => expect(takeComplaints()).toEqual([]);
afterEach(expectNone);
afterAll(expectNone);
