import { vi } from 'vitest';

// the files of a suite share a process, but no state: each loads the modules of this project anew
vi.resetModules();
